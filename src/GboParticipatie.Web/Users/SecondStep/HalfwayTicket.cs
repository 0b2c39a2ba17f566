using Microsoft.AspNetCore.DataProtection;

namespace GboParticipatie.Web.Users.SecondStep;

/// <summary>Someone who passed the first step in this browser.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Stamp">The security stamp at that moment.</param>
/// <param name="OwnDevice">True to stay signed in.</param>
/// <param name="ReturnUrl">Where to go on to, or null.</param>
public sealed record Halfway(string UserId, string Stamp, bool OwnDevice, string? ReturnUrl);

/// <summary>The cookie between the two steps: ten minutes, readable by this site only.</summary>
public sealed class HalfwayTicket(IHttpContextAccessor accessor, IHostEnvironment environment, IDataProtectionProvider protection)
{
    private const string Cookie = "gbo-step";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("GboParticipatie.Halfway").ToTimeLimitedDataProtector();

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Who is halfway in this browser, or null.</summary>
    public Halfway? Read()
    {
        if (Http.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;
        try
        {
            return _protector.Unprotect(text).Split('\n') is [var user, var stamp, var own, var url]
                ? new(user, stamp, own == "1", url.Length > 0 ? url : null) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or not made here.
            return null;
        }
    }

    /// <summary>Lets the browser keep it.</summary>
    public void Keep(Halfway who) => Http.Response.Cookies.Append(
        Cookie, _protector.Protect($"{who.UserId}\n{who.Stamp}\n{(who.OwnDevice ? "1" : "")}\n{who.ReturnUrl}", Life), Options(Life));

    /// <summary>Takes it away.</summary>
    public void Drop() => Http.Response.Cookies.Delete(Cookie, Options(maxAge: null));

    private CookieOptions Options(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Http.Request.IsHttps || !environment.IsDevelopment(),
        Path = "/inloggen",
        MaxAge = maxAge,
        IsEssential = true,
    };
}
