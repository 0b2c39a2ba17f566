using GboParticipatie.Digests;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Records that wait for the next digest of a group.</summary>
public sealed class DigestQueue(GboDbContext db, IEnumerable<IDigestSource> sources, TimeProvider time) : IDigestQueue
{
    private const string Insert = """
        INSERT INTO "DigestQueue" ("Id", "AudienceId", "Section", "SubjectType", "SubjectId", "QueuedAt") VALUES ({0}, {1}, {2}, {3}, {4}, {5})
        ON CONFLICT ("AudienceId", "SubjectType", "SubjectId", "Section") DO NOTHING
        """;

    /// <inheritdoc />
    public async Task AddAsync(Guid groupId, DigestSection section, string subjectType, Guid subjectId, CancellationToken cancel = default)
    {
        if (!sources.Any(s => s.SubjectTypes.Contains(subjectType)))
            throw new ArgumentException($"No module describes {subjectType} in digests.", nameof(subjectType));
        object[] values = [NewId.InOrder(), groupId, section.ToString(), subjectType, subjectId, time.GetUtcNow().UtcDateTime];
        if (db.IsWriting) await db.Database.ExecuteSqlRawAsync(Insert, values, cancel);
        else db.BeforeSave(c => db.Database.ExecuteSqlRawAsync(Insert, values, c));
    }
}
