using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Data.Audit;

/// <summary>
/// Chains the rows of the audit trail: hash = SHA-256(previous hash || position || id || time || user || action || subject || commitment).
/// A changed, removed or inserted row breaks the chain; an erased payload does not, since only its commitment is covered.
/// </summary>
public sealed class AuditSealer(GboDbContext db)
{
    private const int RowsAtOnce = 500;
    private const long SealerLock = 0x47424F32; // "GBO2"

    /// <summary>Chains what is not chained yet. One instance at a time; another one that comes meanwhile does nothing.</summary>
    /// <returns>How many rows were chained.</returns>
    public async Task<int> SealAsync(CancellationToken cancel)
    {
        var total = 0;
        int rows;
        do
        {
            db.ChangeTracker.Clear();
            rows = await SealBatchAsync(cancel);
            total += rows;
        }
        while (rows == RowsAtOnce);
        return total;
    }

    /// <summary>Checks the whole chain.</summary>
    /// <returns>The first position that does not fit, or null when all fit.</returns>
    public async Task<long?> VerifyAsync(CancellationToken cancel)
    {
        var previous = new byte[32];
        long expected = 1;
        await foreach (var row in db.Set<AuditEntry>().AsNoTracking().Where(a => a.Position != null).OrderBy(a => a.Position).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var payloadFits = row.Payload is null || row.Salt is null || AuditCommitment.Compute(row.Salt, row.Payload).AsSpan().SequenceEqual(row.Commitment);
            if (row.Position != expected || !payloadFits || !Hash(previous, row).AsSpan().SequenceEqual(row.Hash)) return expected;
            previous = row.Hash!;
            expected++;
        }

        return null;
    }

    /// <summary>The head of the chain: to be kept outside the database, so that a rewritten chain shows.</summary>
    /// <returns>Position and hash of the last row; position 0 when there is none.</returns>
    public async Task<(long Position, string Hash)> HeadAsync(CancellationToken cancel)
    {
        var head = await LastAsync(cancel);
        return head is null ? (0, "") : (head.Position!.Value, Convert.ToHexStringLower(head.Hash!));
    }

    private Task<int> SealBatchAsync(CancellationToken cancel) => db.WriteAsync(async c =>
    {
        if (!db.IsSqlite && !(await db.Database.SqlQueryRaw<bool>("SELECT pg_try_advisory_xact_lock({0}) AS \"Value\"", SealerLock).ToListAsync(c))[0]) return 0;
        var rows = await db.Set<AuditEntry>().Where(a => a.Position == null).OrderBy(a => a.At).ThenBy(a => a.Id).Take(RowsAtOnce).ToListAsync(c);
        if (rows.Count == 0) return 0;
        var last = await LastAsync(c);
        var (position, hash) = (last?.Position ?? 0, last?.Hash ?? new byte[32]);
        foreach (var row in rows)
        {
            row.Position = ++position;
            row.Hash = hash = Hash(hash, row);
        }

        await db.SaveChangesAsync(c);
        return rows.Count;
    }, cancel);

    private Task<AuditEntry?> LastAsync(CancellationToken cancel)
        => db.Set<AuditEntry>().AsNoTracking().Where(a => a.Position != null).OrderByDescending(a => a.Position).FirstOrDefaultAsync(cancel);

    private static byte[] Hash(byte[] previous, AuditEntry row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(previous);
        BinaryPrimitives.WriteInt64BigEndian(number, row.Position!.Value);
        hash.AppendData(number);
        hash.AppendData(row.Id.ToByteArray());
        // Whole microseconds: what both databases give back unchanged.
        BinaryPrimitives.WriteInt64BigEndian(number, row.At.Ticks / 10);
        hash.AppendData(number);
        hash.AppendData(Encoding.UTF8.GetBytes($"{row.UserId}\n{row.Action}\n"));
        hash.AppendData(row.SubjectId.ToByteArray());
        hash.AppendData(row.Commitment);
        return hash.GetHashAndReset();
    }
}
