using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>The letter itself: one sheet of A4 with a window for the address, and a QR: to follow the point, or to answer the invitation.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class LetterModel(ContactTasks tasks, PointLinks links, InvitationLinks invitations, ISiteService site, SiteAddress address, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the task.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The task with its point or meeting.</summary>
    public ContactTask Task { get; private set; } = default!;

    /// <summary>Who gets it, or null.</summary>
    public string? Name { get; private set; }

    /// <summary>The organisation that passes it on, or null.</summary>
    public string? Organisation { get; private set; }

    /// <summary>The region.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Where the QR leads: the point as its author reads it, or the invitation while it can be answered; empty: nowhere.</summary>
    public string FollowAddress { get; private set; } = "";

    /// <summary>Where number and code are typed.</summary>
    public string TypeAddress { get; private set; } = "";

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await tasks.FindAsync(Id, cancel) is not { } task) return this.Gone(S);
        Task = task;
        Site = await site.GetAsync<SiteSettings>(cancel);
        Name = await db.Set<Person>().Where(p => p.Id == task.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancel);
        Organisation = await db.Set<Organisation>().Where(o => o.Id == task.HearersOrganisationId).Select(o => o.Name).SingleOrDefaultAsync(cancel);
        var leads = task.Item is { } item ? links.ToFollow(item) : task.Feedback is { } told ? links.ToFollow(told)
            : task.Session is { IsOpen: true } && await db.InvitationOf(task).SingleOrDefaultAsync(cancel) is { } invitation ? invitations.ToReply(invitation.Id, invitation.LinkVersion) : null;
        FollowAddress = leads is null ? "" : address.Of(Site) + leads;
        TypeAddress = address.Of(Site).Replace("https://", "", StringComparison.Ordinal) + "/volg";
        return Page();
    }
}
