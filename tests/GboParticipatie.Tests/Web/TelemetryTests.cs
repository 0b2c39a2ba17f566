using System.Collections.Concurrent;
using System.Text;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

public sealed class TelemetryTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Metrics_and_traces_arrive_by_OTLP_and_hold_routes_instead_of_what_opens_a_page()
    {
        await using var collector = await Collector.StartAsync();
        await using (var site = await PublicSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite),
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            var browser = await site.NewBrowser().OpenAsync("/volg/AP-2020-0001?s=een-geheime-sleutel");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, browser.Status);
            await site.NewBrowser().OpenAsync("/antwoord/een-geheime-sleutel");
            // Someone who wants no name may come here.
            await site.NewBrowser().OpenAsync("/vertel/soort");
        }

        var traces = collector.Received("/v1/traces");
        Assert.Contains("/antwoord/{token}", traces, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/vertel", traces, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("gbo.region", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("geheime-sleutel", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("geheime-sleutel", collector.Received("/v1/metrics"), StringComparison.Ordinal);
    }

    // What a collector receives, as text: names and values stand in it as they are.
    private sealed class Collector(WebApplication app, ConcurrentQueue<(string Path, byte[] Body)> received) : IAsyncDisposable
    {
        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var received = new ConcurrentQueue<(string, byte[])>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.MapPost("/v1/{kind}", async (HttpContext http) =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                received.Enqueue((http.Request.Path, body.ToArray()));
            });
            await app.StartAsync();
            return new Collector(app, received);
        }

        public string Received(string path) => string.Concat(received.Where(r => r.Path == path).Select(r => Encoding.Latin1.GetString(r.Body)));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
