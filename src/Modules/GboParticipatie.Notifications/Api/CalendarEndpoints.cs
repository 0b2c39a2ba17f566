using System.Security.Cryptography;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Notifications.Services.Calendars;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace GboParticipatie.Notifications.Api;

/// <summary>Calendar feeds. Programs ask again and again: an answer that did not change is told by its ETag only.</summary>
internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kalender.ics", async (CalendarFeeds feeds, HttpContext http, CancellationToken cancel)
            => File(http, await feeds.PublicAsync(cancel), "public, max-age=300")).Public("Wanneer en waar bijeenkomsten zijn, mag iedereen weten.").ExcludeFromDescription();
        routes.MapGet("/kalender/{token}.ics", async (string token, CalendarFeeds feeds, HttpContext http, CancellationToken cancel)
            => await feeds.OfAsync(token, cancel) is { } feed ? File(http, feed, "private, no-cache") : TypedResults.NotFound())
            .Public("The secret token in the address is the key; it shows the calendar of one person and nothing else.").ExcludeFromDescription();
    }

    private static IResult File(HttpContext http, byte[] feed, string caching)
    {
        http.Response.Headers.CacheControl = caching;
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(feed))}\"");
        return TypedResults.File(feed, $"{CalendarWriter.MediaType}; charset=utf-8", entityTag: tag);
    }
}
