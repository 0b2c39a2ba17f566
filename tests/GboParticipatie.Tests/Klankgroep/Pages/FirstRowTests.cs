using System.Net;
using GboParticipatie.Data.Audit;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Api;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// What is kept once for a point, a meeting or a person, sent many times at once while there is nothing yet: PostgreSQL lets all of
/// them find nothing, and the key stops all but one. Whoever was stopped reads what whoever was first reads.
/// </summary>
public sealed class FirstRowTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const int Times = 8;

    [Theory, AllDatabases]
    public async Task An_answer_that_promises_something(Db kind)
    {
        var site = await sites.GetAsync(kind);
        for (var round = 0; round < 3; round++)
        {
            var asked = await AskedAsync(site);
            var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));

            await SendOftenAsync(browser, browser.Path, browser.Filled(("Decision", "WillDo"), ("Why", "Het is nodig."), ("WhatHappens", "Er komt een rek."), ("ByWhen.Day", "3"), ("ByWhen.Month", "3"), ("ByWhen.Year", "2031")));

            Assert.Equal("Het antwoord is gegeven", browser.Heading);
            Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().CountAsync(a => a.Points.Any(p => p.ItemId == asked.ItemId))));
        }
    }

    [Theory, AllDatabases]
    public async Task An_answer_that_promises_something_by_the_api(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var member = await site.CallerAsync("stuurgroep@zolim.example");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var all = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => member.PostAsync($"/api/v1/answers/{asked.Id}", new { decision = "willDo", why = "Het is nodig.", whatHappens = "Er komt een rek.", byWhen = "2031-03-03" }, key)));

        Assert.All(all, a => Assert.Equal((HttpStatusCode.OK, "Er komt een rek."), (a.Status, (string?)a.Json["whatHappens"])));
    }

    [Theory, AllDatabases]
    public async Task An_answer_that_is_still_being_written(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));

        Assert.All(await browser.PostAtOnceAsync($"{browser.Path}?handler=Keep&quiet=true", browser.Filled(("Why", "Het is nodig.")), Times), s => Assert.Equal(HttpStatusCode.NoContent, s));
    }

    [Theory, AllDatabases]
    public async Task A_proposal_of_the_coach_for_an_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/antwoorden/{asked.Id}/help");

        await SendFormOftenAsync(coach, null, ("Kind", "voorstel"), ("Why", "Er is geen plaats."));

        Assert.Equal(("/beheer/antwoorden", ""), (coach.Path, coach.Errors));
    }

    [Theory, AllDatabases]
    public async Task The_rhythm_of_a_group(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/groepen/{group.Slug}/ritme");

        await SendFormOftenAsync(coach, null, ("EveryMonths", "2"), ("Week", "2"), ("Day", "Tuesday"), ("StartsAt", "19:30"), ("Minutes", "90"));

        Assert.Equal("", coach.Errors);
        Assert.Contains("de tweede dinsdag", coach.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().CountAsync(a => a.Action == "Group.RhythmSet" && a.SubjectId == group.Id)));
    }

    [Theory, AllDatabases]
    public async Task Lines_that_are_still_being_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, session) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/lijnen");
        var (_, values) = FormOf(coach, null, ("Text", "De bus rijdt niet"));

        Assert.All(await coach.PostAtOnceAsync($"/beheer/bijeenkomsten/{session.Id}/lijnen?handler=Keep", values, Times), s => Assert.Equal(HttpStatusCode.NoContent, s));

        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<LinesDraft>().CountAsync(d => d.SessionId == session.Id)));
    }

    [Theory, AllDatabases]
    public async Task Links_of_an_organisation_that_stop(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderBy(o => o.Slug).FirstAsync());
        var link = await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id));

        await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => Task.Run(() => site.UseAsync(async (SignalLinks l) =>
        {
            await l.StopAsync(organisation.Id);
            return true;
        }))));

        Assert.Null(await site.UseAsync((SignalLinks l) => l.ReadAsync(link.Split('/')[^1])));
    }

    [Theory, AllDatabases]
    public async Task The_calendar_of_a_person(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = site.NewBrowser();
        await browser.SignInAsync($"{Guid.NewGuid():N}@zolim.example");
        await browser.OpenAsync("/mijn/kalender");

        await SendFormOftenAsync(browser, "Renew");

        Assert.NotNull(browser.Page.QuerySelector("#adres"));
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<CalendarFeed>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_text_that_an_author_is_asked_about(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.Web, IsConfirmed = true },
            Description = "Mevrouw X wacht al maanden.",
            Visibility = Visibility.CoachOnly,
        }));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/tekst");

        await SendFormOftenAsync(coach, null, ("Text", "Een gezin krijgt geen antwoord."));

        Assert.Equal("", coach.Errors);
        Assert.Equal(1, (await site.UseAsync((NeutralTextService s) => s.FindAsync(point.Id)))!.LinkVersion);
    }

    [Theory, AllDatabases]
    public async Task What_the_author_of_a_point_that_stands_with_another_thinks_of_its_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var (first, second) = (await PointAsync(site, group), await PointAsync(site, group));
        await site.UseAsync((MergeService m) => m.MergeAsync(new MergePoints(first.Id, [second.Id])));
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = first.Id, Question = "Kan dit?" }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        var browser = await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(second))));

        await SendOftenAsync(browser, browser.Path, browser.Filled(("Clear", "No"), ("Word", "Waar dan wel?")));

        Assert.Equal("", browser.Errors);
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<MergedRating>().CountAsync(r => r.ItemId == second.Id)));
    }

    private static Task SendFormOftenAsync(Browser browser, string? handler, params (string Name, string Value)[] fields)
    {
        var (address, values) = FormOf(browser, handler, fields);
        return SendOftenAsync(browser, address, values);
    }

    private static async Task SendOftenAsync(Browser browser, string address, Dictionary<string, string> values)
    {
        if (address.StartsWith('?')) address = browser.Path.Split('?')[0] + address;
        Assert.All(await browser.PostAtOnceAsync(address, values, Times), s => Assert.Equal(HttpStatusCode.OK, s));
        await browser.PostAsync(address, values);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }
}
