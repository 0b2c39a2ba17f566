using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskSeats;

/// <summary>Who sits in one group, from when until when: gives seats and ends them.</summary>
[RequiresPermission("ManageGroups")]
public sealed class GroupModel(GroupService groups, SeatOverview seats, PersonRegister register, OrganisationService organisations, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>"alles" shows who sat there before as well.</summary>
    [BindProperty(SupportsGet = true, Name = "toon")]
    public string? Show { get; set; }

    /// <summary>Who gets a seat: an e-mail address or a name, as typed.</summary>
    [BindProperty]
    public string? Person { get; set; }

    /// <summary>For which organisation, as typed; empty: in their own name.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>As what.</summary>
    [BindProperty]
    public MandateRole Role { get; set; }

    /// <summary>First day.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>Last day.</summary>
    [BindProperty]
    public DateOnly? To { get; set; }

    /// <summary>The seat that ends.</summary>
    [BindProperty]
    public Guid? MandateId { get; set; }

    /// <summary>Its last day.</summary>
    [BindProperty]
    public DateOnly? LastDay { get; set; }

    /// <summary>The last day that was seen: empty while it lasts.</summary>
    [BindProperty]
    public DateOnly? SeenLastDay { get; set; }

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>Who sits there.</summary>
    public IReadOnlyList<MandateRow> Mandates { get; private set; } = [];

    /// <summary>Names of organisations to choose from while typing.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>True when who sat there before shows as well.</summary>
    public bool WithEnded => Show == "alles";

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/groepen/{Group.Slug}/plaatsen";

    /// <summary>Roles to choose from.</summary>
    public static IReadOnlyList<Choice> Roles(IStringLocalizer S) => [.. Enum.GetValues<MandateRole>().Select(r => new Choice(r.ToString(), DeskPoints.DeskWords.Capital(S[r.Dutch()])))];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today => BrusselsTime.Today(time);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (From, LastDay) = (Today, Today);
        return Page();
    }

    /// <summary>Gives someone a seat.</summary>
    public Task<IActionResult> OnPostGiveAsync(CancellationToken cancel) => ActAsync(S["Bewaard."], async () =>
    {
        var person = await register.MeantAsync(Person, nameof(Person), cancel) ?? throw new RuleException("Vul in wie er een plaats krijgt.", nameof(Person));
        await groups.GiveMandateAsync(new GiveMandate
        {
            GroupId = Group.Id,
            PersonId = person,
            OrganisationId = string.IsNullOrWhiteSpace(OrganisationName) ? null : await organisations.MeantAsync(OrganisationName, nameof(OrganisationName), cancel),
            Role = Role,
            From = From ?? throw new RuleException("Kies een dag.", nameof(From)),
            To = To,
        }, cancel);
    }, cancel);

    /// <summary>Ends a seat, or corrects its last day.</summary>
    public Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
        => ActAsync(S["Bewaard. Dat deze persoon er zat, blijft te lezen."], () => EndAsync(LastDay ?? throw new RuleException("Kies een dag.", nameof(LastDay)), cancel), cancel);

    /// <summary>A seat does not end after all.</summary>
    public Task<IActionResult> OnPostStayAsync(CancellationToken cancel) => ActAsync(S["Bewaard."], () => EndAsync(null, cancel), cancel);

    private async Task EndAsync(DateOnly? lastDay, CancellationToken cancel)
    {
        if ((await seats.MandatesAsync(Group.Id, withEnded: true, cancel)).All(m => m.Id != MandateId)) throw new NotFoundException("Deze plaats bestaat niet.");
        try
        {
            await groups.EndMandateAsync(MandateId!.Value, lastDay, SeenLastDay, cancel);
        }
        catch (RuleException rule) when (rule.Field == nameof(Mandate.To))
        {
            throw new RuleException(S.Of(rule), nameof(LastDay));
        }
    }

    private async Task<IActionResult> ActAsync(string done, Func<Task> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                TempData["Melding"] = done;
                return LocalRedirect(Address);
            }
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
        }

        await LoadAsync(cancel);
        (From, LastDay) = (From ?? Today, LastDay ?? Today);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return false;
        Group = group;
        Mandates = await seats.MandatesAsync(group.Id, WithEnded, cancel);
        Names = await organisations.NamesAsync(cancel);
        return true;
    }
}
