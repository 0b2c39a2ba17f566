using System.Globalization;
using System.Text.RegularExpressions;
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
public sealed partial class FollowAccess(AgendaItemService items, PointLinks links, Viewers viewers, IHttpContextAccessor accessor)
{
    internal const string CookieName = "gbo-volg";

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The reference as it is stored, from what someone typed: "ap 2026 42" is AP-2026-0042, and so is "42" in that year.</summary>
    /// <param name="typed">What someone typed.</param>
    /// <param name="year">The year that is meant when only the number is given.</param>
    /// <returns>Empty when it cannot be a reference.</returns>
    public static string Normalize(string? typed, int year)
    {
        var match = Typed().Match(typed ?? "");
        if (!match.Success) return "";
        var kind = match.Groups["kind"].Value.Length > 0 ? match.Groups["kind"].Value.ToUpperInvariant() : "AP";
        var inYear = match.Groups["year"].Value is { Length: > 0 } given ? given : year.ToString(CultureInfo.InvariantCulture);
        return $"{kind}-{inYear}-{match.Groups["number"].Value.TrimStart('0').PadLeft(4, '0')}";
    }

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

    /// <summary>True when number and code are those of a point: from then on this browser opens it as its author.</summary>
    public async Task<bool> EnterAsync(string reference, string? code, CancellationToken cancel)
    {
        var item = await items.FindByReferenceAsync(reference, cancel);
        // Compared also when there is no such point, so that both take as long.
        if (!ShortCode.Matches(item?.ShortCode ?? "------", code) || item is null) return false;
        var address = links.ToFollow(item);
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

    [GeneratedRegex(@"^\s*(?<kind>AP|FB)?[\s\-./]*((?<year>20[0-9]{2})[\s\-./]+)?(?<number>[0-9]{1,9})\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Typed();
}
