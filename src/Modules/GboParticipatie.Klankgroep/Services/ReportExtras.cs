using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A body that was asked for an answer about a point, at a meeting or after it.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Body">The body, as in a sentence.</param>
/// <param name="DueOn">By when it answers.</param>
/// <param name="Decision">What it does, once it answered.</param>
public sealed record ReportForward(Guid ItemId, string Body, DateOnly DueOn, Decision? Decision);

/// <summary>What someone told at a meeting, beside the points themselves: an organisation at most, never a person.</summary>
/// <param name="ItemId">The point that it is about.</param>
/// <param name="Description">What was told.</param>
/// <param name="Organisation">The organisation that told it, or null.</param>
public sealed record ReportFeedback(Guid ItemId, string Description, string? Organisation);

/// <summary>What stands in a report beside what was said: where points went, and what people told. One query each.</summary>
public sealed class ReportExtras(GboDbContext db)
{
    /// <summary>Who was asked since the meeting, by point.</summary>
    /// <param name="session">The meeting.</param>
    /// <param name="items">The points that the reader may read.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ILookup<Guid, ReportForward>> ForwardsAsync(Session session, IReadOnlyCollection<Guid> items, CancellationToken cancel = default)
    {
        var rows = await db.Set<Answer>().AsNoTracking()
            .Where(a => items.Contains(a.ItemId) && a.AskedAt >= session.StartsAt && a.State != AnswerState.Withdrawn).OrderBy(a => a.AskedAt).ThenBy(a => a.Id)
            .Select(a => new
            {
                a.ItemId,
                a.DueOn,
                a.Decision,
                Group = db.Set<Group>().Where(g => g.Id == a.GroupId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
                Organisation = db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).ToListAsync(cancel);
        return rows.ToLookup(r => r.ItemId, r => new ReportForward(r.ItemId, r.Group ?? r.Organisation ?? "", r.DueOn, r.Decision));
    }

    /// <summary>What was told at the meeting and is not for the coach alone, by point.</summary>
    /// <param name="session">The meeting.</param>
    /// <param name="items">The points that the reader may read.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ILookup<Guid, ReportFeedback>> FeedbackAsync(Session session, IReadOnlyCollection<Guid> items, CancellationToken cancel = default)
    {
        var rows = await db.Set<Feedback>().AsNoTracking()
            .Where(f => f.SessionId == session.Id && f.AboutItemId != null && items.Contains(f.AboutItemId.Value) && f.Readers == FeedbackReaders.WhoCanHelp)
            .OrderBy(f => f.ReceivedOn).ThenBy(f => f.Id)
            .Select(f => new ReportFeedback(
                f.AboutItemId!.Value, f.Description,
                db.Set<Organisation>().Where(o => o.Id == f.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault() ?? f.AuthorOrganisationName)).ToListAsync(cancel);
        return rows.ToLookup(r => r.ItemId);
    }
}
