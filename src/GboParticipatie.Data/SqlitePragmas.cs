using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GboParticipatie.Data;

/// <summary>
/// Sets each SQLite connection: readers beside one writer (WAL), and a commit that has returned is on disk (FULL). Once: a
/// connection that comes back from the pool is still set. Up to 1 GB of the file is read where the system keeps it, without a call
/// for each page: it takes no memory that the system cannot take back.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;";

    private readonly ConditionalWeakTable<sqlite3, object> _set = [];

    public static SqlitePragmas Instance { get; } = new();

    /// <summary>Sets a connection that was just opened.</summary>
    public static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (_set.TryGetValue(handle, out _)) return;
        Set(connection);
        _set.AddOrUpdate(handle, Pragmas);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
