using System.Globalization;

namespace GboParticipatie.Data;

/// <summary>Gives out the references that people say aloud, such as <c>AP-2026-0042</c>.</summary>
public sealed class ReferenceCounter(GboDbContext db)
{
    private const string TakeNext = """
        INSERT INTO "Counters" ("Name", "Value") VALUES ({0}, 1)
        ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + 1
        RETURNING "Value" AS "Value"
        """;

    // The number's own commit need not wait for the disk: the log is written in order, so the commit of whoever uses the number
    // takes it along, and a number whose commit is lost was never used. All of it is one round trip.
    private const string TakeNextAlone = $"BEGIN; SET LOCAL synchronous_commit TO off; {TakeNext}; COMMIT";

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
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}");
        var value = !db.IsSqlite && db.Database.CurrentTransaction is null
            ? await TakeAsync(TakeNextAlone, name, cancel)
            : await db.WriteAsync(c => TakeAsync(TakeNext, name, c), cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{value:0000}");
    }

    private async Task<long> TakeAsync(string sql, string name, CancellationToken cancel) => (await db.Database.SqlQueryRaw<long>(sql, name).ToListAsync(cancel))[0];
}
