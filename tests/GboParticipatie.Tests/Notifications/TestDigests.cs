using System.Runtime.CompilerServices;
using GboParticipatie.Digests;

namespace GboParticipatie.Tests.Notifications;

/// <summary>Groups and records as the test says: stands in for the module that owns them.</summary>
public sealed class TestDigests : IDigestGroups, IDigestSource
{
    public const string Point = "TestPoint";

    private readonly Dictionary<Guid, (DigestGroup Group, List<DigestRecipient> Recipients)> _groups = [];

    /// <summary>What is known of a record; without it a record is described by its id.</summary>
    public Dictionary<Guid, (string Gist, string Theme, DateTime At, DateOnly? DueOn)> Known { get; } = [];

    /// <summary>Records that no longer exist.</summary>
    public HashSet<Guid> Gone { get; } = [];

    /// <summary>Who may read a record; absent: everyone.</summary>
    public Dictionary<Guid, HashSet<Guid>> Readers { get; } = [];

    /// <summary>Who owns a question.</summary>
    public Dictionary<Guid, Guid> Owners { get; } = [];

    /// <summary>What stands in every digest.</summary>
    public List<DigestItem> Standing { get; } = [];

    public IReadOnlyCollection<string> SubjectTypes => [Point];

    public DigestGroup AddGroup(string name, int people, DayOfWeek? day = null)
    {
        var group = new DigestGroup(Guid.NewGuid(), name, day);
        var id = group.Id.ToString("N")[..6];
        _groups[group.Id] = (group, [.. Enumerable.Range(1, people).Select(i => new DigestRecipient(Guid.NewGuid(), $"lid{i}.{id}@zolim.example", $"Lid {i}", $"user-{id}-{i}"))]);
        return group;
    }

    public IReadOnlyList<DigestRecipient> People(DigestGroup group) => _groups[group.Id].Recipients;

    public Task<IReadOnlyList<DigestGroup>> ListAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<DigestGroup>>([.. _groups.Values.Select(g => g.Group)]);

    public Task<DigestGroup?> FindAsync(Guid groupId, CancellationToken cancel = default) => Task.FromResult(_groups.GetValueOrDefault(groupId).Group)!;

    public Task<IReadOnlyList<DigestRecipient>> RecipientsAsync(Guid groupId, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyList<DigestRecipient>>(_groups.GetValueOrDefault(groupId).Recipients ?? []);

    public Task<IReadOnlyList<DigestMembership>> MembershipsAsync(string userId, string? email, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyList<DigestMembership>>(
            [.. from g in _groups.Values from r in g.Recipients where r.UserId == userId select new DigestMembership(g.Group.Id, r)]);

    public Task<IReadOnlyList<DigestItem>> DescribeAsync(Guid groupId, IReadOnlyList<DigestSubject> subjects, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyList<DigestItem>>([.. subjects.Where(s => !Gone.Contains(s.Id)).Select(Describe)]);

    public async IAsyncEnumerable<DigestItem> CollectAsync(Guid groupId, DateTime sinceUtc, DateTime untilUtc, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await Task.CompletedTask;
        foreach (var item in Standing) yield return item;
    }

    public Task<IReadOnlyDictionary<Guid, string>> LinksAsync(
        Guid groupId, DigestRecipient reader, string subjectType, IReadOnlyList<Guid> subjectIds, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyDictionary<Guid, string>>(subjectIds
            .Where(id => !Readers.TryGetValue(id, out var readers) || readers.Contains(reader.PersonId))
            .ToDictionary(id => id, id => Owners.GetValueOrDefault(id) == reader.PersonId ? $"/antwoord/{id:N}" : $"/punt/{id:N}"));

    private DigestItem Describe(DigestSubject subject)
    {
        var (gist, theme, at, dueOn) = Known.TryGetValue(subject.Id, out var known) ? known : ($"Punt {subject.Id:N}", "", DateTime.UnixEpoch, null);
        return new DigestItem(subject.Section, subject.Type, subject.Id, gist, theme, at, dueOn);
    }
}
