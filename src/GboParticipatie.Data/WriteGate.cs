namespace GboParticipatie.Data;

/// <summary>
/// SQLite has one writer. Letting writers queue here, first come first served, instead of in SQLite's own retry loop keeps the
/// slowest of them fast. PostgreSQL needs no gate. One per process and database.
/// </summary>
public sealed class WriteGate(GboDatabaseOptions database)
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for its turn; dispose to let the next one in.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancel)
    {
        if (!database.IsSqlite) return Turn.None;
        await _turn.WaitAsync(cancel);
        return new Turn(_turn);
    }

    private sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        private SemaphoreSlim? _held = turn;

        public static Turn None { get; } = new(null);

        public void Dispose() => Interlocked.Exchange(ref _held, null)?.Release();
    }
}
