using Microsoft.Data.Sqlite;

namespace GboParticipatie.Data.Prepared;

/// <summary>
/// The connection of SQLite on which prepared statements stay prepared: a pooled one forgets them each time it goes back. Used by
/// whoever has the turn of <see cref="WriteGate"/>, so by one at a time.
/// </summary>
internal sealed class SqliteWriter(GboDatabaseOptions database) : IDisposable
{
    private SqliteConnection? _connection;
    private SqliteStatements? _statements;

    /// <summary>Runs work as one immediate transaction.</summary>
    public async Task<T> RunAsync<T>(Func<IStatements, Task<T>> work)
    {
        if (_connection is null) Open();
        try
        {
            await using var transaction = _connection!.BeginTransaction(deferred: false);
            _statements!.Transaction = transaction;
            var result = await work(_statements);
            transaction.Commit();
            return result;
        }
        catch (SqliteException)
        {
            // Whatever state it is in now, the next one starts with a new connection.
            Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _connection?.Dispose();
        (_connection, _statements) = (null, null);
    }

    private void Open()
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        _connection.Open();
        SqlitePragmas.Set(_connection);
        _statements = new SqliteStatements(_connection);
    }
}
