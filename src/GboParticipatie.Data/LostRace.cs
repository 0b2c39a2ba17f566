using GboParticipatie.Recipes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Data;

/// <summary>
/// Tells whether a transaction failed because another was just ahead of it: it made the row with the same key that this one did not
/// see yet, or the two waited for each other. Done again, it sees what the other did, and does what it does then.
/// </summary>
internal static class LostRace
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    public static bool Is(Exception? problem) => problem switch
    {
        DbUpdateException or RecipeException => Is(problem.InnerException),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        _ => false,
    };
}
