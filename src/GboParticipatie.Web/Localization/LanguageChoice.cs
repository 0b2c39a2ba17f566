using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Localization;

/// <summary>
/// In which language a visitor reads: Dutch, or one that the region offers beside it and that the visitor chose. The choice is in a
/// cookie that says nothing else; who never chose has none, and costs nothing.
/// </summary>
internal static class LanguageChoice
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "gbo-taal";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void AddTexts(this IServiceCollection services)
    {
        services.AddSingleton<Catalogues>();
        services.AddSingleton<DutchTexts>(s => s.GetRequiredService<Catalogues>());
        services.AddSingleton<IStringLocalizerFactory, TextsFactory>();
        services.AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddSingleton<IViewLocalizer, PageTexts>();
    }

    /// <summary>Reads the choice. Nothing depends on the language of the machine or of the browser.</summary>
    public static void UseLanguageChoice(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var chosen = http.Request.Cookies[Cookie];
        ReadersLanguage.Use(chosen is not null && await OffersAsync(http.RequestServices.GetRequiredService<ISiteService>(), chosen, http.RequestAborted) ? chosen : "nl");
        await next(http);
    });

    public static void MapLanguageChoice(this IEndpointRouteBuilder routes)
        => routes.MapPost("/taal", ChooseAsync).DisableAntiforgery().ExcludeFromDescription()
            .Public("De taal kiezen verandert alleen hoe deze browser de site toont. Zonder formuliersleutel, want die maakt een koekje, en dan kan een pagina niet bewaard worden.");

    private static async Task<IResult> ChooseAsync(HttpContext http, ISiteService site)
    {
        if (IsFromElsewhere(http.Request)) return Results.BadRequest();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var code = form["taal"].ToString();
        var cookie = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Kept,
            IsEssential = true,
            Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
        };
        if (code == "nl") http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = cookie.Path });
        else if (await OffersAsync(site, code, http.RequestAborted)) http.Response.Cookies.Append(Cookie, code, cookie);
        else return Results.NotFound();
        return Results.LocalRedirect("~" + (LocalPath.OrNull(form["terug"]) ?? "/"));
    }

    private static async Task<bool> OffersAsync(ISiteService site, string code, CancellationToken cancel)
        => (await site.GetAsync<SiteSettings>(cancel)).Languages.Contains(code, StringComparer.Ordinal);

    // Another site that posts here could only change a language; it is refused all the same. Browsers say where a post comes from in
    // Sec-Fetch-Site (W3C Fetch Metadata); Origin is "null" from our own pages, because they name no referrer to anyone.
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => false,
        "" => request.Headers.Origin.ToString() is { Length: > 0 } from and not "null" && !(Uri.TryCreate(from, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value),
        _ => true,
    };
}
