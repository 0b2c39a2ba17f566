using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.AnswerQuestion;

/// <summary>Wacht op jouw antwoord: the questions to the bodies that the person sits in, the latest first.</summary>
[RequiresSignIn]
public sealed class WaitingModel(GboDbContext db, Viewers viewers, PointLinks links, SignalLinks signalLinks, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Questions that wait.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>Organisations of the person to which something was sent: name, how much waits, and where to answer.</summary>
    public IReadOnlyList<(string Name, int Waiting, string Address)> Signals { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        Questions = await AskedQuestions.ReadAsync(db, links, viewer, take: 100, S, cancel);
        if (viewer.OrganisationIds is not { Count: > 0 } organisations) return;
        var rows = await db.Set<Feedback>().Where(f => organisations.Contains(f.ForwardedToOrganisationId!.Value) && f.Status == FeedbackStatus.Forwarded && f.Readers == FeedbackReaders.WhoCanHelp)
            .GroupBy(f => f.ForwardedToOrganisationId!.Value)
            .Select(g => new { g.Key, Waiting = g.Count(), Name = db.Set<Organisation>().Where(o => o.Id == g.Key).Select(o => o.Name).First() }).ToListAsync(cancel);
        var addresses = await signalLinks.ToAnswerAsync([.. rows.Select(r => r.Key)], cancel);
        Signals = [.. rows.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => (r.Name, r.Waiting, addresses[r.Key]))];
    }
}
