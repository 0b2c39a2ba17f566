using System.CommandLine;
using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Web.CommandLine;

internal static class ServeCommand
{
    public static Command Create(GboHostOptions host)
    {
        var command = new Command("serve", "Start de site (doet dit ook als je geen opdracht geeft).") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await GboHost.BuildAsync(host with { Arguments = [.. parsed.UnmatchedTokens] }, cancel);
            await app.StartAsync(cancel);
            foreach (var address in app.Urls) await parsed.InvocationConfiguration.Output.WriteLineAsync($"De site staat op {address}");
            _ = TidyAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(cancel);
        });
        return command;
    }

    // A start leaves more behind than the site then needs; without this the memory would stay taken for as long as few visitors come.
    private static async Task TidyAsync(CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(10), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
