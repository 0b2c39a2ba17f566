using System.Threading.Channels;

namespace GboParticipatie.Data.Outbox;

/// <summary>Wakes the dispatcher of this process after a commit. What other instances commit, it finds by looking each second.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is work.</summary>
    public void Set() => _wake.Writer.TryWrite(true);

    /// <summary>Waits until there is work, at most this long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(atMost);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nobody signalled: look for what other instances left.
        }
    }
}
