using System.Collections.Concurrent;

namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>
/// Keeps what the public page counts, at most half a minute, so that its cost does not grow with the number of points. When that is
/// nearly over, whoever comes first counts and the others meanwhile read what was there; once it is over, they wait.
/// </summary>
public sealed class LedgerCache(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What was counted under this key, or what is counted now.</summary>
    public async Task<T> GetAsync<T>(string key, Func<CancellationToken, Task<T>> count, CancellationToken cancel) where T : class
    {
        var entry = _entries.GetOrAdd(key, _ => new Entry());
        if (ReadAt(entry, Fresh) is T fresh) return fresh;
        var known = (T?)ReadAt(entry, Oldest);
        if (!await entry.Turn.WaitAsync(known is null ? Timeout.Infinite : 0, cancel)) return known!;
        try
        {
            if (ReadAt(entry, Fresh) is T counted) return counted;
            var now = time.GetUtcNow();
            var value = await count(cancel);
            entry.Known = new Figures(value, now);
            return value;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>Forgets all figures: the next reader counts.</summary>
    public void Clear() => _entries.Clear();

    // A clock that jumped back makes figures old as well.
    private object? ReadAt(Entry entry, TimeSpan age)
        => entry.Known is { } known && (time.GetUtcNow() - known.At).Duration() < age ? known.Value : null;

    private sealed record Figures(object Value, DateTimeOffset At);

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Figures? Known { get; set; }
    }
}
