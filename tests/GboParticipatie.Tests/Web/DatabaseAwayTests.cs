using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Web.Settings;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

/// <summary>What people, programs and the monitoring get when the database is away: stopped (PostgreSQL) or no database any more (SQLite).</summary>
public sealed partial class DatabaseAwayTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Every_page_says_in_plain_Dutch_that_it_is_our_fault_and_when_to_come_back(Db kind)
    {
        var log = new SiteLog();
        await using var breakable = await BreakableSite.StartAsync(databases, kind, log);
        var site = breakable.Site;

        await breakable.TakeDatabaseAwayAsync();

        foreach (var path in new[] { "/", "/punt", "/wat-deden-we", "/inloggen", "/bestaat-niet", "/bijeenkomsten?dag=30-02-2026" })
        {
            var answer = await site.Client.GetAsync(path, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);

            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(TimeSpan.FromMinutes(2), answer.Headers.RetryAfter?.Delta);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("<html lang=\"nl\"", text, StringComparison.Ordinal);
            Assert.Contains("<h1>Er ging iets mis bij ons</h1>", text, StringComparison.Ordinal);
            Assert.Contains("paar minuten", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
            Assert.DoesNotContain("databa", text, StringComparison.OrdinalIgnoreCase);
            var reference = Reference().Match(text).Groups["code"].Value;
            Assert.Contains(log.Lines, l => l.Contains($"Reference {reference}", StringComparison.Ordinal) && l.Contains("Exception", StringComparison.Ordinal));
        }
    }

    [Theory, AllDatabases]
    public async Task Who_asks_for_the_headers_only_gets_those(Db kind)
    {
        await using var breakable = await BreakableSite.StartAsync(databases, kind);
        await breakable.TakeDatabaseAwayAsync();

        var answer = await breakable.Site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Content.Headers.ContentLength > 500);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory, AllDatabases]
    public async Task A_program_gets_problem_details_whatever_it_accepts(Db kind)
    {
        await using var breakable = await BreakableSite.StartAsync(databases, kind);
        var token = await breakable.TokenAsync();
        await breakable.TakeDatabaseAwayAsync();

        foreach (var accepted in new[] { "application/json", "text/html" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/groups");
            request.Headers.Add("Authorization", $"Bearer {token}");
            request.Headers.Add("Accept", accepted);
            var answer = await breakable.Site.Client.SendAsync(request, Cancel);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotNull(answer.Headers.RetryAfter);
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
            Assert.Equal((503, 8), ((int)problem["status"]!, ((string)problem["reference"]!).Length));
        }
    }

    [Theory, AllDatabases]
    public async Task The_monitoring_sees_a_live_process_that_is_ready_as_long_as_its_database_is_there(Db kind)
    {
        await using var breakable = await BreakableSite.StartAsync(databases, kind);
        var ready = await HealthAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ready.Status, (await HealthAsync("/health/live")).Status));
        Assert.Equal("Healthy", (string?)JsonNode.Parse(ready.Text)!["status"]);

        await breakable.TakeDatabaseAwayAsync();

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await HealthAsync("/health/live"));
        var away = await HealthAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        var report = JsonNode.Parse(away.Text)!;
        Assert.Equal(("Unhealthy", "Unhealthy"), ((string?)report["status"], (string?)report["checks"]!["databank"]));

        async Task<(HttpStatusCode Status, string Text)> HealthAsync(string path)
        {
            var answer = await breakable.Site.Client.GetAsync(path, Cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task Something_else_that_breaks_every_page_is_no_reason_to_come_back_soon()
    {
        var isBroken = false;
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), replace: services => services
            .AddScoped<ISiteService>(s => isBroken ? throw new InvalidOperationException("geheim") : s.GetRequiredService<SiteService>()));
        isBroken = true;

        var answer = await site.Client.GetAsync("/inloggen", Cancel);

        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((HttpStatusCode.InternalServerError, null), (answer.StatusCode, answer.Headers.RetryAfter));
        Assert.Matches(Reference(), text);
        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_on_its_way_already_is_cut_off_and_nothing_added()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), map: app => app.MapGet("/test/begonnen", async (HttpContext http) =>
        {
            await http.Response.WriteAsync("Het begin", Cancel);
            await http.Response.Body.FlushAsync(Cancel);
            throw new SqliteException("geheim", 14);
        }).Public("test"));

        var answer = await site.Client.GetAsync("/test/begonnen", HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/over", Cancel)).StatusCode);
    }

    [GeneratedRegex("<strong class=[\"']ref[\"']>(?<code>[A-Z2-9]{8})</strong>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    /// <summary>A site whose database can be taken away for good.</summary>
    private sealed class BreakableSite(RunningSite site, PostgresServer? server, GboDatabaseOptions database) : IAsyncDisposable
    {
        public RunningSite Site => site;

        public static async Task<BreakableSite> StartAsync(DatabaseFixture databases, Db kind, SiteLog? log = null)
        {
            var server = kind == Db.PostgreSql ? await PostgresServer.StartAsync(durable: true) : null;
            var database = server is null ? await databases.CreateDatabaseAsync(kind) : GboDatabaseOptions.From(server.ConnectionString);
            var site = await RunningSite.StartAsync(
                database, replace: log is null ? null : services => services.AddSingleton<ILoggerProvider>(log),
                settings: [("Logging:LogLevel:Default", log is null ? "Critical" : "Warning"), ("Logging:Console:LogLevel:Default", "None")]);
            return new BreakableSite(site, server, database);
        }

        public async Task<string> TokenAsync()
        {
            await using var scope = site.App.Services.CreateAsyncScope();
            var user = await scope.ServiceProvider.GetRequiredService<GboDbContext>().Users.SingleAsync(u => u.Email == "beheer@test.example", Cancel);
            return (await scope.ServiceProvider.GetRequiredService<ApiTokenService>().CreateAsync(new CreateApiToken(user.Id, "test", [ApiScopes.Read]), Cancel)).Secret;
        }

        public async Task TakeDatabaseAwayAsync()
        {
            if (server is not null)
            {
                await server.StopAsync();
                return;
            }

            await using var connection = new SqliteConnection(database.ConnectionString);
            SqliteConnection.ClearPool(connection);
            foreach (var beside in new[] { "-wal", "-shm" }) File.Delete(connection.DataSource + beside);
            await File.WriteAllTextAsync(connection.DataSource, new string('x', 100_000), Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await site.DisposeAsync();
            if (server is not null) await server.DisposeAsync();
        }
    }
}
