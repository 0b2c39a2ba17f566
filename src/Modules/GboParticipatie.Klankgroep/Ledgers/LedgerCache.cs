using System.Collections.Concurrent;

namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>
/// Keeps what the public page counts for half a minute, so that its cost does not grow with the number of points. Whoever comes
/// first after that counts; the others meanwhile read what was there.
/// </summary>
public sealed class LedgerCache(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What was counted under this key, or what is counted now.</summary>
    public async Task<T> GetAsync<T>(string key, Func<CancellationToken, Task<T>> count, CancellationToken cancel) where T : class
    {
        var now = time.GetUtcNow();
        if (_entries.TryGetValue(key, out var known))
        {
            if (now < known.Until) return (T)known.Value;
            // One recounts; who comes meanwhile gets the old figures.
            if (!_entries.TryUpdate(key, known with { Until = now.AddSeconds(10) }, known)) return (T)known.Value;
        }

        var value = await count(cancel);
        _entries[key] = new Entry(value, now + Kept);
        return value;
    }

    /// <summary>Forgets all figures: the next reader counts.</summary>
    public void Clear() => _entries.Clear();

    private sealed record Entry(object Value, DateTimeOffset Until);
}
