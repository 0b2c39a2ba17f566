using System.Data.Common;
using GboParticipatie.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Bench;

/// <summary>
/// The rows that one proposal leaves behind, written by hand: prepared statements on one open connection, a transaction each time,
/// with the same durability. What the proposals are compared with.
/// </summary>
internal sealed class BareTransaction : IAsyncDisposable
{
    // SQLite has one writer: waiting here, and not in its retry loop, is the fastest that hand-written code can do.
    private static readonly SemaphoreSlim OneWriter = new(1, 1);

    private static readonly (string Table, string Key)[] Tables =
        [("AgendaItems", "Id"), ("AgendaEntries", "ItemId"), ("OutboxStreams", "Id"), ("OutboxMessages", "StreamId"), ("AuditEntries", "SubjectId")];

    private readonly DbConnection _connection;
    private readonly List<(DbCommand Command, Row Row)> _inserts = [];

    private BareTransaction(DbConnection connection) => _connection = connection;

    /// <summary>A row to write again and again, under new keys.</summary>
    internal sealed record Row(string Table, string[] Columns, object[] Values);

    /// <summary>The rows of a proposal that the product made.</summary>
    public static async Task<IReadOnlyList<Row>> ReadAsync(GboDatabaseOptions database, Guid item)
    {
        await using var connection = await OpenAsync(database);
        var rows = new List<Row>();
        foreach (var (table, key) in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" WHERE \"{key}\" = @id";
            Add(command, "id", item);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add(new Row(table, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], values));
            }
        }

        return rows;
    }

    /// <summary>Opens a writer of its own.</summary>
    public static async Task<BareTransaction> CreateAsync(GboDatabaseOptions database, IReadOnlyList<Row> rows)
    {
        var writer = new BareTransaction(await OpenAsync(database));
        foreach (var row in rows)
        {
            var command = writer._connection.CreateCommand();
            command.CommandText = $"INSERT INTO \"{row.Table}\" ({string.Join(", ", row.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", row.Columns.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < row.Values.Length; i++) Add(command, $"p{i}", row.Values[i]);
            await command.PrepareAsync();
            writer._inserts.Add((command, row));
        }

        return writer;
    }

    /// <summary>Writes the rows once more and commits.</summary>
    public async Task RunAsync()
    {
        var item = Guid.CreateVersion7();
        var isSqlite = _connection is SqliteConnection;
        if (isSqlite) await OneWriter.WaitAsync();
        try
        {
            await using var transaction = await _connection.BeginTransactionAsync();
            foreach (var (command, row) in _inserts)
            {
                command.Transaction = transaction;
                Renew(command, row, item, isSqlite);
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }
        finally
        {
            if (isSqlite) OneWriter.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (command, _) in _inserts) await command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static void Renew(DbCommand command, Row row, Guid item, bool isSqlite)
    {
        for (var i = 0; i < row.Columns.Length; i++)
        {
            Guid? renewed = (row.Table, row.Columns[i]) switch
            {
                ("AgendaItems", "Id") or (_, "ItemId") or ("OutboxStreams", "Id") or (_, "StreamId") or (_, "SubjectId") => item,
                (_, "Id") or (_, "SubmissionKey") => Guid.NewGuid(),
                _ => null,
            };
            if (renewed is { } key) command.Parameters[i].Value = isSqlite ? key.ToString().ToUpperInvariant() : key;
            else if (row.Columns[i] == "Reference") command.Parameters[i].Value = $"B-{item.ToString()[19..]}"[..16];
        }
    }

    private static async Task<DbConnection> OpenAsync(GboDatabaseOptions database)
    {
        DbConnection connection = database.IsSqlite ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        if (!database.IsSqlite) return connection;
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
