using System.Diagnostics;
using System.Runtime.CompilerServices;
using GboParticipatie.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// Sends metrics and traces by OTLP to the address in OTEL_EXPORTER_OTLP_ENDPOINT: over gRPC, or over HTTP with
/// OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf. Without an address it does nothing.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration, SitePlace place) : IHostedService, IDisposable
{
    private IExports? _exports;

    private interface IExports : IDisposable
    {
        void Flush();
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } address) return Task.CompletedTask;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint)) throw new StartupException($"OTEL_EXPORTER_OTLP_ENDPOINT is geen adres: {address}");
        _exports = Export(endpoint, configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf", place.Region);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _exports?.Flush();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _exports?.Dispose();

    // A method loads all that it names: without an address nothing of OpenTelemetry is loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IExports Export(Uri endpoint, bool overHttp, string region) => new OtlpExports(endpoint, overHttp, region);

    private sealed class OtlpExports : IExports
    {
        private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql", GboDiagnostics.Name];
        private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", GboDiagnostics.Name];

        private readonly TracerProvider _traces;
        private readonly MeterProvider _metrics;

        public OtlpExports(Uri endpoint, bool overHttp, string region)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(GboDiagnostics.Name, serviceInstanceId: Environment.MachineName).AddAttributes([new("gbo.region", region)]);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddProcessor(new WithoutPaths())
                .AddOtlpExporter(o => Point(o, endpoint, overHttp, "v1/traces")).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
                .AddOtlpExporter(o => Point(o, endpoint, overHttp, "v1/metrics")).Build();
        }

        public void Flush()
        {
            _traces.ForceFlush(5000);
            _metrics.ForceFlush(5000);
        }

        public void Dispose()
        {
            _traces.Dispose();
            _metrics.Dispose();
        }

        private static void Point(OtlpExporterOptions options, Uri endpoint, bool overHttp, string path)
        {
            options.Protocol = overHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = overHttp ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint;
        }
    }

    // Paths and queries hold the tokens of links: a trace names the route, as the log does.
    private sealed class WithoutPaths : BaseProcessor<Activity>
    {
        private static readonly string[] Hidden = ["url.path", "url.query", "url.full", "http.target", "http.url", "client.address", "network.peer.address", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            if (data.Source.Name != "Microsoft.AspNetCore") return;
            foreach (var tag in Hidden) data.SetTag(tag, null);
        }
    }
}
