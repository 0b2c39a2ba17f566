using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Bench;

/// <summary>An answer of the site, as it went over the wire.</summary>
/// <param name="Path">Address.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes, compressed if the site compressed them.</param>
internal sealed record Recorded(string Path, Dictionary<string, string> Headers, byte[] Body);

/// <summary>Kestrel and nothing else: gives back recorded answers. What the site is compared with.</summary>
internal static class BareSite
{
    public static async Task<int> ServeAsync(string file, string url)
    {
        var answers = JsonSerializer.Deserialize<List<Recorded>>(await File.ReadAllTextAsync(file))!.ToDictionary(a => a.Path, StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.Run(http =>
        {
            var answer = answers[http.Request.Path + http.Request.QueryString];
            foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
            return http.Response.Body.WriteAsync(answer.Body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
