using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What someone tells about an organisation comes into the bundle of that one; as a browser without script.</summary>
public sealed class TellAboutOrganisationTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task Who_chooses_an_organisation_on_the_way_is_heard_by_it_and_by_no_other(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (about, other) = (await OrganisationAsync(site), await OrganisationAsync(site));
        var text = $"De deur van het loket is te zwaar {Guid.NewGuid():N}.";
        var browser = await site.NewBrowser().OpenAsync("/vertel");
        await browser.PressAsync("Volgende", ("Kind", nameof(FeedbackKind.Barrier)));
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.PressAsync("Volgende", ("Remedy", ""));
        Assert.Equal(about.Name, browser.Page.QuerySelector($"select[name=AboutOrganisationId] option[value='{about.Id}']")?.TextContent.Trim());
        await browser.PressAsync("Volgende", ("AboutOrganisationId", Guid.NewGuid().ToString()));
        Assert.Contains("Kies een organisatie uit de lijst", browser.ErrorAt("AboutOrganisationId"), StringComparison.Ordinal);
        await browser.PressAsync("Volgende", ("LifeDomain", "geld"), ("AboutOrganisationId", about.Id.ToString()));
        // Going back, it is still chosen.
        await browser.OpenAsync("/vertel/thema");
        Assert.NotNull(browser.Page.QuerySelector($"select[name=AboutOrganisationId] option[value='{about.Id}'][selected]"));
        await browser.PressAsync("Volgende", ("AboutOrganisationId", about.Id.ToString()));
        await browser.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TwoToFour)));
        await browser.PressAsync("Volgende", ("Readers", nameof(FeedbackReaders.WhoCanHelp)));
        await browser.PressAsync("Volgende", ("Sign", "zonder"));
        Assert.Contains(about.Name, browser.Text("main"), StringComparison.Ordinal);
        await browser.PressAsync("Verstuur");

        await StandsInBundleAsync(site, text, about, other);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Of_the_form_on_one_page_it_is_the_same(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (about, other) = (await OrganisationAsync(site), await OrganisationAsync(site));
        var text = $"De wachtzaal is koud {Guid.NewGuid():N}.";
        var browser = site.NewBrowser();
        await browser.SignInAsync("basiswerker@zolim.example");
        await browser.OpenAsync("/vertel/kort");

        await browser.PressAsync("Verstuur", ("Kind", nameof(FeedbackKind.Barrier)), ("Description", text), ("AboutOrganisationId", about.Id.ToString()), ("Readers", nameof(FeedbackReaders.WhoCanHelp)));

        await StandsInBundleAsync(site, text, about, other);
    }

    private static async Task StandsInBundleAsync(PublicSite site, string text, Organisation about, Organisation other)
    {
        var told = await site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description == text, TestContext.Current.CancellationToken));
        Assert.Equal(about.Id, told.AboutOrganisationId);
        var coach = await DeskSteps.CoachAsync(site);
        await coach.OpenAsync($"/beheer/feedback/{told.Id}");
        Assert.Contains(about.Name, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync("/beheer/signalenbundels");
        Assert.NotNull(coach.Page.QuerySelector($"a[href='/beheer/signalenbundels/{about.Slug}']"));
        await coach.OpenAsync($"/beheer/signalenbundels/{about.Slug}");
        Assert.Contains(text, coach.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(coach.Page.QuerySelector($"input[name=Signals][value='{told.Id}']"));
        await coach.OpenAsync($"/beheer/signalenbundels/{other.Slug}");
        Assert.DoesNotContain(text, coach.Text("main"), StringComparison.Ordinal);
    }

    private static async Task<Organisation> OrganisationAsync(PublicSite site)
    {
        var name = $"Huis {Guid.NewGuid():N}";
        var organisation = new Organisation { Slug = name.Replace(' ', '-').ToLowerInvariant(), Name = name, Kind = OrganisationKind.Ocmw };
        await site.UseAsync((GboDbContext db) =>
        {
            db.Add(organisation);
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return organisation;
    }
}
