using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What the link of a question lets its owner read: the point and what stands together with it; never a point for the coach alone.</summary>
public sealed class AskedPoints(AnswerService answers, Viewers viewers, GboDbContext db)
{
    /// <summary>True while the link opens its question: as long as the seat does, and longer for one that was answered. A coach who signed in may open any.</summary>
    public async Task<bool> MayOpenAsync(OpenedAnswer opened, Viewer holder, CancellationToken cancel = default)
        => opened.Answer.State != AnswerState.Asked || AgendaItemAccess.MayAnswer(holder, opened.Answer)
            || (await viewers.CurrentAsync(cancel) is { ReadsAll: true } coach && coach.PersonId == opened.PersonId);

    /// <summary>The points; none when the link does not work.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Reference)>> ReadableByAsync(string token, CancellationToken cancel = default)
    {
        if (await answers.OpenAsync(token, cancel) is not { } opened) return [];
        if (!await MayOpenAsync(opened, await viewers.OfPersonAsync(opened.PersonId, cancel), cancel)) return [];
        var id = opened.Answer.ItemId;
        var points = await db.Set<AgendaItem>().Where(i => (i.Id == id || i.MergedIntoId == id) && i.Visibility != Visibility.CoachOnly).Select(i => new { i.Id, i.Reference }).ToListAsync(cancel);
        return [.. points.Select(p => (p.Id, p.Reference))];
    }
}
