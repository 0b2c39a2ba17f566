using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>GET /api/v1/ledger</c>: the figures of the public page, for other programs.</summary>
public sealed class LedgerApiTests(PublicSites sites, DatabaseFixture databases) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task The_figures_are_those_of_the_page(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var year = DateTime.UtcNow.Year;
        var shown = await site.UseAsync((LedgerService l) => l.ReadAsync(year, LedgerPeriod.SecondHalf));

        var answer = await (await site.CallerAsync("stuurgroep@zolim.example")).GetAsync($"/api/v1/ledger?from={year}-07-01&to={year}-12-31");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(shown.Total.Received, (int?)answer.Json["total"]!["received"]);
        Assert.Equal(shown.PerGroup.Select(g => g.Name), answer.Json["perGroup"]!.AsArray().Select(g => (string)g!["name"]!));
        Assert.Equal($"{year}-07-01", (string)answer.Json["from"]!);
    }

    // Twelve points of one group and theme, of which three are not answered: how many are, is hidden, and so is what goes with it.
    [Theory, AllDatabases]
    public async Task All_of_it_is_what_the_page_shows_with_null_for_what_is_hidden(Db kind)
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), time, settings: [("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false")]);
        time.Set(new DateTime(2027, 8, 2, 8, 0, 0, DateTimeKind.Utc));
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var organisations = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).Take(7).ToListAsync(TestContext.Current.CancellationToken));
        for (var i = 0; i < 12; i++)
        {
            var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
            {
                SubmissionKey = Guid.NewGuid(),
                GroupId = group.Id,
                Author = new ProposalAuthor { OrganisationId = organisations[i % 7], IsConfirmed = true },
                Description = $"Er is geen bus {i}.",
                LifeDomain = "hulp",
            }));
            if (i > 8) continue;
            var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));
            await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen geld." }));
        }

        foreach (var (period, from, to) in new[] { (LedgerPeriod.Year, "01-01", "12-31"), (LedgerPeriod.FirstHalf, "01-01", "06-30"), (LedgerPeriod.SecondHalf, "07-01", "12-31") })
        {
            var shown = await site.UseAsync((LedgerService l) => l.ReadAsync(2027, period));
            var answer = await (await site.CallerAsync("stuurgroep@zolim.example")).GetAsync($"/api/v1/ledger?from=2027-{from}&to=2027-{to}");

            var expected = JsonSerializer.SerializeToNode(
                new { from = $"2027-{from}", to = $"2027-{to}", shown.Total, shown.Restricted, shown.Feedback, shown.PerGroup, shown.PerLifeDomain, shown.PerBarrier }, JsonSerializerOptions.Web);
            Assert.True(JsonNode.DeepEquals(expected, answer.Json), $"{period}\n{expected}\n{answer.Json}");
            if (period == LedgerPeriod.FirstHalf) continue;
            Assert.Equal(12, (int?)answer.Json["total"]!["received"]);
            Assert.True(answer.Json["total"]!.AsObject().ContainsKey("answered"));
            Assert.Null(answer.Json["total"]!["answered"]);
            Assert.Equal(5, (int?)answer.Json["total"]!["organisations"]);
            Assert.Equal(["Hulp zoeken en aanvragen"], answer.Json["perLifeDomain"]!.AsArray().Select(l => (string)l!["name"]!));
        }
    }

    [Theory]
    [InlineData("from=2026-02-01&to=2026-12-31")]
    [InlineData("from=2026-01-01&to=2026-03-31")]
    [InlineData("from=2025-07-01&to=2026-06-30")]
    [InlineData("from=2026-12-31&to=2026-01-01")]
    [InlineData("to=2026-03-31")]
    [InlineData("from=2026-05-01")]
    public async Task A_period_that_could_be_subtracted_from_another_is_refused_at_its_field(string period)
    {
        var site = await sites.GetAsync(Db.Sqlite);

        var answer = await (await site.CallerAsync("stuurgroep@zolim.example")).GetAsync($"/api/v1/ledger?{period}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("heel jaar, of de helft", answer.ErrorAt("from"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-02-30")]
    [InlineData("to=gisteren")]
    public async Task A_day_that_does_not_exist_is_refused(string period)
    {
        var site = await sites.GetAsync(Db.Sqlite);

        Assert.Equal(HttpStatusCode.BadRequest, (await (await site.CallerAsync("stuurgroep@zolim.example")).GetAsync($"/api/v1/ledger?{period}")).Status);
    }

    [Theory]
    [InlineData("from=2026-01-01", "2026-01-01", "2026-12-31")]
    [InlineData("from=2026-07-01", "2026-07-01", "2026-12-31")]
    [InlineData("to=2026-06-30", "2026-01-01", "2026-06-30")]
    [InlineData("to=2026-12-31", "2026-01-01", "2026-12-31")]
    public async Task Of_one_day_the_other_follows(string period, string from, string to)
    {
        var site = await sites.GetAsync(Db.Sqlite);

        var answer = await (await site.CallerAsync("stuurgroep@zolim.example")).GetAsync($"/api/v1/ledger?{period}");

        Assert.Equal((HttpStatusCode.OK, from, to), (answer.Status, (string?)answer.Json["from"], (string?)answer.Json["to"]));
    }

    [Fact]
    public async Task The_figures_are_for_who_may_see_them()
    {
        var site = await sites.GetAsync(Db.Sqlite);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.CallerAsync("organisatie@zolim.example")).GetAsync("/api/v1/ledger")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new ApiCaller(site.Address, null).GetAsync("/api/v1/ledger")).Status);
    }
}
