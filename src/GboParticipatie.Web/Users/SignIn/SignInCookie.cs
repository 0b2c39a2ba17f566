using System.Security.Claims;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SecondStep;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>How the sign-in cookie is written, checked and asked for.</summary>
public sealed class SignInCookie(IHostEnvironment environment) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    /// <inheritdoc />
    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name == IdentityConstants.ApplicationScheme) Configure(options);
    }

    /// <inheritdoc />
    public void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "gbo-user";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.ExpireTimeSpan = BrowserSignIn.OwnDevice;
        options.SlidingExpiration = true;
        options.LoginPath = "/inloggen";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = CheckAsync;
        options.Events.OnRedirectToLogin = AskToSignInAsync;
        options.Events.OnRedirectToAccessDenied = RefuseAsync;
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var access = context.HttpContext.RequestServices.GetRequiredService<AccessCache>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var user = id is null ? null : await access.UserAsync(id, context.HttpContext.RequestAborted);
        if (user is null || user.Blocked || user.Stamp != context.Principal!.FindFirstValue(Principals.StampClaim))
        {
            context.RejectPrincipal();
            return;
        }

        var passed = user.HasSecondStep && Principals.HasSecondStep(context.Principal!);
        context.ReplacePrincipal(Principals.Of(user, IdentityConstants.ApplicationScheme, Principals.IfPassed(passed)));
    }

    private static async Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var services = context.HttpContext.RequestServices;
        var id = context.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var user = id is null ? null : await services.GetRequiredService<AccessCache>().UserAsync(id, context.HttpContext.RequestAborted);
        if (user is null || !HttpMethods.IsGet(context.Request.Method) || !await services.GetRequiredService<Staff>().MissesSecondStepAsync(user, context.HttpContext.User))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var page = context.Request.Path + context.Request.QueryString;
        if (!user.HasSecondStep)
        {
            context.Response.Redirect("/mijn/tweede-stap" + QueryString.Create("returnUrl", page));
            return;
        }

        // Signed in with the mail alone, before the second step was there: what is missing is asked now.
        var own = (await context.HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.IsPersistent == true;
        services.GetRequiredService<HalfwayTicket>().Keep(new(user.Id, user.Stamp, own, LocalPath.OrNull(page)));
        context.Response.Redirect(AfterSignIn.SecondStepPage);
    }

    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        // A part of a page that htmx asks for must not be filled with the sign-in page.
        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = "/inloggen";
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
