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

    /// <summary>
    /// The next reference of a year. Taken in a short transaction of its own, before the main one, so that nobody waits for
    /// another's long transaction; a number whose transaction then fails stays unused, and gaps do not matter.
    /// </summary>
    /// <param name="prefix">Such as <c>AP</c>.</param>
    /// <param name="year">Year in Brussels.</param>
    /// <returns>Such as <c>AP-2026-0042</c>; after 9999 it grows to five digits.</returns>
    public async Task<string> NextAsync(string prefix, int year, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}");
        var value = await db.WriteAsync(async c => (await db.Database.SqlQueryRaw<long>(TakeNext, name).ToListAsync(c))[0], cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{value:0000}");
    }
}
