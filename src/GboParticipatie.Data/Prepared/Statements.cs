using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Data.Prepared;

/// <summary>Statements on one connection that the database has to understand only once. Parameters are named @p0, @p1 and so on.</summary>
internal interface IStatements : IAsyncDisposable
{
    /// <summary>The first row, or null.</summary>
    Task<T?> FirstAsync<T>(string sql, object[] values, Func<DbDataReader, T> read, CancellationToken cancel);

    /// <summary>The first rows of two queries, the second asked when the first has its row: one round trip on PostgreSQL.</summary>
    Task<(TFirst? First, TSecond? Second)> FirstOfBothAsync<TFirst, TSecond>(Query<TFirst> first, Query<TSecond> second, CancellationToken cancel);

    /// <summary>Changes rows.</summary>
    Task ExecuteAsync(string sql, object[] values, CancellationToken cancel);

    /// <summary>Adds rows, in this order.</summary>
    Task InsertAsync(IReadOnlyList<(RowMap Map, object Record)> rows, CancellationToken cancel);
}

/// <summary>A query for one row.</summary>
/// <param name="Sql">Parameters are named @p0, @p1 and so on.</param>
/// <param name="Values">Their values.</param>
/// <param name="Read">Reads the row.</param>
public sealed record Query<T>(string Sql, object[] Values, Func<DbDataReader, T> Read);

/// <summary>SQLite: each statement is kept with its connection. It has no asynchronous calls.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IStatements
{
    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);

    /// <summary>The transaction of now.</summary>
    public SqliteTransaction? Transaction { get; set; }

    public Task<T?> FirstAsync<T>(string sql, object[] values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return Task.FromResult(reader.Read() ? read(reader) : default);
    }

    public async Task<(TFirst? First, TSecond? Second)> FirstOfBothAsync<TFirst, TSecond>(Query<TFirst> first, Query<TSecond> second, CancellationToken cancel)
        => (await FirstAsync(first.Sql, first.Values, first.Read, cancel), await FirstAsync(second.Sql, second.Values, second.Read, cancel));

    public Task ExecuteAsync(string sql, object[] values, CancellationToken cancel)
    {
        Command(sql, values).ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public Task InsertAsync(IReadOnlyList<(RowMap Map, object Record)> rows, CancellationToken cancel)
    {
        foreach (var (map, record) in rows)
        {
            if (_kept.TryGetValue(map.Insert, out var command)) map.Fill(command.Parameters, record);
            else
            {
                command = Keep(map.Insert);
                foreach (var parameter in map.Parameters(command, record)) command.Parameters.Add(parameter);
            }

            command.Transaction = Transaction;
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var command in _kept.Values) command.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteCommand Command(string sql, object[] values)
    {
        if (!_kept.TryGetValue(sql, out var command))
        {
            command = Keep(sql);
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"@p{i}", values[i]);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.Transaction = Transaction;
        return command;
    }

    private SqliteCommand Keep(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return _kept[sql] = command;
    }
}

/// <summary>PostgreSQL: the connection keeps what it sees often (Max Auto Prepare), and new rows go in one round trip.</summary>
internal sealed class PostgresStatements(NpgsqlConnection connection) : IStatements
{
    public async Task<T?> FirstAsync<T>(string sql, object[] values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? read(reader) : default;
    }

    public async Task<(TFirst? First, TSecond? Second)> FirstOfBothAsync<TFirst, TSecond>(Query<TFirst> first, Query<TSecond> second, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Part(first.Sql, first.Values));
        batch.BatchCommands.Add(Part(second.Sql, second.Values));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var one = await reader.ReadAsync(cancel) ? first.Read(reader) : default;
        await reader.NextResultAsync(cancel);
        return (one, await reader.ReadAsync(cancel) ? second.Read(reader) : default);
    }

    public async Task ExecuteAsync(string sql, object[] values, CancellationToken cancel)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task InsertAsync(IReadOnlyList<(RowMap Map, object Record)> rows, CancellationToken cancel)
    {
        await using var maker = connection.CreateCommand();
        await using var batch = connection.CreateBatch();
        foreach (var (map, record) in rows)
        {
            var command = new NpgsqlBatchCommand(map.Insert);
            foreach (var parameter in map.Parameters(maker, record)) command.Parameters.Add((NpgsqlParameter)parameter);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        AddTo(command.Parameters, values);
        return command;
    }

    private static NpgsqlBatchCommand Part(string sql, object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddTo(command.Parameters, values);
        return command;
    }

    private static void AddTo(NpgsqlParameterCollection parameters, object[] values)
    {
        for (var i = 0; i < values.Length; i++) parameters.Add(new NpgsqlParameter { ParameterName = $"p{i}", Value = values[i] });
    }
}
