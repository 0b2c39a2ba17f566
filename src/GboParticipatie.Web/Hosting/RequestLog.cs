using System.Diagnostics;
using System.Security.Cryptography;
using GboParticipatie.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// Gives each request a short reference that stands in every log line and on the problem page, and logs how it went: by the route's
/// pattern, never by its path, because paths hold the tokens of links.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    // No letters or digits that are mistaken for each other when read aloud.
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static readonly object Key = new();
    private static readonly object RouteKey = new();
    private static readonly object KeptKey = new();

    /// <summary>The reference of the request.</summary>
    public static string ReferenceOf(HttpContext http) => http.Items[Key] as string ?? "";

    public async Task InvokeAsync(HttpContext http)
    {
        var reference = RandomNumberGenerator.GetString(Letters, 8);
        http.Items[Key] = reference;
        using var scope = log.BeginScope("Reference {Reference}", reference);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Trace(http, reference);
            var level = http.Items.ContainsKey(KeptKey) ? LogLevel.Debug : LogLevel.Information;
            if (log.IsEnabled(level) && !IsQuiet(http))
                log.Log(
                    level, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms",
                    http.Request.Method, RouteOf(http), http.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    /// <summary>Notes where the request goes, right after routing: later a problem page may be drawn in its place.</summary>
    public static Task NoteRouteAsync(HttpContext http, RequestDelegate next)
    {
        http.Items.TryAdd(RouteKey, Redact(http));
        if (LeavesNoTrace(http)) http.Features.Get<IHttpActivityFeature>()?.Activity.LeaveNoTrace();
        return next(http);
    }

    /// <summary>
    /// Notes that the answer came from memory. It takes a line only when details are asked for: nothing happened that a line could tell,
    /// and writing it costs more than the answer. Metrics and traces count it.
    /// </summary>
    public static void NoteKept(HttpContext http) => http.Items[KeptKey] = true;

    private static void Trace(HttpContext http, string reference)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity) return;
        activity.DisplayName = $"{http.Request.Method} {RouteOf(http)}";
        activity.SetTag("http.request.method", http.Request.Method);
        activity.SetTag("http.route", RouteOf(http));
        activity.SetTag("http.response.status_code", http.Response.StatusCode);
        activity.SetTag("gbo.reference", reference);
    }

    private static string RouteOf(HttpContext http) => http.Items[RouteKey] as string ?? Redact(http);

    private static string Redact(HttpContext http)
    {
        if (http.GetEndpoint() is RouteEndpoint route) return "/" + route.RoutePattern.RawText?.TrimStart('/');
        var path = http.Request.Path.Value ?? "/";
        var second = path.IndexOf('/', Math.Min(1, path.Length));
        return second < 0 ? path : path[..(second + 1)] + "…";
    }

    private static bool LeavesNoTrace(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<LeavesNoTraceAttribute>() is not null;

    private static bool IsQuiet(HttpContext http) => http.Response.StatusCode < 400
        && (LeavesNoTrace(http) || http.Request.Path.StartsWithSegments("/_content") || http.Request.Path.StartsWithSegments("/health"));
}
