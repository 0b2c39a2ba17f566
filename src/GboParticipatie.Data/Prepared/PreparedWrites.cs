using System.Data.Common;
using GboParticipatie.Data.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace GboParticipatie.Data.Prepared;

/// <summary>
/// Runs a transaction of prepared statements: for what must be as fast as the disk, such as taking in a point. Everything else
/// goes through <see cref="GboDbContext"/>, which is easier to change.
/// </summary>
public sealed class PreparedWrites
{
    private readonly GboDbContext _db;
    private readonly GboDatabaseOptions _database;
    private readonly RowMaps _maps;
    private readonly SqliteWriter _writer;
    private readonly WriteGate _gate;
    private readonly OutboxSignal _signal;
    private readonly TimeProvider _time;

    internal PreparedWrites(GboDbContext db, GboDatabaseOptions database, RowMaps maps, SqliteWriter writer, WriteGate gate, OutboxSignal signal, TimeProvider time)
        => (_db, _database, _maps, _writer, _gate, _signal, _time) = (db, database, maps, writer, gate, signal, time);

    /// <summary>True on SQLite, false on PostgreSQL.</summary>
    public bool IsSqlite => _database.IsSqlite;

    /// <summary>True inside a transaction of the context: then a transaction of prepared statements takes part in that one.</summary>
    public bool IsInside => _db.IsWriting;

    /// <summary>Runs work as one transaction, with its events and audit trail; inside one of the context it takes part in that.</summary>
    /// <exception cref="DbUpdateException">The database refused it, such as a second row with a unique key. Nothing was changed.</exception>
    public async Task<T> RunAsync<T>(Func<PreparedTransaction, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            if (_db.IsWriting) return await TakePartAsync(work, cancel);
            var result = _database.IsSqlite ? await RunSqliteAsync(work, cancel) : await RunPostgresAsync(work, cancel);
            _signal.Set();
            return result;
        }
        catch (DbException refused)
        {
            throw new DbUpdateException(refused.Message, refused);
        }
    }

    /// <summary>The first row of statements that need no transaction around them, on a connection of PostgreSQL of their own.</summary>
    internal async Task<T?> FirstAloneAsync<T>(string sql, object[] values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(cancel);
        return await new PostgresStatements(connection).FirstAsync(sql, values, read, cancel);
    }

    private async Task<T> TakePartAsync<T>(Func<PreparedTransaction, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        var connection = _db.Database.GetDbConnection();
        var transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        await using IStatements statements = connection is SqliteConnection sqlite
            ? new SqliteStatements(sqlite) { Transaction = (SqliteTransaction)transaction }
            : new PostgresStatements((NpgsqlConnection)connection);
        _db.AfterCommit(_ =>
        {
            _signal.Set();
            return Task.CompletedTask;
        });
        return await WorkAsync(statements, work, cancel);
    }

    private async Task<T> RunSqliteAsync<T>(Func<PreparedTransaction, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var turn = await _gate.EnterAsync(cancel);
        return await _writer.RunAsync(statements => WorkAsync(statements, work, cancel));
    }

    private async Task<T> RunPostgresAsync<T>(Func<PreparedTransaction, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await WorkAsync(new PostgresStatements(connection), work, cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    private async Task<T> WorkAsync<T>(IStatements statements, Func<PreparedTransaction, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        var transaction = new PreparedTransaction(statements, _maps, _db, _time.GetUtcNow().UtcDateTime);
        var result = await work(transaction, cancel);
        await transaction.WriteAsync(cancel);
        return result;
    }
}
