using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

public sealed class VisitorPageTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_nothing_changed_is_made_once()
    {
        await using var site = await StartAsync(Db.Sqlite, new TestTime());

        var (first, second) = (await GetAsync(site.Client), await GetAsync(site.Client));

        Assert.False(WasKept(first.Headers));
        Assert.True(WasKept(second.Headers));
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task A_page_from_memory_takes_a_line_in_the_log_only_when_details_are_asked_for()
    {
        foreach (var (level, lines) in new[] { ("Information", 1), ("Debug", 3) })
        {
            var log = new SiteLog();
            await using var site = await RunningSite.StartAsync(
                await databases.CreateDatabaseAsync(Db.Sqlite), time: new TestTime(), replace: services => services.AddSingleton<ILoggerProvider>(log),
                settings: [("Logging:LogLevel:GboParticipatie.Web.Hosting.RequestLog", level), ("Logging:Console:LogLevel:Default", "None")]);

            for (var visit = 0; visit < 3; visit++) await GetAsync(site.Client, "/klankgroepen");

            Assert.Equal(lines, log.Lines.Count(l => l.Contains("GET /klankgroepen answered 200", StringComparison.Ordinal)));
        }
    }

    [Theory, AllDatabases]
    public async Task Every_instance_shows_a_change_at_once(Db kind)
    {
        var time = new TestTime();
        await using var one = await StartAsync(kind, time);
        await using var other = await RunningSite.StartAsync(one.App.Services.GetRequiredService<GboDatabaseOptions>(), time: time);
        foreach (var site in new[] { one, other }) await GetAsync(site.Client, "/klankgroepen");

        await AddGroupAsync(other, "De Nieuwe Groep");

        Assert.Contains("De Nieuwe Groep", (await GetAsync(one.Client, "/klankgroepen")).Body);
        Assert.Contains("De Nieuwe Groep", (await GetAsync(other.Client, "/klankgroepen")).Body);
    }

    [Fact]
    public async Task Someone_who_has_signed_in_gets_a_page_of_their_own()
    {
        await using var site = await StartAsync(Db.Sqlite, new TestTime());
        await GetAsync(site.Client);
        var person = await site.SignedInAsync("organisatie@test.example");

        var page = await GetAsync(person);

        Assert.False(WasKept(page.Headers));
        Assert.Contains("Olivia", page.Body);
        Assert.DoesNotContain("Olivia", (await GetAsync(site.Client)).Body);
    }

    [Fact]
    public async Task A_kept_page_goes_out_as_the_visitor_can_read_it()
    {
        await using var site = await StartAsync(Db.Sqlite, new TestTime());
        await GetAsync(site.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

        using var compressed = await site.Client.SendAsync(request, Cancel);
        var plain = await GetAsync(site.Client);

        Assert.Equal("br", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("</html>", plain.Body);
    }

    [Fact]
    public async Task A_page_is_made_anew_when_time_passes()
    {
        var time = new TestTime();
        await using var site = await StartAsync(Db.Sqlite, time);
        await GetAsync(site.Client);

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.False(WasKept((await GetAsync(site.Client)).Headers));
    }

    private async Task<RunningSite> StartAsync(Db kind, TestTime time) => await RunningSite.StartAsync(await databases.CreateDatabaseAsync(kind), time: time);

    private static bool WasKept(HttpResponseHeaders headers) => headers.Age is not null;

    private static async Task<(HttpResponseHeaders Headers, string Body)> GetAsync(HttpClient client, string path = "/")
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return (response.Headers, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task AddGroupAsync(RunningSite site, string name)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        db.Add(new GboParticipatie.Klankgroep.Models.Group("nieuw", name, GboParticipatie.Klankgroep.Models.GroupKind.Klankgroep) { AcceptsItems = true });
        await db.SaveChangesAsync(Cancel);
    }
}
