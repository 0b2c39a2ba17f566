using System.Net;
using System.Security.Claims;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Web;

/// <summary>A button may ask more than the page that it stands on.</summary>
public sealed class HandlerAccessTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Who_may_read_a_page_may_not_press_a_button_of_it_that_asks_more()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), Recipes.With(
            """{ "name": "feature", "enable": ["GboParticipatie.Klankgroep"] }""",
            """{ "name": "settings", "SiteSettings": { "SecondStepForStaff": false } }""",
            """{ "name": "Roles", "Roles": [{ "Name": "Lezer", "Permissions": ["AccessAdmin", "ViewMail"] }, { "Name": "Zender", "Permissions": ["AccessAdmin", "ViewMail", "ResendMail"] }] }""",
            """{ "name": "Users", "Users": [{ "Email": "lezer@test.example", "Name": "L", "Roles": ["Lezer"] }, { "Email": "zender@test.example", "Name": "Z", "Roles": ["Zender"] }] }"""));
        var mail = await AddRefusedMailAsync(site);

        var reader = await PressAsync(site, "lezer@test.example", mail);
        var stateAfterReader = await StateAsync(site, mail);
        var sender = await PressAsync(site, "zender@test.example", mail);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, MailState.Failed), (reader.Page, reader.Button, stateAfterReader));
        Assert.Equal((HttpStatusCode.Redirect, MailState.Queued), (sender.Button, await StateAsync(site, mail)));
    }

    [Theory]
    [InlineData(nameof(Buttons.OnPostOpen), true, true)]
    [InlineData(nameof(Buttons.OnPostPermitted), false, true)]
    [InlineData(nameof(Buttons.OnPostSignedIn), false, true)]
    [InlineData(nameof(Buttons.OnPostRole), false, false)]
    [InlineData(nameof(Buttons.OnPostPolicy), false, false)]
    [InlineData(nameof(Buttons.OnPostBoth), false, false)]
    public async Task A_handler_runs_for_whom_its_attributes_let_in_and_one_that_is_not_understood_lets_nobody_in(string handler, bool anonymous, bool signedIn)
    {
        Assert.Equal(anonymous, await RunsAsync(handler, new ClaimsPrincipal(new ClaimsIdentity())));
        Assert.Equal(signedIn, await RunsAsync(handler, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, "Beheerder")], "test"))));
    }

    private static async Task<bool> RunsAsync(string handler, ClaimsPrincipal person)
    {
        var services = new ServiceCollection().AddLogging().AddAuthorization().AddSingleton<IAuthorizationHandler, SignedInMay>().BuildServiceProvider();
        var page = new PageContext(new ActionContext(new DefaultHttpContext { User = person, RequestServices = services }, new RouteData(), new CompiledPageActionDescriptor()));
        var method = new HandlerMethodDescriptor { MethodInfo = typeof(Buttons).GetMethod(handler)! };
        var executing = new PageHandlerExecutingContext(page, [], method, new Dictionary<string, object?>(), new Buttons());
        var ran = false;
        await new HandlerAccessFilter().OnPageHandlerExecutionAsync(executing, () =>
        {
            ran = true;
            return Task.FromResult(new PageHandlerExecutedContext(page, [], method, new Buttons()));
        });
        Assert.Equal(ran, executing.Result is null);
        return ran;
    }

    private static async Task<(HttpStatusCode Page, HttpStatusCode Button)> PressAsync(RunningSite site, string email, Guid mail)
    {
        var browser = await site.SignedInAsync(email);
        var page = await browser.GetAsync($"/beheer/mail/{mail}", TestContext.Current.CancellationToken);
        // Any form of the site carries the token that the button needs.
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (!html.Contains("__RequestVerificationToken", StringComparison.Ordinal))
            html = await browser.GetStringAsync("/mijn/gegevens", TestContext.Current.CancellationToken);
        var token = html.Split("__RequestVerificationToken\"")[1].Split("value=\"")[1].Split('"')[0];
        var pressed = await browser.PostAsync($"/beheer/mail/{mail}?handler=Again", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), TestContext.Current.CancellationToken);
        return (page.StatusCode, pressed.StatusCode);
    }

    private static async Task<Guid> AddRefusedMailAsync(RunningSite site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await scope.ServiceProvider.GetRequiredService<GboParticipatie.Email.IEmailService>().QueueAsync(new GboParticipatie.Email.EmailMessage
        {
            Key = "test",
            Kind = "test",
            To = "an@test.example",
            Subject = "Dag",
            Body = "Dag An.",
        });
        await db.SaveChangesAsync();
        await db.Set<OutgoingMail>().ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Failed));
        return await db.Set<OutgoingMail>().Select(m => m.Id).SingleAsync();
    }

    private static async Task<MailState> StateAsync(RunningSite site, Guid mail)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GboDbContext>().Set<OutgoingMail>().Where(m => m.Id == mail).Select(m => m.State).SingleAsync();
    }

    private sealed class Buttons : PageModel
    {
        public void OnPostOpen()
        {
        }

        [RequiresPermission("Something")]
        public void OnPostPermitted()
        {
        }

        [RequiresSignIn]
        public void OnPostSignedIn()
        {
        }

        [Authorize(Roles = "Beheerder")]
        public void OnPostRole()
        {
        }

        [Authorize(Policy = "Something")]
        public void OnPostPolicy()
        {
        }

        [RequiresPermission("Something")]
        [Authorize]
        public void OnPostBoth()
        {
        }
    }

    private sealed class SignedInMay : AuthorizationHandler<PermissionRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
        {
            if (context.User.Identity?.IsAuthenticated == true) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
