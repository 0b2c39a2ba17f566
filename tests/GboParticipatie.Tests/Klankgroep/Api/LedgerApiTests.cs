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
}
