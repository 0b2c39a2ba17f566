using System.Net;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>GET /api/v1/ledger</c>: the figures of the public page, for other programs.</summary>
public sealed class LedgerApiTests(PublicSites sites) : IClassFixture<PublicSites>
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
