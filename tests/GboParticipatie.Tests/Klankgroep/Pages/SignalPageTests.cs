using System.Net;
using GboParticipatie.Data.Audit;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>An organisation reads and answers what people told about it, by its link, as a browser without script.</summary>
public sealed class SignalPageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_link_shows_what_was_told_without_number_or_name_and_takes_an_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (organisation, told, link) = await SentAsync(site);
        var reader = await site.NewBrowser().OpenAsync(link);
        Assert.Contains(told.Description, reader.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain([told.Reference, told.ShortCode, "Noor"], part => reader.Page.DocumentElement.OuterHtml.Contains(part, StringComparison.Ordinal));

        await reader.OpenAsync($"{link}/{told.Id}");
        await reader.PressAsync("Geef dit antwoord", ("Answer", ""));
        Assert.Contains("Schrijf je antwoord", reader.ErrorAt("Answer"), StringComparison.Ordinal);
        var form = reader.Filled(("Answer", "We openen op zaterdag."));
        await reader.PostAsync($"{link}/{told.Id}", form);
        await reader.PostAsync($"{link}/{told.Id}", form);

        Assert.Equal(link, reader.Path);
        Assert.Contains("We openen op zaterdag.", reader.Text("main"), StringComparison.Ordinal);
        var after = (await site.UseAsync((FeedbackService s) => s.FindAsync(told.Id)))!;
        Assert.Equal((FeedbackStatus.Answered, organisation.Name), (after.Status, after.AnsweredBy));
        var author = await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(told))));
        Assert.Contains($"{organisation.Name} antwoordt", author.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_link_that_is_not_ours_and_what_went_to_another_are_not_there(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, _, link) = await SentAsync(site);
        var (_, other, _) = await SentAsync(site);

        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync($"{link}/{other.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync($"{link}x")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_stops_the_links_of_one_organisation_and_what_is_sent_later_brings_a_new_one(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (organisation, told, link) = await SentAsync(site);
        var (_, _, other) = await SentAsync(site);
        var open = await site.NewBrowser().OpenAsync($"{link}/{told.Id}");
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/signalenbundels/{organisation.Slug}");

        await SendAsync(coach, "StopLinks");

        Assert.Contains("werken niet meer", coach.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link)).Status);
        // Who had the page open cannot answer with it either.
        await open.PressAsync("Geef dit antwoord", ("Answer", "Te laat."));
        Assert.Equal(HttpStatusCode.NotFound, open.Status);
        Assert.Null((await site.UseAsync((FeedbackService s) => s.FindAsync(told.Id)))!.Answer);
        Assert.Equal(HttpStatusCode.OK, (await site.NewBrowser().OpenAsync(other)).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.NewBrowser().OpenAsync(await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id)))).Status);
        var line = await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().SingleAsync(a => a.SubjectId == organisation.Id && a.Action == "Signals.LinksStopped"));
        Assert.NotNull(line.UserId);
    }

    private static async Task<(Organisation Organisation, Feedback Told, string Link)> SentAsync(PublicSite site)
    {
        var name = $"Huis {Guid.NewGuid():N}";
        var organisation = new Organisation { Slug = name.Replace(' ', '-').ToLowerInvariant(), Name = name, Kind = OrganisationKind.School };
        await site.UseAsync((GboDbContext db) => { db.Add(organisation); return db.SaveChangesAsync(); });
        var told = await site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = FeedbackAuthors.Typed("Noor", null, null),
            Kind = FeedbackKind.Barrier,
            Description = $"Het loket is te vroeg dicht {Guid.NewGuid():N}.",
            Readers = FeedbackReaders.WhoCanHelp,
        }));
        await site.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        return (organisation, told, await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id)));
    }
}
