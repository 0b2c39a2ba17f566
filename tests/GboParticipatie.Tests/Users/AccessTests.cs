using System.Net;
using GboParticipatie.Web.Users;
using GboParticipatie.Web.Users.Access;

namespace GboParticipatie.Tests.Users;

public sealed class AccessTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Each_page_lets_in_whom_it_should()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var anonymous = site.Anonymous();
        var (none, _) = await site.SignedInAsync(await site.AddUserAsync("none@ocmw.example"));
        var (viewer, _) = await site.SignedInAsync(await site.AddUserAsync("viewer@ocmw.example", AccessSite.View));
        var (manager, _) = await site.SignedInAsync(await site.AddUserAsync("manager@ocmw.example", AccessSite.Manage));

        (string Page, HttpStatusCode Anonymous, HttpStatusCode None, HttpStatusCode Viewer, HttpStatusCode Manager)[] matrix =
        [
            ("/open", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/mijn", HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/view", HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/manage", HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK),
            ("/forgotten", HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            ("/nowhere", HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        ];

        foreach (var row in matrix)
            Assert.Equal(row, (row.Page, await StatusAsync(anonymous, row.Page), await StatusAsync(none, row.Page), await StatusAsync(viewer, row.Page), await StatusAsync(manager, row.Page)));
    }

    [Fact]
    public async Task Someone_who_must_sign_in_first_comes_back_to_the_page()
    {
        await using var site = await AccessSite.CreateAsync(databases);

        using var answer = await site.Anonymous().GetAsync(new Uri("/view?x=1", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("/inloggen?returnUrl=%2Fview%3Fx%3D1", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_part_that_htmx_asks_is_not_filled_with_the_sign_in_page()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var client = site.Anonymous();
        client.DefaultRequestHeaders.Add("HX-Request", "true");

        using var answer = await client.GetAsync(new Uri("/view", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, "/inloggen"), (answer.StatusCode, answer.Headers.GetValues("HX-Redirect").Single()));
    }

    [Fact]
    public async Task The_roles_of_everyone_count_only_when_a_recipe_makes_them()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        await site.GrantAsync("Anonymous", AccessSite.View);
        await site.GrantAsync("Authenticated", AccessSite.Manage);
        var (none, _) = await site.SignedInAsync(await site.AddUserAsync("none@ocmw.example"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Anonymous(), "/view"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(site.Anonymous(), "/manage"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(none, "/manage"));
    }

    [Fact]
    public async Task A_role_taken_away_on_another_instance_works_within_five_seconds()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("viewer@ocmw.example", AccessSite.View);
        var (viewer, _) = await site.SignedInAsync(user);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(viewer, "/view"));
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GboDbContext>().UserRoles.ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        site.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(viewer, "/view"));
    }

    [Fact]
    public async Task What_this_instance_writes_works_at_once()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("viewer@ocmw.example", AccessSite.View);
        var (viewer, _) = await site.SignedInAsync(user);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(viewer, "/view"));
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        db.RemoveRange(await db.UserRoles.ToListAsync(TestContext.Current.CancellationToken));
        site.Services.GetRequiredService<AccessCache>().ForgetAfterCommit(db);

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(viewer, "/view"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_sign_in()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("an@ocmw.example");
        var (phone, _) = await site.SignedInAsync(user, ownDevice: true);
        var (desk, _) = await site.SignedInAsync(user);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, "/mijn"));
        await using var scope = site.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<AccountService>().SignOutEverywhereAsync(user.Id, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(phone, "/mijn"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(desk, "/mijn"));
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_alone_and_lasts_only_on_an_own_device()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("an@ocmw.example");
        var (shared, sharedCookie) = await site.SignedInAsync(user);
        var (own, ownCookie) = await site.SignedInAsync(user, ownDevice: true);

        foreach (var cookie in new[] { sharedCookie, ownCookie })
            foreach (var part in new[] { "secure", "httponly", "samesite=lax" })
                Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", sharedCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("expires", ownCookie, StringComparison.OrdinalIgnoreCase);

        site.Time.Advance(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await StatusAsync(shared, "/mijn"), await StatusAsync(own, "/mijn")));
        site.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(own, "/mijn"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
