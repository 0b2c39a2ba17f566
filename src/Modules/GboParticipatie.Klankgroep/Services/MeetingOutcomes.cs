using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Who brought a point hears what a meeting did with it once its report is out: before that the coach still corrects which points were
/// talked about. What was put off, declined or taken back was told with its reason, or by the author. Of a meeting of the body that must
/// answer they hear the answer.
/// </summary>
public sealed class MeetingOutcomes(GboDbContext db) : IEventHandler<SessionReported>
{
    /// <inheritdoc />
    public async Task HandleAsync(SessionReported @event, EventEnvelope envelope, CancellationToken cancel)
    {
        foreach (var item in await ToldAsync(@event.SessionId, cancel)) await TellAsync(item, @event.SessionId, cancel);
    }

    /// <summary>Tells the authors of a point, and of what stands together with it, what the meeting did with it.</summary>
    /// <param name="item">The point, with its agendas.</param>
    /// <param name="sessionId">The meeting, which talked about it or did not come to it.</param>
    /// <param name="cancel">Stops it.</param>
    public Task TellAsync(AgendaItem item, Guid sessionId, CancellationToken cancel)
    {
        var wasDiscussed = item.Entries.Exists(e => e.SessionId == sessionId && e.Outcome == EntryOutcome.Discussed);
        return db.PublishToAuthorsAsync(item, id => wasDiscussed ? new AgendaItemDiscussed(id, item.GroupId, sessionId) : new AgendaItemCarriedOver(id, item.GroupId, sessionId), cancel);
    }

    /// <summary>The persons (of Network) who hear of their own point what the meeting did with it.</summary>
    public async Task<IReadOnlySet<Guid>> AuthorsAsync(Guid sessionId, CancellationToken cancel)
    {
        var items = (await ToldAsync(sessionId, cancel)).Select(i => i.Id).ToList();
        var authors = await db.Set<AgendaItem>().Where(i => items.Contains(i.Id) || (i.MergedIntoId != null && items.Contains(i.MergedIntoId.Value)))
            .Where(i => i.Status != AgendaItemStatus.Withdrawn && i.AuthorPersonId != null).Select(i => i.AuthorPersonId!.Value).ToListAsync(cancel);
        return authors.ToHashSet();
    }

    private async Task<List<AgendaItem>> ToldAsync(Guid sessionId, CancellationToken cancel)
    {
        var items = await db.Set<AgendaItem>().AsNoTracking().Include(i => i.Entries)
            .Where(i => i.Entries.Any(e => e.SessionId == sessionId && e.Session!.GroupId == i.GroupId && (e.Outcome == EntryOutcome.Discussed || e.Outcome == EntryOutcome.CarriedOver)))
            .Where(i => i.Status != AgendaItemStatus.Withdrawn && i.Status != AgendaItemStatus.Declined && i.MergedIntoId == null)
            .OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id).ToListAsync(cancel);
        return [.. items.Where(i => IsNews(i, i.Entries.Find(e => e.SessionId == sessionId)!))];
    }

    // That a meeting did not come to a point is old news once something else happened to it.
    private static bool IsNews(AgendaItem item, AgendaEntry entry) => entry.Outcome == EntryOutcome.Discussed
        || (item is { Status: AgendaItemStatus.OnAgenda or AgendaItemStatus.Parked, ParkedUntil: null } && !item.Entries.Exists(e => e.Turn > entry.Turn && !e.IsPending));
}
