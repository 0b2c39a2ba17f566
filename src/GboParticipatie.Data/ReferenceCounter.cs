using System.Globalization;
using GboParticipatie.Data.Prepared;

namespace GboParticipatie.Data;

/// <summary>Gives out the references that people say aloud, such as <c>AP-2026-0042</c>.</summary>
public sealed class ReferenceCounter(GboDbContext db, PreparedWrites writes)
{
    private const string TakeNext = """
        INSERT INTO "Counters" ("Name", "Value") VALUES ({0}, 1)
        ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + 1
        RETURNING "Value" AS "Value"
        """;

    private static readonly string TakeNextPrepared = string.Format(CultureInfo.InvariantCulture, TakeNext, "@p0");

    // The number's own commit need not wait for the disk: the log is written in order, so the commit of whoever uses the number
    // takes it along, and a number whose commit is lost was never used. All of it is one round trip.
    private static readonly string TakeNextAlone = $"BEGIN; SET LOCAL synchronous_commit TO off; {TakeNextPrepared}; COMMIT";

    /// <summary>
    /// The next reference of a year. Inside a transaction it is part of that: on SQLite the place to take it, since writers wait
    /// for each other anyway and nothing is skipped. On PostgreSQL take it before the transaction, so that nobody waits for
    /// another's commit; a number whose transaction then fails stays unused, and gaps do not matter.
    /// </summary>
    /// <param name="prefix">Such as <c>AP</c>.</param>
    /// <param name="year">Year in Brussels.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Such as <c>AP-2026-0042</c>; after 9999 it grows to five digits.</returns>
    public async Task<string> NextAsync(string prefix, int year, CancellationToken cancel)
    {
        var name = Name(prefix, year);
        if (!writes.IsSqlite && !db.IsWriting) return Reference(name, await writes.FirstAloneAsync(TakeNextAlone, [name], r => r.GetInt64(0), cancel));
        return Reference(name, await db.WriteAsync(async c => (await db.Database.SqlQueryRaw<long>(TakeNext, name).ToListAsync(c))[0], cancel));
    }

    /// <summary>The next reference of a year, as part of a transaction of prepared statements.</summary>
    public static async Task<string> NextAsync(PreparedTransaction transaction, string prefix, int year, CancellationToken cancel)
    {
        var name = Name(prefix, year);
        return Reference(name, await transaction.FirstAsync(TakeNextPrepared, [name], r => r.GetInt64(0), cancel));
    }

    private static string Name(string prefix, int year) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}");

    private static string Reference(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}-{value:0000}");
}
