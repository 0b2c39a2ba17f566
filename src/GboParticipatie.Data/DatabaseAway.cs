using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Data;

/// <summary>Tells a database that is away, for a while or until someone mends it, from everything else that goes wrong.</summary>
public static class DatabaseAway
{
    // SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB.
    private static readonly int[] FileIsGone = [10, 11, 14, 26];

    /// <summary>True when the problem, or what caused it, is that the database cannot be reached.</summary>
    public static bool IsCauseOf(Exception? problem) => problem switch
    {
        null => false,
        SqliteException sqlite => FileIsGone.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => IsServerAway(postgres.SqlState),
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException } => true,
        _ => IsCauseOf(problem.InnerException),
    };

    // Connection lost, too few connections, shutting down or starting up; of these classes nothing says that a statement is wrong.
    private static bool IsServerAway(string state)
        => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);
}
