using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data;
using GboParticipatie.Data.Users;
using GboParticipatie.Links;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.Links;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Web.Users;

/// <summary>
/// Accounts, signing in, permissions, tokens and signed links of the site. The composition root calls <see cref="AddGboUsers"/>,
/// after the migrations (in every command, not only serve) <see cref="PrepareGboUsersAsync"/>, and between routing and endpoints
/// <see cref="UseGboUsers"/>. The assembly of this class is one of the model's <c>ModelAssemblies</c>.
/// </summary>
public static class UsersSetup
{
    private const string DefaultScheme = "Gbo";

    /// <summary>Registers everything. Modules' permission providers may be registered before or after.</summary>
    public static IServiceCollection AddGboUsers(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.Configure<SignInLimitOptions>(configuration.GetSection("SignIn"));
        services.AddIdentityCore<GboUser>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
        }).AddRoles<IdentityRole>().AddEntityFrameworkStores<GboDbContext>();

        services.AddSingleton<AccessCache>();
        services.AddSingleton<PermissionCatalogue>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddScoped<ICurrentUser, CurrentUser>();
        services.AddScoped<UserDirectory>();
        services.AddScoped<IUserDirectory>(provider => provider.GetRequiredService<UserDirectory>());
        services.AddSingleton<SignInLimits>();
        services.AddScoped<SignInService>();
        services.AddScoped<KnownBrowser>();
        services.AddScoped<BrowserSignIn>();
        services.AddScoped<AfterSignIn>();
        services.AddScoped<SecondStepService>();
        services.AddScoped<HalfwayTicket>();
        services.AddScoped<Staff>();
        services.AddScoped<AccountService>();
        services.AddScoped<ApiTokenService>();
        services.AddScoped<IBackgroundTask, SignInCleanup>();
        services.AddSingleton<LinkSecret>();
        services.AddSingleton<ISignedLinks, SignedLinks>();
        return services.AddSchemes().AddPolicies();
    }

    /// <summary>Makes what must exist in a migrated database before anything runs.</summary>
    public static Task PrepareGboUsersAsync(this IServiceProvider services, CancellationToken cancel = default)
        => services.GetRequiredService<LinkSecret>().EnsureAsync(cancel);

    /// <summary>Finds out who makes the request and whether they may. After routing, before the endpoints.</summary>
    public static IApplicationBuilder UseGboUsers(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(DefaultScheme)
            .AddPolicyScheme(DefaultScheme, displayName: null, options => options.ForwardDefaultSelector = http =>
                ApiTokenAuthentication.IsApi(http.Request) ? ApiTokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenAuthentication>(ApiTokenAuthentication.SchemeName, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SignInCookie>();
        return services;
    }

    private static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicy([new SignedInRequirement()], []))
            .SetFallbackPolicy(new AuthorizationPolicy([new NothingDeclaredRequirement()], []));
        return services;
    }
}
