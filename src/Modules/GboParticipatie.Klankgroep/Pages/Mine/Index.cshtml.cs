using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.AnswerQuestion;
using GboParticipatie.Klankgroep.Pages.Propose;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Mine;

/// <summary>What is the person's own: points, questions that wait, what was begun.</summary>
[RequiresSignIn]
public sealed class IndexModel(GboDbContext db, Viewers viewers, PointLinks links, InvitationLinks invitationLinks, ContactTasks contacts, ProposeJourney journey, ICurrentUser user, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const int PageSize = 20;
    private const int LastPage = 10_000;

    /// <summary>Which page of points, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page of points, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>Name of the person; empty when never told: an address is no name.</summary>
    public string Name => user.Name is { } name && !name.Contains('@', StringComparison.Ordinal) ? name.Trim() : "";

    /// <summary>The person's points.</summary>
    public IReadOnlyList<PointRow> Points { get; private set; } = [];

    /// <summary>True when there are older points.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Questions that wait for the person.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>How much the person has still to tell those for whom they brought a point.</summary>
    public int ToTell { get; private set; }

    /// <summary>Meetings to come that the person is invited to.</summary>
    public IReadOnlyList<MyInvitation> Invitations { get; private set; } = [];

    /// <summary>Points that were begun: beginning of the text, and where to go on.</summary>
    public IReadOnlyList<(string Quote, string Address)> Drafts { get; private set; } = [];

    /// <summary>What the person told with their name, the latest first: number, beginning and how far it is.</summary>
    public IReadOnlyList<(string Reference, string Gist, FeedbackStatus Status)> Told { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        Questions = await AskedQuestions.ReadAsync(db, links, viewer, take: 5, S, cancel);
        await ReadDraftsAsync(cancel);
        if (viewer.PersonId is not { } person) return;
        Invitations = await MyInvitation.ReadAsync(db, invitationLinks, person, time.GetUtcNow().UtcDateTime, cancel);
        await ReadToldAsync(person, cancel);
        ToTell = await contacts.OpenOf(person).CountAsync(cancel);
        var points = db.Set<AgendaItem>().AsNoTracking().Where(i => i.AuthorPersonId == person)
            .OrderByDescending(i => i.ReceivedAt).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1);
        var rows = await PointRows.ReadAsync(db, points, S, cancel);
        HasMore = rows.Count > PageSize;
        Points = [.. rows.Take(PageSize)];
    }

    private async Task ReadToldAsync(Guid person, CancellationToken cancel)
    {
        var rows = await db.Set<Feedback>().AsNoTracking().Where(f => f.AuthorPersonId == person).OrderByDescending(f => f.ReceivedOn).ThenBy(f => f.Id).Take(PageSize)
            .Select(f => new { f.Reference, Beginning = f.Description.Substring(0, 400), f.Status }).ToListAsync(cancel);
        Told = [.. rows.Select(f => (f.Reference, TypedText.TitleFrom(f.Beginning), f.Status))];
    }

    private async Task ReadDraftsAsync(CancellationToken cancel)
    {
        // Also what was begun in this browser before signing in: it is nobody's until it is saved again.
        var (id, begun, now) = (user.Id, journey.Key, time.GetUtcNow().UtcDateTime);
        var rows = await db.Set<ProposalDraft>().AsNoTracking().Where(d => (d.UserId == id || (d.UserId == null && d.Id == begun)) && d.ExpiresAt > now && d.Description != null)
            .OrderByDescending(d => d.CreatedAt).Take(5).Select(d => new { d.Id, d.Description }).ToListAsync(cancel);
        Drafts = [.. rows.Select(d => (TypedText.TitleFrom(d.Description!), ProposeJourney.LinkTo(d.Id)))];
    }
}
