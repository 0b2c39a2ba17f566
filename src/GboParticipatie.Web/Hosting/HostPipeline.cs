using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Caching;
using GboParticipatie.Web.Health;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Problems;
using GboParticipatie.Web.Security;
using GboParticipatie.Web.Users;

namespace GboParticipatie.Web.Hosting;

/// <summary>What a request passes through, and the endpoints.</summary>
internal static class HostPipeline
{
    public static void UseHostPipeline(this WebApplication app, ModuleStartups startups, GboHostOptions options)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseOwnPages();
        app.UseMiddleware<LastResort>();
        app.UseProblems();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseNoNul();
        app.UseKnownCharset();
        app.UseLanguageChoice();
        app.UseRouting();
        app.Use(RequestLog.NoteRouteAsync);
        app.UseGboUsers();
        // Compression inside: what is kept is compressed once.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseAntiforgery();

        app.MapStaticAssets().Public("Opmaak, script, lettertypes en iconen.");
        app.MapRazorPages().WithStaticAssets();
        app.MapControllers();
        app.MapSiteHealth();
        app.MapLanguageChoice();
        app.MapOpenApi("/openapi/{documentName}.json").Public("De beschrijving van de API bevat geen gegevens.");
        startups.Configure(app);
        options.MapMore?.Invoke(app);
    }
}
