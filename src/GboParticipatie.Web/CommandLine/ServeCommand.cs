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
            await StartAsync(app, cancel);
            foreach (var address in app.Urls) await parsed.InvocationConfiguration.Output.WriteLineAsync($"De site staat op {address}");
            _ = Tidying.RunAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(cancel);
        });
        return command;
    }

    // A start that fails stops first what it began, such as the outbox, so that nothing works on with services that are gone.
    private static async Task StartAsync(WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }
}
