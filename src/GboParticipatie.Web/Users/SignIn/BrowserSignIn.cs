using System.Security.Claims;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>The cookies of signing in: who signed in, and which code this browser asked.</summary>
public sealed class BrowserSignIn(IHttpContextAccessor accessor, IHostEnvironment environment, KnownBrowser known, IEnumerable<VisitCookie> visit, TimeProvider time)
{
    /// <summary>How long a sign-in lasts on a device that others may use too.</summary>
    public static readonly TimeSpan SharedDevice = TimeSpan.FromHours(8);

    /// <summary>How long a sign-in lasts on someone's own device, counted from the last visit.</summary>
    public static readonly TimeSpan OwnDevice = TimeSpan.FromDays(60);

    private const string TicketCookie = "gbo-code";
    private const string TicketPath = "/inloggen";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>What this browser keeps of the code that it asked, or null.</summary>
    public BrowserTicket? Ticket => BrowserTicket.Parse(Http.Request.Cookies[TicketCookie]);

    /// <summary>Lets the browser keep its ticket: longer than the code is valid, so that "te laat" can be said.</summary>
    public void Keep(BrowserTicket ticket)
        => Http.Response.Cookies.Append(TicketCookie, ticket.ToString(), TicketOptions(TimeSpan.FromHours(2)));

    /// <summary>Signs the user in.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="stamp">The account's security stamp.</param>
    /// <param name="ownDevice">True to stay signed in after the browser is closed.</param>
    /// <param name="secondStep">True when the second step was passed as well.</param>
    public async Task SignInAsync(string userId, string stamp, bool ownDevice, bool secondStep = false)
    {
        var now = time.GetUtcNow();
        await Http.SignInAsync(IdentityConstants.ApplicationScheme, Principals.ForCookie(userId, stamp, secondStep), new AuthenticationProperties
        {
            IsPersistent = ownDevice,
            AllowRefresh = ownDevice,
            IssuedUtc = now,
            ExpiresUtc = now + (ownDevice ? OwnDevice : SharedDevice),
        });
        Http.Response.Cookies.Delete(TicketCookie, TicketOptions(maxAge: null));
        known.Keep(userId, stamp);
    }

    /// <summary>Lets this browser stay signed in, for as long as it was, when the account's stamp was renewed.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="stamp">The new stamp.</param>
    /// <param name="secondStep">True when the second step was passed in this sign-in.</param>
    public async Task StayAsync(string userId, string stamp, bool secondStep)
    {
        var until = (await Http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties ?? new AuthenticationProperties();
        await Http.SignInAsync(IdentityConstants.ApplicationScheme, Principals.ForCookie(userId, stamp, secondStep), until);
        known.Keep(userId, stamp);
    }

    /// <summary>Signs out in this browser, and lets it forget what the person was busy with: the next one may be someone else.</summary>
    public Task SignOutAsync()
    {
        foreach (var cookie in visit)
            Http.Response.Cookies.Delete(cookie.Name, new CookieOptions { Path = Http.Request.PathBase + cookie.Path, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = Http.Request.IsHttps });
        Http.Response.Cookies.Delete(TicketCookie, TicketOptions(maxAge: null));
        return Http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private CookieOptions TicketOptions(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Http.Request.IsHttps || !environment.IsDevelopment(),
        Path = TicketPath,
        MaxAge = maxAge,
        IsEssential = true,
    };
}

/// <summary>People as a request knows them.</summary>
public static class Principals
{
    /// <summary>Claim that holds the security stamp.</summary>
    public const string StampClaim = "stamp";

    /// <summary>Claim of a cookie in whose sign-in the second step was passed; of a person who came so; of a token that was made so.</summary>
    public static readonly Claim SecondStep = new("second-step", "passed");

    /// <summary>What the cookie holds: no name and no address, so nothing is out of date and nothing is left after erasure.</summary>
    public static ClaimsPrincipal ForCookie(string id, string stamp, bool secondStep) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, id), new Claim(StampClaim, stamp), .. IfPassed(secondStep)], IdentityConstants.ApplicationScheme));

    /// <summary>True when the second step was passed for what this person does.</summary>
    public static bool HasSecondStep(ClaimsPrincipal person) => person.HasClaim(SecondStep.Type, SecondStep.Value);

    /// <summary>The claim, or none.</summary>
    public static IEnumerable<Claim> IfPassed(bool secondStep) => secondStep ? [new Claim(SecondStep.Type, SecondStep.Value)] : [];

    /// <summary>The person of a request, with name and address as they are now.</summary>
    public static ClaimsPrincipal Of(UserAccess user, string authenticationType, IEnumerable<Claim> more) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id),
            new Claim(ClaimTypes.Name, user.Name.Length > 0 ? user.Name : user.Email),
            new Claim(ClaimTypes.Email, user.Email),
            .. more,
        ],
        authenticationType));
}
