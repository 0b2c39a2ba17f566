using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace GboParticipatie.Web.Caching;

/// <summary>
/// Tells browsers and what stands between to keep nothing: people share computers. Only what is the same for every visitor may be
/// kept, and what says itself how long; a page that forgets to say so is nobody's to keep.
/// </summary>
internal static class OwnPages
{
    private const string Nothing = "no-cache, no-store";

    public static void UseOwnPages(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // Just before the answer leaves: by then it is known which page it is, and a problem page begins with empty headers.
        http.Response.OnStarting(static state => Set((HttpContext)state), http);
        return next(http);
    });

    private static Task Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.CacheControl.Count > 0 || VisitorPages.IsForVisitors(http) || http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return Task.CompletedTask;
        headers[HeaderNames.CacheControl] = Nothing;
        return Task.CompletedTask;
    }
}
