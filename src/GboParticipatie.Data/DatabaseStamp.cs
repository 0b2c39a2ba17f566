using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Data;

/// <summary>
/// Says in one word how far the database is: while the word stays the same, nothing was committed, by whatever connection of
/// whatever process. What was read from the database after the word was asked can be kept until it changes.
/// </summary>
public sealed class DatabaseStamp(GboDatabaseOptions database, TimeProvider time) : IDisposable
{
    // A connection that rested longer may be cut off on its way without a word.
    private static readonly TimeSpan MostRest = TimeSpan.FromSeconds(30);

    private readonly Lock _one = new();
    private Task<string>? _asked;
    private Task<string>? _next;
    private SqliteConnection? _connection;
    private SqliteCommand? _version;
    private NpgsqlConnection? _postgres;
    private NpgsqlCommand? _snapshot;
    private long _lastAsked;

    /// <summary>The word of this moment: a look at shared memory on SQLite, one round trip on PostgreSQL.</summary>
    public async ValueTask<string> ReadAsync(CancellationToken cancel) => database.IsSqlite ? ReadSqlite() : await AskTogether().WaitAsync(cancel);

    /// <inheritdoc />
    public void Dispose()
    {
        _version?.Dispose();
        _connection?.Dispose();
        _snapshot?.Dispose();
        _postgres?.Dispose();
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

    // Who comes while the database is asked waits for the next time, together with all who come meanwhile: an answer that was on
    // its way may be older than they are.
    private Task<string> AskTogether()
    {
        lock (_one)
        {
            // Whose turn is next has not asked yet, and asks alone.
            if (_next is null && _asked?.IsCompleted != false) return _asked = AskPostgresAsync();
            return _next ??= AskAfterAsync(_asked!);
        }
    }

    private async Task<string> AskAfterAsync(Task asked)
    {
        // Later, also when it was over already: by then it is known whose turn is next.
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_one) (_asked, _next) = (_next, null);
        return await AskPostgresAsync();
    }

    // The snapshot names the transactions that can be seen: two equal ones see the same rows. One question at a time, on a connection that is
    // kept while there are visitors: taking one from the pool each time costs as much as the question.
    private async Task<string> AskPostgresAsync()
    {
        if (time.GetElapsedTime(_lastAsked) > MostRest) await LetGoAsync();
        var isKept = _snapshot is not null;
        try
        {
            return await AskSnapshotAsync();
        }
        catch (NpgsqlException) when (isKept)
        {
            // The database was started anew meanwhile.
            return await AskSnapshotAsync();
        }
    }

    private async Task<string> AskSnapshotAsync()
    {
        try
        {
            _snapshot ??= await PrepareAsync();
            _lastAsked = time.GetTimestamp();
            return (string)(await _snapshot.ExecuteScalarAsync())!;
        }
        catch
        {
            await LetGoAsync();
            throw;
        }
    }

    private async Task<NpgsqlCommand> PrepareAsync()
    {
        _postgres = new NpgsqlConnection(database.ConnectionString);
        await _postgres.OpenAsync();
        var command = new NpgsqlCommand("SELECT pg_current_snapshot()::text", _postgres);
        await command.PrepareAsync();
        return command;
    }

    private async Task LetGoAsync()
    {
        if (_snapshot is not null) await _snapshot.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        (_snapshot, _postgres) = (null, null);
    }
}
