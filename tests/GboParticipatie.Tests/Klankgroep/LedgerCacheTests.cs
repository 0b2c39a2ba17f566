using System.Threading.Channels;
using GboParticipatie.Klankgroep.Ledgers;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>How old figures can be that someone reads, and how often they are counted.</summary>
public sealed class LedgerCacheTests
{
    private readonly TestTime _time = new();
    private readonly LedgerCache _cache;
    private readonly Channel<TaskCompletionSource<string>> _counts = Channel.CreateUnbounded<TaskCompletionSource<string>>();

    public LedgerCacheTests() => _cache = new LedgerCache(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_comes_after_a_quiet_hour_gets_new_figures_also_while_another_counts()
    {
        await CountedAsync("old");
        _time.Advance(TimeSpan.FromHours(1));

        var first = ReadAsync();
        var second = ReadAsync();
        Assert.False(second.IsCompleted, "who came during the recount got figures of an hour ago");
        (await CountAsync()).SetResult("new");

        Assert.Equal(["new", "new"], await Task.WhenAll(first, second));
        Assert.False(_counts.Reader.TryPeek(out _), "it was counted twice");
    }

    [Fact]
    public async Task While_figures_that_are_not_half_a_minute_old_are_counted_again_the_others_read_them()
    {
        await CountedAsync("old");
        _time.Advance(TimeSpan.FromSeconds(25));

        var first = ReadAsync();
        var second = await ReadAsync();
        (await CountAsync()).SetResult("new");

        Assert.Equal(("new", "old"), (await first, second));
        Assert.Equal("new", await ReadAsync());
    }

    [Fact]
    public async Task Figures_are_counted_once_for_all_who_come_first()
    {
        var readers = Enumerable.Range(0, 5).Select(_ => ReadAsync()).ToList();
        (await CountAsync()).SetResult("new");

        Assert.All(await Task.WhenAll(readers), read => Assert.Equal("new", read));
        Assert.False(_counts.Reader.TryPeek(out _), "it was counted twice");
    }

    [Fact]
    public async Task When_whoever_counts_gives_up_the_next_one_counts()
    {
        var first = ReadAsync();
        var second = ReadAsync();
        (await CountAsync()).SetCanceled(Cancel);
        await Assert.ThrowsAsync<TaskCanceledException>(() => first);
        (await CountAsync()).SetResult("new");

        Assert.Equal("new", await second);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_does_not_keep_figures_longer()
    {
        await CountedAsync("old");
        _time.Advance(TimeSpan.FromHours(-1));

        var read = ReadAsync();
        (await CountAsync()).SetResult("new");

        Assert.Equal("new", await read);
    }

    [Fact]
    public async Task What_was_being_counted_when_all_was_forgotten_is_not_kept()
    {
        var before = ReadAsync();
        _cache.Clear();
        (await CountAsync()).SetResult("old");
        await before;

        var after = ReadAsync();
        (await CountAsync()).SetResult("new");

        Assert.Equal("new", await after);
    }

    private async Task CountedAsync(string value)
    {
        var read = ReadAsync();
        (await CountAsync()).SetResult(value);
        await read;
    }

    // The next count that is under way.
    private Task<TaskCompletionSource<string>> CountAsync() => _counts.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);

    private Task<string> ReadAsync() => _cache.GetAsync("key", _ =>
    {
        var count = new TaskCompletionSource<string>();
        _counts.Writer.TryWrite(count);
        return count.Task;
    }, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
}
