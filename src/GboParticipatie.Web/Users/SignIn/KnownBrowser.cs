using System.Security.Cryptography;
using GboParticipatie.Web.Users.Access;
using Microsoft.AspNetCore.DataProtection;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>
/// The cookie of a browser in which someone signed in before, readable by this site only. It signs nobody in and tells nobody
/// who it was; strangers who use up the mails of an address do not use up those of this browser (docs/decisions/0001).
/// </summary>
public sealed class KnownBrowser(IHttpContextAccessor accessor, IHostEnvironment environment, IDataProtectionProvider protection, AccessCache access)
{
    private const string Cookie = "gbo-known";
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("GboParticipatie.KnownBrowser").ToTimeLimitedDataProtector();

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>
    /// The address of the account that last signed in here, or null. The same work whatever address was typed; "log overal uit"
    /// ends it.
    /// </summary>
    public async Task<string?> AddressAsync(CancellationToken cancel)
        => Read() is [var id, var stamp] && await access.UserAsync(id, cancel) is { Blocked: false } user && user.Stamp == stamp ? user.Email : null;

    /// <summary>Lets the browser keep it.</summary>
    public void Keep(string userId, string stamp) => Http.Response.Cookies.Append(Cookie, _protector.Protect($"{userId}\n{stamp}", Life), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Http.Request.IsHttps || !environment.IsDevelopment(),
        Path = "/inloggen",
        MaxAge = Life,
        IsEssential = true,
    });

    private string[]? Read()
    {
        if (Http.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;
        try
        {
            return _protector.Unprotect(text).Split('\n');
        }
        catch (CryptographicException)
        {
            // Too old, or not made here.
            return null;
        }
    }
}
