using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>An answer for someone who takes no mail, from the owner's answer to "Ik heb het verteld"; as browsers without script.</summary>
public sealed class DeskLetterTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_calls_or_writes_and_notes_that_it_was_told(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, task) = await ToTellAsync(site);
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/vertellen?hoe=Phone");
        Assert.Contains($"/beheer/vertellen/{task}", coach.Page.Body!.OuterHtml, StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}");
        Assert.StartsWith("Bel Mimoun", coach.Heading, StringComparison.Ordinal);
        Assert.Contains("0470 00 00 01", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}/brief");
        Assert.Contains("Er komt een bus.", coach.Text(".letter"), StringComparison.Ordinal);
        Assert.Contains(point.ShortCode, coach.Text(".letter-follow"), StringComparison.Ordinal);
        Assert.NotNull(coach.Page.QuerySelector(".letter-follow svg"));

        await coach.OpenAsync($"/beheer/vertellen/{task}");
        await SendAsync(coach, "Done");
        Assert.Equal("/beheer/vertellen", coach.Path);
        Assert.DoesNotContain($"/beheer/vertellen/{task}", coach.Page.Body!.OuterHtml, StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}");
        Assert.Contains("Verteld op", coach.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_notes_what_the_person_says_about_the_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, task) = await ToTellAsync(site);
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen geld." }));
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/vertellen/{task}");
        await SendAsync(coach, "Done");
        Assert.Equal($"/beheer/vertellen/{task}", coach.Path);
        await SendAsync(coach, "Rate", ("Clear", "No"), ("Word", ""));
        Assert.Contains("Zeg kort wat niet duidelijk is", coach.ErrorAt("Word"), StringComparison.Ordinal);
        await SendAsync(coach, "Rate", ("Clear", "No"), ("Word", "Wanneer dan wel?"));

        Assert.Equal(ClarityRating.No, (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.ClarityRating);
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.ReopenedAt);
        Assert.Null(coach.Page.QuerySelector("#duidelijk"));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_notes_whether_the_person_noticed_a_change_and_nee_brings_the_point_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, task) = await ToTellAsync(site);
        var today = BrusselsTime.Today(TimeProvider.System);
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
        {
            AnswerId = asked.Id,
            Decision = Decision.WillDo,
            Why = "Het is nodig.",
            WhatHappens = "Er komt een bus.",
            ByWhen = today.AddDays(40),
        }));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/vertellen/{task}");
        Assert.Null(coach.Page.QuerySelector("#veranderd"));
        await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.FromAnswerId == asked.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.AskChangeOn, today)));
        await site.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());

        await coach.OpenAsync($"/beheer/vertellen/{task}");
        await SendAsync(coach, "Changed", ("ChangedWord", "Niets."));
        Assert.Contains("Kies een van de drie", coach.ErrorAt("Changed"), StringComparison.Ordinal);
        await SendAsync(coach, "Changed", ("Changed", "No"), ("ChangedWord", ""));
        Assert.Contains("Zeg kort wat er nog misloopt", coach.ErrorAt("ChangedWord"), StringComparison.Ordinal);
        Assert.Null((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.ReopenedAt);
        await SendAsync(coach, "Changed", ("Changed", "No"), ("ChangedWord", "Er rijdt nog altijd geen bus."));

        Assert.Contains("Genoteerd wat die persoon zei", coach.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Null(coach.Page.QuerySelector("#veranderd"));
        var noted = await site.UseAsync((GboDbContext db) => db.Set<ActionPoint>().AsNoTracking().SingleAsync(p => p.ItemId == point.Id));
        Assert.Equal((ChangeRating.No, "Er rijdt nog altijd geen bus."), (noted.Changed, noted.ChangedWord));
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.ReopenedAt);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_told_something_by_telephone_is_called_with_the_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = await site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = new FeedbackAuthor { Name = "Mimoun", Phone = "0470 00 00 09", Channel = Channel.Phone },
            Kind = FeedbackKind.Barrier,
            Description = "De wachtzaal is koud.",
            Readers = FeedbackReaders.WhoCanHelp,
        }));
        await site.UseAsync((GboDbContext db) => db.WriteAsync(async c =>
        {
            await new ContactTasks(db, TimeProvider.System, null!).AddForFeedbackAsync($"test:{told.Id:N}", told.Id, "De verwarming is gemaakt.", c);
            await db.SaveChangesAsync(c);
            return true;
        }));
        var task = await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().Where(t => t.FeedbackId == told.Id).Select(t => t.Id).SingleAsync());
        var coach = await CoachAsync(site);

        Assert.Contains(told.Reference, (await coach.OpenAsync("/beheer/vertellen?hoe=Phone")).Text("table"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}");
        Assert.Equal("Bel Mimoun", coach.Heading);
        Assert.Contains("0470 00 00 09", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}/brief");
        Assert.Contains("De verwarming is gemaakt.", coach.Text(".letter"), StringComparison.Ordinal);
        Assert.Contains(told.ShortCode, coach.Text(".letter-follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_told_is_for_the_coach()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (_, task) = await ToTellAsync(site);
        var member = site.NewBrowser();
        await member.SignInAsync("stuurgroep@zolim.example");
        var coach = await CoachAsync(site);
        foreach (var page in new[] { "/beheer/vertellen", $"/beheer/vertellen/{task}", $"/beheer/vertellen/{task}/brief" })
            Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync("/beheer/vertellen?hoe=duif&toon=iets&pagina=-2")).Status);
    }

    [Theory, AllDatabases]
    public async Task What_newer_news_took_the_place_of_while_its_page_was_open_leads_to_what_is_to_be_told_now(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, task) = await ToTellAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/vertellen/{task}");
        var together = await (await CoachAsync(site)).OpenAsync($"/beheer/vertellen/samen?vertel={task}");
        await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().Where(t => t.Id == task).ExecuteDeleteAsync());

        await SendAsync(coach, "Done");
        Assert.Equal("/beheer/vertellen", coach.Path);
        Assert.Contains("er is nieuwer nieuws", coach.Text("[role=status]"), StringComparison.Ordinal);
        foreach (var page in new[] { $"/beheer/vertellen/{task}", $"/beheer/vertellen/{task}/brief" })
        {
            await coach.OpenAsync(page);
            Assert.Equal("/beheer/vertellen", coach.Path);
            Assert.Contains("er is nieuwer nieuws", coach.Text("[role=status]"), StringComparison.Ordinal);
        }

        await together.PostAsync("/beheer/vertellen/samen?handler=Done", together.Filled());
        Assert.Contains("er is nieuwer nieuws", together.Text("[role=status]"), StringComparison.Ordinal);
    }

    private static async Task<(AgendaItem Point, Guid Task)> ToTellAsync(PublicSite site)
    {
        var (group, _) = await GroupAsync(site);
        var person = new Person { Name = $"Mimoun {Guid.NewGuid():N}", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
        await site.UseAsync(async (GboDbContext db) => { db.Add(person); return await db.SaveChangesAsync(); });
        var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { PersonId = person.Id, Channel = Channel.Phone, IsConfirmed = true },
            Description = "Er is geen bus",
        }));
        await site.UseAsync((GboDbContext db) => db.WriteAsync(async c =>
        {
            await new ContactTasks(db, TimeProvider.System, null!).AddAsync($"test:{point.Id:N}", point.Id, "Er komt een bus.", c);
            await db.SaveChangesAsync(c);
            return true;
        }));
        return (point, await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().Where(t => t.ItemId == point.Id).Select(t => t.Id).SingleAsync()));
    }
}
