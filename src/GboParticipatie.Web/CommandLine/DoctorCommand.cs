using System.CommandLine;
using GboParticipatie.Web.Health;
using GboParticipatie.Web.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GboParticipatie.Web.CommandLine;

internal static class DoctorCommand
{
    public static Command Create(GboHostOptions host)
    {
        var command = new Command("doctor", "Kijk na of alles in orde is. De exit status is 1 als er ergens FOUT staat, en anders 0, ook bij \"let op\". Er verandert niets.");
        command.SetAction(async (parsed, cancel) =>
        {
            await using var site = await SiteScope.OpenAsync(host with { OnlyLook = true }, cancel);
            var report = await site.Get<HealthCheckService>().CheckHealthAsync(cancel);
            var output = parsed.InvocationConfiguration.Output;
            var place = site.Get<SitePlace>();
            await output.WriteLineAsync($"Regio {place.Region}, bestanden in {place.AppData}");
            var results = report.Entries.Select(e => (e.Key, e.Value.Status, Text: e.Value.Description ?? e.Value.Exception?.Message ?? ""))
                .Concat(await DeepChecks.RunAsync(site.Services, cancel)).ToList();
            foreach (var (name, status, text) in results) await output.WriteLineAsync($"{Mark(status)}  {name,-15} {text}");
            var worst = results.Min(r => r.Status);
            await output.WriteLineAsync(Verdict(worst));
            return worst == HealthStatus.Unhealthy ? 1 : 0;
        });
        return command;
    }

    private static string Verdict(HealthStatus worst) => worst switch
    {
        HealthStatus.Healthy => "Alles is in orde.",
        HealthStatus.Degraded => "De site werkt. Kijk na waar \"let op\" staat.",
        _ => "Er is iets mis: kijk na waar FOUT staat.",
    };

    private static string Mark(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "goed  ",
        HealthStatus.Degraded => "let op",
        _ => "FOUT  ",
    };
}
