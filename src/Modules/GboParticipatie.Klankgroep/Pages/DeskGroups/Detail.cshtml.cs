using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>Someone who sits in a group.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role">What the person does there.</param>
/// <param name="Organisation">For whom, or null.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when, or null.</param>
public sealed record Seat(string Name, MandateRole Role, string? Organisation, DateOnly From, DateOnly? To);

/// <summary>One group: who sits in it, when it meets, where its points go, and the link or QR that it hangs on its wall.</summary>
[RequiresPermission("ManageGroups")]
public sealed class DetailModel(GboDbContext db, GroupService groups, SessionService sessions, GroupLinks links, GroupPlaces places, ISiteService site, SiteAddress address, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>Where its points go, or null.</summary>
    public Group? ForwardsTo { get; private set; }

    /// <summary>Its next meeting, or null.</summary>
    public Session? Next { get; private set; }

    /// <summary>Names of its member organisations.</summary>
    public IReadOnlyList<string> Organisations { get; private set; } = [];

    /// <summary>People who sit in it today.</summary>
    public IReadOnlyList<Seat> Seats { get; private set; } = [];

    /// <summary>Whole address of its link, or null when it has none that works.</summary>
    public string? Link { get; private set; }

    /// <summary>True when people can bring points to it today.</summary>
    public bool TakesPoints { get; private set; }

    /// <summary>True when it exists today.</summary>
    public bool Exists { get; private set; }

    /// <summary>Where it works, in words.</summary>
    public string Place { get; private set; } = "";

    /// <summary>For how many days a new link works.</summary>
    public int LinkDays { get; private set; }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/groepen/{Group.Slug}";

    /// <summary>Shows the group.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    /// <summary>Makes a new link; the old one stops.</summary>
    public Task<IActionResult> OnPostRenewAsync(CancellationToken cancel)
        => ActAsync(S["De nieuwe link werkt. De oude niet meer: hang de nieuwe QR-code op."], () => groups.RenewLinkAsync(Group.Id, cancel), cancel);

    /// <summary>Stops the link.</summary>
    public Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel)
        => ActAsync(S["De link werkt niet meer."], () => groups.RevokeLinkAsync(Group.Id, cancel), cancel);

    private async Task<IActionResult> ActAsync(string done, Func<Task> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            await act();
            TempData["Melding"] = done;
            return LocalRedirect(Address);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, ("GroupId", ""));
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return false;
        var today = BrusselsTime.Today(time);
        Group = group;
        Exists = group.ExistsOn(today);
        TakesPoints = group.AcceptsItems && Exists;
        Place = (await places.ReadAsync(cancel))(group.MunicipalityIds);
        ForwardsTo = group.ForwardsToGroupId is { } body ? await groups.FindAsync(body, cancel) : null;
        Next = await sessions.NextAsync(group.Id, cancel);
        Organisations = await db.Set<Organisation>().Where(o => db.Set<GroupOrganisation>().Any(m => m.GroupId == group.Id && m.OrganisationId == o.Id))
            .OrderBy(o => o.SearchName).Select(o => o.Name).ToListAsync(cancel);
        Seats = await SeatsAsync(group.Id, today, cancel);
        LinkDays = (await site.GetAsync<KlankgroepSettings>(cancel)).GroupLinkDays;
        Link = links.AddressOf(group) is { } local ? address.Of(await site.GetAsync<SiteSettings>(cancel)) + local : null;
        return true;
    }

    private async Task<IReadOnlyList<Seat>> SeatsAsync(Guid groupId, DateOnly today, CancellationToken cancel)
    {
        var seats = await (from seat in db.Set<Mandate>().AsNoTracking()
                           where seat.GroupId == groupId && seat.From <= today && (seat.To == null || seat.To >= today)
                           join person in db.Set<Person>() on seat.PersonId equals person.Id
                           select new Seat(person.Name, seat.Role, db.Set<Organisation>().Where(o => o.Id == seat.OrganisationId).Select(o => o.Name).FirstOrDefault(), seat.From, seat.To)).ToListAsync(cancel);
        return [.. seats.OrderBy(s => s.Role switch { MandateRole.Chair => 0, MandateRole.Secretary => 1, _ => 2 }).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
    }
}
