using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Welcome;

/// <summary>The first page: what can I do here, what comes next, what was done with it.</summary>
[SameForVisitors]
[Public("De eerste bladzijde, met wat iedereen mag lezen.")]
public sealed class IndexModel(GboDbContext db, Viewers viewers, ISiteService site, LedgerService ledger, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Whose site it is.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>How the region speaks of its groups.</summary>
    public KlankgroepSettings Settings { get; private set; } = new();

    /// <summary>The body that must answer, at the start of a sentence.</summary>
    public string Answerer { get; private set; } = "";

    /// <summary>The next meetings.</summary>
    public IReadOnlyList<MeetingRow> Meetings { get; private set; } = [];

    /// <summary>The figures of this year.</summary>
    public Ledger Figures { get; private set; } = new() { Year = 0 };

    /// <summary>The latest answers that anyone may read.</summary>
    public IReadOnlyList<PublicAnswer> Answers { get; private set; } = [];

    /// <summary>True when there is a figure to show.</summary>
    public bool HasFigures => Figures.Total.Received is > 0;

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Site = await site.GetAsync<SiteSettings>(cancel);
        Settings = await site.GetAsync<KlankgroepSettings>(cancel);
        Answerer = await AnswererAsync(cancel);
        Meetings = await MeetingRows.ReadAsync(db, db.ComingUp(await viewers.CurrentAsync(cancel), time.GetUtcNow().UtcDateTime).Where(s => db.Set<Group>().Any(g => g.Id == s.GroupId && g.AcceptsItems)).Take(3), cancel);
        Figures = await ledger.ReadAsync(BrusselsTime.Today(time).Year, cancel: cancel);
        Answers = await ledger.AnswersAsync(take: 2, cancel: cancel);
    }

    private async Task<string> AnswererAsync(CancellationToken cancel)
    {
        var name = await (
            from taker in db.Set<Group>()
            where taker.AcceptsItems && taker.EndedOn == null
            join body in db.Set<Group>() on taker.ForwardsToGroupId equals body.Id
            orderby taker.Position, taker.Name
            select body.NameInText != "" ? body.NameInText : body.Name).FirstOrDefaultAsync(cancel);
        return string.IsNullOrEmpty(name) ? S["Wie kan beslissen"] : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
