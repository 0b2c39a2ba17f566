using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Microsoft.AspNetCore.Http;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>A point that someone follows.</summary>
/// <param name="Item">The point.</param>
/// <param name="IsAuthor">True when the reader is its author: by link, code or account.</param>
/// <param name="Viewer">Who reads.</param>
public sealed record FollowedPoint(AgendaItem Item, bool IsAuthor, Viewer Viewer);

/// <summary>
/// Opens a point for who may read it: its author by the link of a mail or by number and code (then a cookie keeps the link until
/// the browser closes), and others as far as the author chose.
/// </summary>
public sealed class FollowAccess(AgendaItemService items, FeedbackService feedback, PointLinks links, Viewers viewers, IHttpContextAccessor accessor)
{
    internal const string CookieName = "gbo-volg";

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The point, or null when there is none or this reader may not read it.</summary>
    /// <param name="reference">Reference in the address.</param>
    /// <param name="token">Link of the author in the address, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<FollowedPoint?> OpenAsync(string reference, string? token, CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        if (await items.FindByReferenceAsync(reference, cancel) is not { } item) return null;
        var isAuthor = links.OpensAsAuthor(item, token) || links.OpensAsAuthor(item, Http.Request.Cookies[CookieName])
            || (viewer.PersonId is { } person && item.AuthorPersonId == person);
        return isAuthor || AgendaItemAccess.MayRead(viewer, item) ? new FollowedPoint(item, isAuthor, viewer) : null;
    }

    /// <summary>The feedback, for its author by link, code or account; or null.</summary>
    /// <param name="reference">Reference in the address.</param>
    /// <param name="token">Link of the author in the address, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Feedback?> OpenFeedbackAsync(string reference, string? token, CancellationToken cancel)
    {
        if (await feedback.FindByReferenceAsync(reference, cancel) is not { } told) return null;
        var isAuthor = links.OpensAsAuthor(told, token) || links.OpensAsAuthor(told, Http.Request.Cookies[CookieName])
            || (told.AuthorPersonId is { } author && (await viewers.CurrentAsync(cancel)).PersonId == author);
        return isAuthor ? told : null;
    }

    /// <summary>True when number and code are those of a point or feedback: from then on this browser opens it as its author.</summary>
    public async Task<bool> EnterAsync(string reference, string? code, CancellationToken cancel)
    {
        var (shortCode, address) = await FindAsync(reference, cancel);
        // Compared also when there is nothing with this number, so that both take as long.
        if (!ShortCode.Matches(shortCode, code) || address.Length == 0) return false;
        Http.Response.Cookies.Append(CookieName, address[(address.IndexOf("?s=", StringComparison.Ordinal) + 3)..], new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Http.Request.IsHttps,
            Path = $"{Http.Request.PathBase}/volg",
            MaxAge = TimeSpan.FromHours(2),
        });
        return true;
    }

    private async Task<(string ShortCode, string Address)> FindAsync(string reference, CancellationToken cancel)
    {
        var nothing = ("------", "");
        if (Feedback.IsReference(reference)) return await feedback.FindByReferenceAsync(reference, cancel) is { } told ? (told.ShortCode, links.ToFollow(told)) : nothing;
        return await items.FindByReferenceAsync(reference, cancel) is { } item ? (item.ShortCode, links.ToFollow(item)) : nothing;
    }
}
