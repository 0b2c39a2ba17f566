namespace GboParticipatie.Digests;

/// <summary>The numbered sections of a digest, in the order in which people read them.</summary>
public enum DigestSection
{
    /// <summary>Te beantwoorden, overdue first.</summary>
    ToAnswer,

    /// <summary>Nieuw.</summary>
    New,

    /// <summary>Besproken.</summary>
    Discussed,

    /// <summary>Beantwoord.</summary>
    Answered,

    /// <summary>Opvolging van acties.</summary>
    ActionFollowUp,

    /// <summary>Hoe draait het uit: a trial is over, and people say what they notice of it.</summary>
    Evaluation,

    /// <summary>Kalender.</summary>
    Calendar,
}

/// <summary>Audiences of digests that are not a group.</summary>
public static class DigestAudiences
{
    /// <summary>The coaches of the region: stands in for a group id. Their digest is daily.</summary>
    public static Guid Coach { get; } = new("c0ac4000-0000-4000-8000-000000000001");
}

/// <summary>Puts records in the next digest of a group.</summary>
public interface IDigestQueue
{
    /// <summary>
    /// Adds the record to the next digest of the group, in the current unit of work. Added again while it waits, nothing
    /// happens; in two sections, it is shown once (to answer before answered, answered before discussed, discussed before new).
    /// </summary>
    /// <param name="groupId">Group, or <see cref="DigestAudiences.Coach"/>.</param>
    /// <param name="section">Where it stands.</param>
    /// <param name="subjectType">Kind of record, one of some <see cref="IDigestSource.SubjectTypes"/>, such as <c>AgendaItem</c>.</param>
    /// <param name="subjectId">The record.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArgumentException">No module describes this kind of record.</exception>
    Task AddAsync(Guid groupId, DigestSection section, string subjectType, Guid subjectId, CancellationToken cancel = default);
}

/// <summary>One entry of a digest, as it is frozen in it.</summary>
/// <param name="Section">Where it stands.</param>
/// <param name="SubjectType">Kind of record.</param>
/// <param name="SubjectId">The record; it stands at most once in a digest.</param>
/// <param name="Gist">What it is about, in one line of plain text; longer than 300 characters it is cut.</param>
/// <param name="Theme">Theme under which it is grouped, such as "Wonen"; empty when it has none.</param>
/// <param name="At">When it happened (UTC): newest comes first.</param>
/// <param name="DueOn">Day by which something must happen, or null. Past, it is shown as overdue and first.</param>
public sealed record DigestItem(
    DigestSection Section, string SubjectType, Guid SubjectId, string Gist, string Theme, DateTime At, DateOnly? DueOn = null);

/// <summary>Someone who gets the digests of a group.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Email">Address.</param>
/// <param name="Name">Name to greet with.</param>
/// <param name="UserId">Opaque user id when the person can sign in, else null.</param>
public sealed record DigestRecipient(Guid PersonId, string Email, string Name, string? UserId);

/// <summary>A group that gets digests.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Name as people read it.</param>
/// <param name="Day">Day of the week of its digest when it differs from the region's, else null.</param>
public sealed record DigestGroup(Guid Id, string Name, DayOfWeek? Day = null);

/// <summary>Someone's place in a group that gets digests.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Reader">The person, as among the group's recipients.</param>
public sealed record DigestMembership(Guid GroupId, DigestRecipient Reader);

/// <summary>Which groups get digests, and who is in them. From the module that owns the groups.</summary>
public interface IDigestGroups
{
    /// <summary>All groups that get a digest now (not ended).</summary>
    Task<IReadOnlyList<DigestGroup>> ListAsync(CancellationToken cancel = default);

    /// <summary>The group, ended or not, or null.</summary>
    Task<DigestGroup?> FindAsync(Guid groupId, CancellationToken cancel = default);

    /// <summary>Who gets the group's digest by mail now: members with an address. The same persons may read it on the site.</summary>
    Task<IReadOnlyList<DigestRecipient>> RecipientsAsync(Guid groupId, CancellationToken cancel = default);

    /// <summary>The groups whose digests a user may read now: those of which the user is a recipient, by user id or by address.</summary>
    Task<IReadOnlyList<DigestMembership>> MembershipsAsync(string userId, string? email, CancellationToken cancel = default);
}

/// <summary>What a module contributes to digests.</summary>
public interface IDigestSource
{
    /// <summary>Kinds of record that this module describes; each kind has one source.</summary>
    IReadOnlyCollection<string> SubjectTypes { get; }

    /// <summary>
    /// Describes queued records, at most 500 at once, with one query. Left out: what is gone, withdrawn, or not for this group.
    /// </summary>
    /// <param name="groupId">Group, or <see cref="DigestAudiences.Coach"/>.</param>
    /// <param name="subjects">Section, kind and id as queued.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IReadOnlyList<DigestItem>> DescribeAsync(Guid groupId, IReadOnlyList<DigestSubject> subjects, CancellationToken cancel = default);

    /// <summary>
    /// What stands in every digest without being queued: open questions to answer, actions that moved, coming meetings.
    /// Streamed, so that memory does not grow with it.
    /// </summary>
    IAsyncEnumerable<DigestItem> CollectAsync(Guid groupId, DateTime sinceUtc, DateTime untilUtc, CancellationToken cancel = default);

    /// <summary>
    /// Local addresses for one reader, asked again each time a digest is mailed or opened: of each of these records that this
    /// person may read <i>now</i>, the one link to act; the personal answer link when the person owns the question.
    /// A record that is not in the result is not shown to this person.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, string>> LinksAsync(
        Guid groupId, DigestRecipient reader, string subjectType, IReadOnlyList<Guid> subjectIds, CancellationToken cancel = default);
}

/// <summary>A record as it waits in the queue of a digest.</summary>
/// <param name="Section">Where it was put.</param>
/// <param name="Type">Kind of record.</param>
/// <param name="Id">The record.</param>
public sealed record DigestSubject(DigestSection Section, string Type, Guid Id);

/// <summary>Makes digests outside their schedule.</summary>
public interface IDigestService
{
    /// <summary>Compiles and mails the group's digest at once ("Stuur het overzicht nu"), up to this moment.</summary>
    /// <returns>Id of the digest, or null when there is nothing new: then no mail leaves.</returns>
    Task<Guid?> CompileNowAsync(Guid groupId, CancellationToken cancel = default);

    /// <summary>How many records wait for the group's next digest.</summary>
    Task<int> CountWaitingAsync(Guid groupId, CancellationToken cancel = default);
}
