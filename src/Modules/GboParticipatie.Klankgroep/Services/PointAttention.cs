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
        if (await user.HasAsync(Permissions.ManageSessions))
        {
            items.Add(new AttentionItem(
                await MeetingList.ReportMissing(db, time.GetUtcNow().UtcDateTime).CountAsync(cancel), "verslag ontbreekt", "verslagen ontbreken",
                "/beheer/bijeenkomsten?toon=verslag", Pressure.Soon, 50, OnlyWhenAny: true));
        }

        return items;
    }

    private async Task AddPointsAsync(List<AttentionItem> items, CancellationToken cancel)
    {
        var (owners, week) = (await desk.OwnersAsync(cancel), Today.AddDays(7));
        var asked = db.Set<Answer>().Where(a => a.State == AnswerState.Asked && a.DueOn <= week);
        var late = await asked.CountAsync(a => a.DueOn < Today, cancel);
        items.Add(new AttentionItem(late, "antwoord te laat", "antwoorden te laat", "/beheer/antwoorden?toon=telaat", Pressure.Late, 10));
        items.Add(new AttentionItem(await asked.CountAsync(cancel) - late, "antwoord deze week", "antwoorden deze week", "/beheer/antwoorden?toon=week", Pressure.Soon, 20));
        var mine = db.Set<AgendaItem>().Where(i => i.OwnerUserId == null || owners.Contains(i.OwnerUserId));
        items.Add(new AttentionItem(await mine.CountAsync(i => i.DueOn < Today, cancel), "punt te laat", "punten te laat", "/beheer?soort=punt&termijn=telaat", Pressure.Late, 12));
        items.Add(new AttentionItem(await mine.Where(PointsThat.NobodyHeardOf).CountAsync(cancel), "nieuw punt", "nieuwe punten", "/beheer?soort=punt&status=nieuw", Pressure.Normal, 30));
        var over = await db.Set<ActionItem>().Where(a => a.EndedOn == null && a.DueOn < Today && (a.TrialUntil == null || a.TrialUntil < Today))
            .GroupBy(a => a.State == ActionState.OnTrial).Select(g => new { IsTrial = g.Key, Count = g.Count() }).ToListAsync(cancel);
        items.Add(new AttentionItem(over.Where(o => !o.IsTrial).Sum(o => o.Count), "actie te laat", "acties te laat", "/beheer/acties?termijn=telaat", Pressure.Late, 12, OnlyWhenAny: true));
        items.Add(new AttentionItem(over.Where(o => o.IsTrial).Sum(o => o.Count), "proefperiode voorbij", "proefperiodes voorbij", "/beheer/acties?status=OnTrial&termijn=telaat", Pressure.Soon, 22, OnlyWhenAny: true));
        items.Add(new AttentionItem(await contacts.Open.CountAsync(t => t.Item == null || !t.Item.IsForAnother, cancel), "iemand zonder mail", "mensen zonder mail", "/beheer/vertellen", Pressure.Soon, 25, OnlyWhenAny: true));
        items.Add(new AttentionItem(await mine.Where(PointsThat.AreNotConfirmed).CountAsync(cancel), "niet bevestigd", "niet bevestigd", "/beheer?soort=punt&status=onbevestigd", Pressure.Soon, 40, OnlyWhenAny: true));
    }

    private async Task AddFeedbackAsync(List<AttentionItem> items, CancellationToken cancel)
    {
        var told = await db.Set<Feedback>().CountAsync(f => f.Status == FeedbackStatus.Received, cancel);
        var late = await db.Set<Feedback>().CountAsync(f => f.DueOn < Today, cancel);
        items.Add(new AttentionItem(told, "nieuw verhaal", "nieuwe verhalen", $"/beheer/feedback?status={FeedbackStatus.Received}", Pressure.Normal, 35));
        items.Add(new AttentionItem(late, "verhaal wacht te lang", "verhalen wachten te lang", "/beheer/feedback?termijn=telaat", Pressure.Late, 15, OnlyWhenAny: true));
    }
}
