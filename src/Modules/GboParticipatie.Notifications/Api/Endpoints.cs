using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Notifications.Api;

/// <summary>A digest in the API.</summary>
/// <param name="Id">Key; the digest itself is at <c>/digest/{id}</c>.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Title">Name of the group when it was compiled.</param>
/// <param name="Since">From when (UTC).</param>
/// <param name="Until">Until when (UTC).</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Recipients">How many people it is for.</param>
/// <param name="ReadBy">How many of them opened it.</param>
/// <param name="Url">Local address of the page.</param>
public sealed record DigestResource(
    Guid Id, Guid GroupId, string Title, DateTime Since, DateTime Until, int Entries, int Recipients, int ReadBy, string Url);

internal static class Endpoints
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/digests", ListAsync).RequireAuthorization(new RequiresSignInAttribute())
            .WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName("ListDigests").WithTags("Digests").WithSummary("Digests of the groups that you are a member of, newest first, 50 a page.");
        routes.MapGet("/beheer/mail/{id:guid}/opmaak", HtmlAsync).RequirePermission(Permissions.ViewMail).ExcludeFromDescription();
    }

    private static async Task<Ok<List<DigestResource>>> ListAsync(DigestLibrary library, int page = 1, CancellationToken cancel = default)
    {
        var skip = (Math.Clamp(page, 1, 10_000) - 1) * PageSize;
        var digests = await library.ListAsync(skip, PageSize, cancel);
        return TypedResults.Ok(digests.Select(d => new DigestResource(d.Id, d.GroupId, d.Title, d.Since, d.Until, d.Entries, d.Recipients, d.ReadBy, $"/digest/{d.Id}")).ToList());
    }

    // The mail's own page, for a frame: it carries styles in its elements, so it has a policy of its own, and may do nothing else.
    private static async Task<IResult> HtmlAsync(Guid id, MailReading reading, HttpContext http, CancellationToken cancel)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var mail = await reading.OpenAsync(id, note: false, cancel);
            return mail.Content is null ? TypedResults.NotFound() : TypedResults.Content(mail.Content.Html, "text/html; charset=utf-8");
        }
        catch (NotFoundException)
        {
            return TypedResults.NotFound();
        }
    }
}
