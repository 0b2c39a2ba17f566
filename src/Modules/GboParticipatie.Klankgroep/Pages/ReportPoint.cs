using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>What a report says about one point, for who may read it.</summary>
/// <param name="Said">What was said and concluded.</param>
/// <param name="Corrections">When and why that was corrected, the newest first.</param>
/// <param name="Forwards">Who was asked for an answer.</param>
/// <param name="Feedback">What people told.</param>
public sealed record ReportPoint(SaidText Said, IReadOnlyList<ReportCorrection> Corrections, IReadOnlyList<ReportForward> Forwards, IReadOnlyList<ReportFeedback> Feedback);

/// <summary>Reads what a report says about its points.</summary>
internal sealed record ReportPoints(ILookup<Guid, ReportCorrection> Corrections, ILookup<Guid, ReportForward> Forwards, ILookup<Guid, ReportFeedback> Feedback)
{
    /// <summary>Nothing.</summary>
    public static ReportPoints None { get; } = new(
        Enumerable.Empty<ReportCorrection>().ToLookup(c => c.ItemId), Enumerable.Empty<ReportForward>().ToLookup(f => f.ItemId), Enumerable.Empty<ReportFeedback>().ToLookup(f => f.ItemId));

    public static async Task<ReportPoints> ReadAsync(ReportService reports, ReportExtras extras, Session session, IReadOnlyCollection<Guid> items, CancellationToken cancel)
        => new(await reports.CorrectionsAsync(session.Id, cancel), await extras.ForwardsAsync(session, items, cancel), await extras.FeedbackAsync(session, items, cancel));

    public ReportPoint Of(Guid item, SaidText said) => new(said, [.. Corrections[item]], [.. Forwards[item]], [.. Feedback[item]]);
}
