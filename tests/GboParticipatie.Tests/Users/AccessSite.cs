using System.Net.Http.Headers;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Settings;
using GboParticipatie.Web.Users;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SignIn;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Users;

/// <summary>A few endpoints behind the real authentication and authorization, without pages.</summary>
internal sealed class AccessSite : IAsyncDisposable
{
    public static readonly Permission Manage = new("Manage", "Beheren");
    public static readonly Permission View = new("View", "Bekijken", [Manage]);

    private readonly WebApplication _app;

    private AccessSite(WebApplication app, TestTime time) => (_app, Time) = (app, time);

    public TestTime Time { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<AccessSite> CreateAsync(DatabaseFixture databases)
    {
        var time = new TestTime();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddGboData(await databases.CreateDatabaseAsync(Db.Sqlite), DatabaseFixture.Assemblies);
        builder.Services.AddGboUsers(new ConfigurationBuilder().Build());
        builder.Services.AddSingleton<SettingsCache>();
        builder.Services.AddScoped<ISiteService, SiteService>();
        builder.Services.AddScoped<IPermissionProvider, SomePermissions>();
        var app = builder.Build();
        app.UseRouting();
        app.UseGboUsers();
        Map(app);
        await app.StartAsync();
        return new AccessSite(app, time);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/open", () => "open").Public("test");
        app.MapGet("/mijn", (ICurrentUser user) => $"{user.Id} {user.Name} {user.Email}").RequireAuthorization(new RequiresSignInAttribute());
        app.MapGet("/view", () => "view").RequirePermission(View);
        app.MapGet("/manage", () => "manage").RequirePermission(Manage);
        app.MapGet("/forgotten", () => "forgotten");
        app.MapGet("/api/v1/view", async (ICurrentUser user) => $"{user.Email} {await user.HasAsync(Manage)}").RequirePermission(View).RequireScope(ApiScopes.Read);
        app.MapPost("/api/v1/answers", () => "answered").RequirePermission(View).RequireScope(ApiScopes.Answer);
        app.MapGet("/api/v1/unscoped", () => "unscoped").RequirePermission(View);
        app.MapGet("/api/v1/open", async (ICurrentUser user) => await user.HasAsync(View)).Public("test");
        app.MapPost("/test/sign-in", async (string id, bool own, GboDbContext db, BrowserSignIn browser)
            => await browser.SignInAsync(id, (await db.Users.SingleAsync(u => u.Id == id)).SecurityStamp ?? "", own)).Public("test");
    }

    /// <summary>An account with a role of its own that holds these permissions.</summary>
    public async Task<UserSummary> AddUserAsync(string email, params Permission[] permissions)
    {
        await GrantAsync($"Role of {email}", permissions);
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserDirectory>().EnsureAsync(email, "An", [$"Role of {email}"]);
    }

    /// <summary>Gives a role permissions, behind the back of the cache as another instance would.</summary>
    public async Task GrantAsync(string roleName, params Permission[] permissions)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var role = new IdentityRole(roleName) { NormalizedName = roleName.ToUpperInvariant() };
        db.Add(role);
        foreach (var permission in permissions)
            db.Add(new IdentityRoleClaim<string> { RoleId = role.Id, ClaimType = AccessCache.PermissionClaim, ClaimValue = permission.Name });
        await db.SaveChangesAsync();
    }

    public async Task<string> TokenAsync(UserSummary user, int days, params string[] scopes)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ApiTokenService>().CreateAsync(new CreateApiToken(user.Id, "test", scopes, days), default)).Secret;
    }

    public HttpClient Anonymous() => _app.GetTestServer().CreateClient();

    public async Task<(HttpClient Client, string Cookie)> SignedInAsync(UserSummary user, bool ownDevice = false)
    {
        var client = Anonymous();
        client.BaseAddress = new Uri("https://site.example/");
        using var answer = await client.PostAsync(new Uri($"/test/sign-in?id={user.Id}&own={ownDevice}", UriKind.Relative), null);
        var cookie = answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("gbo-user=", StringComparison.Ordinal));
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return (client, cookie);
    }

    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class SomePermissions : IPermissionProvider
    {
        public IEnumerable<Permission> GetPermissions() => [View, Manage];

        public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
    }
}
