using GboParticipatie.Caching;
using GboParticipatie.Data;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Localization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace GboParticipatie.Web.Caching;

/// <summary>
/// Keeps public pages, compressed, for visitors without cookies but that of their language. A page is found again only while the database is as it was when
/// the page was made, so every instance shows each change at once; and only for <see cref="Kept"/>, because pages tell the time.
/// </summary>
internal sealed class VisitorPages : IOutputCachePolicy
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    // The key ends a page; this clears it away.
    private static readonly TimeSpan ClearedAfter = TimeSpan.FromSeconds(30);

    /// <summary>Adds the pages that are kept.</summary>
    public static void Add(IServiceCollection services) => services.AddOutputCache(cache =>
    {
        cache.SizeLimit = 16 << 20;
        cache.MaximumBodySize = 1 << 20;
        cache.AddBasePolicy(new VisitorPages());
    });

    /// <inheritdoc />
    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var isKept = IsForVisitors(context.HttpContext);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = isKept;
        if (!isKept) return;
        var services = context.HttpContext.RequestServices;
        // Asked before the page is made: what is committed meanwhile makes it out of date, never wrong.
        var stamp = await services.GetRequiredService<DatabaseStamp>().ReadAsync(cancellation);
        var moment = services.GetRequiredService<TimeProvider>().GetUtcNow().Ticks / Kept.Ticks;
        context.CacheVaryByRules.CacheKeyPrefix = $"{stamp} {moment} {ReadersLanguage.Code}";
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptEncoding;
        context.ResponseExpirationTimeSpan = ClearedAfter;
    }

    /// <inheritdoc />
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        RequestLog.NoteKept(context.HttpContext);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>True for a page that is the same for everyone who comes without cookies, asked for by one of them.</summary>
    internal static bool IsForVisitors(HttpContext http)
        => http.GetEndpoint()?.Metadata is { } page
            && page.GetMetadata<SameForVisitorsAttribute>() is not null
            && page.GetMetadata<PublicAttribute>() is not null
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.Request.Cookies.All(c => c.Key == LanguageChoice.Cookie)
            && http.Request.Headers.Authorization.Count == 0;
}
