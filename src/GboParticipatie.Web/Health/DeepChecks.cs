using System.Net.Sockets;
using GboParticipatie.Data;
using GboParticipatie.Data.Audit;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GboParticipatie.Web.Health;

/// <summary>What takes too long to check at each look of the monitoring: the whole audit trail, the mail server, the clock.</summary>
internal static class DeepChecks
{
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<(string Name, HealthStatus Status, string Text)>> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var audit = await AuditAsync(services.GetRequiredService<AuditSealer>(), services.GetRequiredService<AuditHeads>(), cancel);
        var clock = await ClockAsync(services.GetRequiredService<GboDbContext>(), services.GetRequiredService<TimeProvider>(), cancel);
        var mail = await MailAsync(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<SitePlace>().AppData, cancel);
        var address = await AddressAsync(services, cancel);
        var files = Files(services.GetRequiredService<SitePlace>().AppData);
        return
        [
            ("adres", address.Status, address.Text), ("bestanden", files.Status, files.Text), ("controlespoor", audit.Status, audit.Text), ("klok", clock.Status, clock.Text), ("mail", mail.Status, mail.Text),
        ];
    }

    private static async Task<(HealthStatus Status, string Text)> AddressAsync(IServiceProvider services, CancellationToken cancel)
    {
        var site = await services.GetRequiredService<ISiteService>().GetAsync<SiteSettings>(cancel);
        var address = services.GetRequiredService<SiteAddress>();
        if (address.Set(site) is null && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            return (HealthStatus.Degraded, $"Links in mails wijzen naar {address.Of(site)}. Stel het adres in dat mensen gebruiken: Gbo__BaseUrl.");
        return Uri.TryCreate(address.Of(site), UriKind.Absolute, out var url) && (url.Scheme == "http" || url.Scheme == "https")
            ? (HealthStatus.Healthy, address.Set(site) is null
                ? $"Geen adres ingesteld: links in mails wijzen naar waar de site luistert, hier {address.Of(site)}." : $"Links in mails wijzen naar {address.Of(site)}.")
            : (HealthStatus.Unhealthy, $"'{address.Of(site)}' is geen adres van een site. Schrijf het helemaal, zoals https://gbo.example.");
    }

    private static async Task<(HealthStatus Status, string Text)> AuditAsync(AuditSealer sealer, AuditHeads heads, CancellationToken cancel)
    {
        var broken = await sealer.VerifyAsync(cancel);
        if (broken is { } at) return (HealthStatus.Unhealthy, $"De keten klopt niet vanaf regel {at}: er is iets veranderd of weggehaald.");
        if (await heads.VerifyAsync(cancel) is { } day)
            return (HealthStatus.Unhealthy, $"De keten is niet meer die van {BrusselsTime.LongDate(day)}: ze is herschreven, of de databank is een oudere kopie.");
        var (position, hash) = await sealer.HeadAsync(cancel);
        return (HealthStatus.Healthy, position == 0 ? "Nog leeg." : $"{position} regels kloppen, de laatste is {hash[..12]}...");
    }

    private static (HealthStatus Status, string Text) Files(string folder) => PrivateFolder.IsOpen(folder)
        ? (HealthStatus.Degraded, $"Anderen op deze machine kunnen in {folder} kijken. Sluit de map met: chmod 700")
        : (HealthStatus.Healthy, "Alleen het account van de site komt in de map.");

    // Two minutes are more than any healthy clock is off, and enough to spoil codes that work a quarter of an hour.
    private static async Task<(HealthStatus Status, string Text)> ClockAsync(GboDbContext db, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = await db.Set<AuditEntry>().MaxAsync(a => (DateTime?)a.At, cancel) ?? DateTime.MinValue;
        if (last > now.AddMinutes(2)) return (HealthStatus.Unhealthy, $"De klok staat achter: er gebeurde al iets op {BrusselsTime.LongDateTime(last)}.");
        if (!db.IsSqlite)
        {
            var there = (await db.Database.SqlQueryRaw<DateTime>("SELECT now() AS \"Value\"").ToListAsync(cancel))[0];
            var apart = (there.ToUniversalTime() - now).Duration();
            if (apart > TimeSpan.FromMinutes(2)) return (HealthStatus.Unhealthy, $"De klok verschilt {apart:hh\\:mm\\:ss} met die van de databank.");
        }

        return (HealthStatus.Healthy, $"{BrusselsTime.LongDateTime(now)} in Brussel.");
    }

    private static async Task<(HealthStatus Status, string Text)> MailAsync(IConfiguration configuration, string appData, CancellationToken cancel)
    {
        var host = configuration["Mail:Smtp:Host"];
        if (string.IsNullOrWhiteSpace(host)) return (HealthStatus.Healthy, $"Geen mailserver ingesteld: mails worden bestanden in {Path.Combine(appData, "mail")}.");
        var port = configuration.GetValue("Mail:Smtp:Port", 587);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(MailPatience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            using var reader = new StreamReader(client.GetStream());
            var greeting = await reader.ReadLineAsync(patience.Token) ?? "";
            return greeting.StartsWith("220", StringComparison.Ordinal)
                ? (HealthStatus.Healthy, $"{host}:{port} antwoordt.")
                : (HealthStatus.Unhealthy, $"{host}:{port} antwoordt, maar niet als mailserver.");
        }
        catch (Exception problem) when (problem is SocketException or IOException || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (HealthStatus.Unhealthy, $"{host}:{port} is niet bereikbaar. Mails blijven wachten en vertrekken later.");
        }
    }
}
