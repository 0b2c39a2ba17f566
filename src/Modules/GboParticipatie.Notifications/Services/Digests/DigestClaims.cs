using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>A digest that this process may compile.</summary>
internal sealed record DigestClaim(Guid DigestId, Guid AudienceId, Guid LeaseId, DateTime Since, DateTime Until);

/// <summary>
/// Decides which process compiles a digest: one row per group and period, and a lease on it. What a killed process left half-way
/// is taken over when its lease ends, and goes on where it was: each step moves records from the queue into the digest.
/// </summary>
internal sealed class DigestClaims(GboDbContext db, TimeProvider time)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    private const string Insert = """
        INSERT INTO "Digests" ("Id", "AudienceId", "Title", "Period", "Since", "Until", "State", "EntryCount", "RecipientCount", "LeasedUntil", "LeaseId")
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, 'Compiling', 0, 0, {6}, {7}) ON CONFLICT ("AudienceId", "Period") DO NOTHING
        """;

    /// <summary>Claims the period for this process, or null when another has made or is making it.</summary>
    public Task<DigestClaim?> ClaimAsync(DigestGroup group, string period, TimeSpan usualLength, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = await db.Set<Digest>().Where(d => d.AudienceId == group.Id).OrderByDescending(d => d.Until).Select(d => (DateTime?)d.Until).FirstOrDefaultAsync(c);
        var claim = new DigestClaim(NewId.InOrder(), group.Id, NewId.Random(), last ?? now - usualLength, now);
        var title = group.Name.Length <= 200 ? group.Name : group.Name[..200];
        object[] values = [claim.DigestId, group.Id, title, period, claim.Since, claim.Until, now + LeaseTime, claim.LeaseId];
        return await db.Database.ExecuteSqlRawAsync(Insert, values, c) == 1 ? claim : null;
    }, cancel);

    /// <summary>Takes over a digest that was left half-way, or null when there is none.</summary>
    public Task<DigestClaim?> TakeOverAsync(CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var left = await db.Set<Digest>().AsNoTracking()
            .Where(d => d.State == DigestState.Compiling && d.LeasedUntil < now).OrderBy(d => d.Id).FirstOrDefaultAsync(c);
        if (left is null) return null;
        var lease = NewId.Random();
        var rows = await db.Set<Digest>().Where(d => d.Id == left.Id && d.LeaseId == left.LeaseId)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.LeaseId, lease).SetProperty(d => d.LeasedUntil, now + LeaseTime), c);
        return rows == 1 ? new DigestClaim(left.Id, left.AudienceId, lease, left.Since, left.Until) : null;
    }, cancel);

    /// <summary>Inside a transaction: makes sure that the claim still holds, and for another minute.</summary>
    public async Task HoldAsync(DigestClaim claim, CancellationToken cancel)
    {
        var until = time.GetUtcNow().UtcDateTime + LeaseTime;
        var rows = await db.Set<Digest>().Where(d => d.Id == claim.DigestId && d.LeaseId == claim.LeaseId && d.State == DigestState.Compiling)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.LeasedUntil, until), cancel);
        if (rows == 0) throw new DigestTakenOverException();
    }
}

/// <summary>Another process went on with the digest.</summary>
internal sealed class DigestTakenOverException : Exception;
