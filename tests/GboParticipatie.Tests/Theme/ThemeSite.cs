using System.Security.Claims;
using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GboParticipatie.Localization;
using GboParticipatie.Navigation;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Tests.Theme;

/// <summary>The Theme module in a host of its own, without database: for the style guide, and for tag helpers one by one.</summary>
public sealed class ThemeSite : IAsyncLifetime
{
    private WebApplication _app = default!;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "GboParticipatie.Theme" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<DutchTexts>().AddSingleton<IStringLocalizerFactory, TextsFactory>()
            .AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>)).AddSingleton<IViewLocalizer, PageTexts>();
        new GboParticipatie.Theme.Startup().ConfigureServices(builder.Services);
        builder.Services.AddSingleton<ISiteService, FixedSettings>().AddSingleton<INavigationManager, FixedMenus>().AddSingleton<ICurrentUser, Coach>();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, AlwaysSignedIn>("test", null);
        builder.Services.AddAuthorization().AddSingleton<IAuthorizationHandler, AllowAll>();
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        ((IEndpointRouteBuilder)_app).MapRazorPages();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public async Task<IHtmlDocument> GetAsync(string path)
    {
        using var client = _app.GetTestClient();
        return await ReadAsync(await client.GetAsync(path, TestContext.Current.CancellationToken));
    }

    /// <summary>Fetches the page, fills in its form and posts it, as a browser does.</summary>
    public async Task<IHtmlDocument> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var client = _app.GetTestClient();
        var got = await client.GetAsync(path, TestContext.Current.CancellationToken);
        var token = (await ReadAsync(got)).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Cookie", got.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        request.Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public static async Task<IHtmlDocument> ParseAsync(string html)
        => (IHtmlDocument)await BrowsingContext.New().OpenAsync(r => r.Content(html), TestContext.Current.CancellationToken);

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
        => await ParseAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private sealed class FixedSettings : ISiteService
    {
        public Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new()
            => Task.FromResult((T)(object)new SiteSettings { RegionName = "Testzone", FooterText = "<b>Wie</b> we zijn" });

        public Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new() => Task.CompletedTask;
    }

    private sealed class FixedMenus : INavigationManager
    {
        public Task<IReadOnlyList<VisibleMenuItem>> GetMenuAsync(string name, CancellationToken cancel = default)
            => Task.FromResult<IReadOnlyList<VisibleMenuItem>>([new(new MenuItem { Text = $"{name} <i>", Url = "/" + name, Icon = "inbox", Group = "Groep" }, 3, IsCurrent: true)]);
    }

    private sealed class Coach : ICurrentUser
    {
        public string? Id => "1";

        public string? Name => "An <script>";

        public string? Email => "an@zone.example";

        public bool IsAuthenticated => true;

        public Task<bool> HasAsync(Permission permission) => Task.FromResult(true);
    }

    private sealed class AllowAll : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            foreach (var requirement in context.PendingRequirements.ToList()) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class AlwaysSignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
            => Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, "an")], "test")), "test")));
    }
}
