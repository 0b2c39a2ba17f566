using GboParticipatie.Attention;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskMeetings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What of points, answers, feedback and meetings asks attention of a coach.</summary>
public sealed class PointAttention(GboDbContext db, ContactTasks contacts, MyDesk desk, ICurrentUser user, TimeProvider time) : IAttentionProvider
{
    private DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancel = default)
    {
        var items = new List<AttentionItem>();
        if (await user.HasAsync(Permissions.ManageAgendaItems)) await AddPointsAsync(items, cancel);
        if (await user.HasAsync(Permissions.ManageFeedback)) await AddFeedbackAsync(items, cancel);
        if (await user.HasAsync(Permissions.ManageAgendaItems))
        {
            items.Add(new AttentionItem(
                await MeetingList.ReportMissing(db, time.GetUtcNow().UtcDateTime).CountAsync(cancel), "verslag ontbreekt", "verslagen ontbreken",
                "/beheer/bijeenkomsten?toon=verslag", Pressure.Soon, 50, OnlyWhenAny: true));
        }

        return items;
    }

    // Each count keeps the index that serves it, and all are one question to the database.
    private async Task AddPointsAsync(List<AttentionItem> items, CancellationToken cancel)
    {
        var (owners, today, week) = (await desk.OwnersAsync(cancel), Today, Today.AddDays(7));
        var asked = db.Set<Answer>().Where(a => a.State == AnswerState.Asked && a.DueOn <= week);
        var mine = db.Set<AgendaItem>().Where(i => i.OwnerUserId == null || owners.Contains(i.OwnerUserId));
        var (heardNothing, notConfirmed) = (mine.Where(PointsThat.NobodyHeardOf), mine.Where(PointsThat.AreNotConfirmed));
        // Few came back: whose they are is asked of each, for SQLite would go through all that is mine.
        var me = owners.Count > 0 ? owners[0] : "";
        var cameBack = db.Set<AgendaItem>().Where(PointsThat.CameBack).Where(i => owners.Contains(i.OwnerUserId ?? me));
        var over = db.Set<ActionItem>().Where(a => a.EndedOn == null && a.DueOn < today && (a.TrialUntil == null || a.TrialUntil < today));
        var toTell = contacts.Open.Where(t => t.Item == null || !t.Item.IsForAnother);
        var counts = await db.One().Select(_ => new
        {
            LateAnswers = asked.Count(a => a.DueOn < today),
            AnswersThisWeek = asked.Count(a => a.DueOn >= today),
            LatePoints = mine.Count(i => i.DueOn < today),
            New = heardNothing.Count(),
            NotConfirmed = notConfirmed.Count(),
            CameBack = cameBack.Count(),
            LateActions = over.Count(a => a.State != ActionState.OnTrial),
            TrialsOver = over.Count(a => a.State == ActionState.OnTrial),
            ToTell = toTell.Count(),
        }).SingleAsync(cancel);
        items.Add(new AttentionItem(counts.LateAnswers, "antwoord te laat", "antwoorden te laat", "/beheer/antwoorden?toon=telaat", Pressure.Late, 10));
        items.Add(new AttentionItem(counts.AnswersThisWeek, "antwoord deze week", "antwoorden deze week", "/beheer/antwoorden?toon=week", Pressure.Soon, 20));
        items.Add(new AttentionItem(counts.LatePoints, "punt te laat", "punten te laat", "/beheer?soort=punt&termijn=telaat", Pressure.Late, 12));
        items.Add(new AttentionItem(counts.New, "nieuw punt", "nieuwe punten", "/beheer?soort=punt&status=nieuw", Pressure.Normal, 30));
        items.Add(new AttentionItem(counts.LateActions, "actie te laat", "acties te laat", "/beheer/acties?termijn=telaat", Pressure.Late, 12, OnlyWhenAny: true));
        items.Add(new AttentionItem(counts.TrialsOver, "proefperiode voorbij", "proefperiodes voorbij", "/beheer/acties?status=OnTrial&termijn=telaat", Pressure.Soon, 22, OnlyWhenAny: true));
        items.Add(new AttentionItem(counts.CameBack, "punt kwam terug na een antwoord", "punten kwamen terug na een antwoord", "/beheer?soort=punt&status=terug", Pressure.Soon, 18, OnlyWhenAny: true));
        items.Add(new AttentionItem(counts.ToTell, "iemand zonder mail", "mensen zonder mail", "/beheer/vertellen", Pressure.Soon, 25, OnlyWhenAny: true));
        items.Add(new AttentionItem(counts.NotConfirmed, "niet bevestigd", "niet bevestigd", "/beheer?soort=punt&status=onbevestigd", Pressure.Soon, 40, OnlyWhenAny: true));
    }

    private async Task AddFeedbackAsync(List<AttentionItem> items, CancellationToken cancel)
    {
        // As with points: mine, and nobody's. The list behind it shows the same.
        var (today, owners) = (Today, await desk.OwnersAsync(cancel));
        var told = db.Set<Feedback>().Where(f => f.OwnerUserId == null || owners.Contains(f.OwnerUserId));
        var counts = await db.One().Select(_ => new { New = told.Count(f => f.Status == FeedbackStatus.Received), Late = told.Count(f => f.DueOn < today) }).SingleAsync(cancel);
        items.Add(new AttentionItem(counts.New, "nieuw verhaal", "nieuwe verhalen", "/beheer?soort=verhaal&status=nieuw", Pressure.Normal, 35));
        items.Add(new AttentionItem(counts.Late, "verhaal wacht te lang", "verhalen wachten te lang", "/beheer?soort=verhaal&termijn=telaat", Pressure.Late, 15, OnlyWhenAny: true));
    }
}
