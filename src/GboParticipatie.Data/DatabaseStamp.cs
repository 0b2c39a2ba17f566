using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Data;

/// <summary>
/// Says in one word how far the database is: while the word stays the same, nothing was committed, by whatever connection of
/// whatever process. What was read from the database after the word was asked can be kept until it changes.
/// </summary>
public sealed class DatabaseStamp(GboDatabaseOptions database) : IDisposable
{
    private readonly Lock _one = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _version;

    /// <summary>The word of this moment: a look at shared memory on SQLite, one round trip on PostgreSQL.</summary>
    public async ValueTask<string> ReadAsync(CancellationToken cancel) => database.IsSqlite ? ReadSqlite() : await ReadPostgresAsync(cancel);

    /// <inheritdoc />
    public void Dispose()
    {
        _version?.Dispose();
        _connection?.Dispose();
    }

    // The version counts what other connections commit, so this one belongs to nobody else.
    private string ReadSqlite()
    {
        lock (_one)
        {
            if (_version is null)
            {
                _connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
                _connection.Open();
                _version = new SqliteCommand("PRAGMA data_version", _connection);
            }

            return $"{_version.ExecuteScalar()}";
        }
    }

    // The snapshot names the transactions that can be seen: two equal ones see the same rows.
    private async Task<string> ReadPostgresAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        await command.PrepareAsync(cancel);
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
