using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>What is about one organisation, chosen, printed and given by the coach; as a browser without script.</summary>
public sealed class DeskBundleTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_chooses_what_goes_in_and_the_sheet_gives_no_author_away(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().SingleAsync(o => o.Slug == "ocmw-riemst"));
        var first = await TellAsync(site, organisation.Id, "De deur van het loket is te zwaar.");
        var second = await TellAsync(site, organisation.Id, "De wachtzaal is koud.");
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/signalenbundels");
        Assert.NotNull(coach.Page.QuerySelector("a[href='/beheer/signalenbundels/ocmw-riemst']"));
        await coach.OpenAsync("/beheer/signalenbundels/ocmw-riemst");
        await SendAsync(coach, null);
        Assert.Contains("Duid aan wat je doorstuurt", coach.Errors, StringComparison.Ordinal);
        await SendAsync(coach, null, ("Signals", first.Id.ToString()));

        var sheet = coach.Page.QuerySelector("section[aria-labelledby=verteld]")!.TextContent;
        Assert.Contains("te zwaar", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("koud", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Reference, coach.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(first.ShortCode, coach.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Lea Geheim", coach.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(FeedbackStatus.Forwarded, (await site.UseAsync((FeedbackService f) => f.FindAsync(first.Id)))!.Status);
        Assert.Equal(FeedbackStatus.Received, (await site.UseAsync((FeedbackService f) => f.FindAsync(second.Id)))!.Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_is_about_no_organisation_is_sent_to_one_from_its_own_page(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().SingleAsync(o => o.Slug == "caw-zuidoost-limburg"));
        var told = await TellAsync(site, null, "Mensen weten niet dat je ook kan chatten.");
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/feedback/{told.Id}");
        await SendAsync(coach, "Forward", ("SendTo", ""));
        Assert.Contains("Kies een organisatie uit de lijst", coach.Errors, StringComparison.Ordinal);
        await SendAsync(coach, "Forward", ("SendTo", organisation.Id.ToString()));

        Assert.Contains("Doorgestuurd", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        await coach.OpenAsync("/beheer/signalenbundels/caw-zuidoost-limburg");
        Assert.Contains("ook kan chatten", coach.Page.QuerySelector("section[aria-labelledby=verteld]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundles_are_for_the_coach_and_hold_only_what_is_about_that_organisation()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var other = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().SingleAsync(o => o.Slug == "ocmw-bilzen-hoeselt"));
        var told = await TellAsync(site, other.Id, "Er is geen lift.");
        var member = site.NewBrowser();
        await member.SignInAsync("stuurgroep@zolim.example");
        var coach = await CoachAsync(site);
        await TellAsync(site, (await site.UseAsync((GboDbContext db) => db.Set<Organisation>().SingleAsync(o => o.Slug == "ocmw-riemst"))).Id, "Iets.");

        foreach (var page in new[] { "/beheer/signalenbundels", "/beheer/signalenbundels/ocmw-riemst" })
            Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync("/beheer/signalenbundels/bestaat-niet")).Status);
        await coach.OpenAsync("/beheer/signalenbundels/ocmw-riemst");
        await SendAsync(coach, null, ("Signals", told.Id.ToString()));
        Assert.Equal(FeedbackStatus.Received, (await site.UseAsync((FeedbackService f) => f.FindAsync(told.Id)))!.Status);
    }

    private static Task<Feedback> TellAsync(PublicSite site, Guid? organisation, string text) => site.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = new FeedbackAuthor { Name = "Lea Geheim" },
        Kind = FeedbackKind.Barrier,
        Description = text,
        Readers = FeedbackReaders.WhoCanHelp,
        AboutOrganisationId = organisation,
    }));
}
