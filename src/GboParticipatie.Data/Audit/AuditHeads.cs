using System.Globalization;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Files;
using GboParticipatie.Time;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Data.Audit;

/// <summary>
/// The head of the audit trail, a line a day in a file outside the database (day, position, hash): who rewrites the whole chain in the
/// database, hashes included, does not rewrite this. The line is logged as well, for a log collector elsewhere.
/// </summary>
[BackgroundTask(Schedule = "10 2 * * *", Description = "Bewaart elke dag een controlegetal van het controlespoor buiten de databank")]
public sealed partial class AuditHeads(GboDbContext db, AuditSealer sealer, AppDataFolder appData, TimeProvider time, ILogger<AuditHeads> log) : IBackgroundTask
{
    private string File => Path.Combine(appData.Sub("audit"), "heads.txt");

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        await sealer.SealAsync(cancellationToken);
        var (position, hash) = await sealer.HeadAsync(cancellationToken);
        if (position == 0) return;
        var day = BrusselsTime.DayOf(time.GetUtcNow().UtcDateTime);
        await System.IO.File.AppendAllTextAsync(File, string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {position} {hash}\n"), cancellationToken);
        LogHead(position, hash);
    }

    /// <summary>Compares what was kept with the chain.</summary>
    /// <returns>The first day whose head the chain no longer has, or null when all fit.</returns>
    public async Task<DateOnly?> VerifyAsync(CancellationToken cancel)
    {
        if (!System.IO.File.Exists(File)) return null;
        var heads = (await System.IO.File.ReadAllLinesAsync(File, cancel)).Select(Head.Parse).OfType<Head>().ToList();
        var positions = heads.ConvertAll(h => (long?)h.Position);
        var hashes = await db.Set<AuditEntry>().Where(a => positions.Contains(a.Position)).ToDictionaryAsync(a => a.Position!.Value, a => Convert.ToHexStringLower(a.Hash!), cancel);
        return heads.Find(h => hashes.GetValueOrDefault(h.Position) != h.Hash)?.Day;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The head of the audit trail is {Position} {Hash}")]
    private partial void LogHead(long position, string hash);

    private sealed record Head(DateOnly Day, long Position, string Hash)
    {
        // A line that was being written when the disk was full is no head.
        public static Head? Parse(string line)
            => line.Split(' ') is [var day, var position, { Length: 64 } hash]
                && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                && long.TryParse(position, CultureInfo.InvariantCulture, out var at)
                ? new(on, at, hash) : null;
    }
}
