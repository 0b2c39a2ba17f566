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
            await app.WaitForShutdownAsync(cancel);
        });
        return command;
    }
}
