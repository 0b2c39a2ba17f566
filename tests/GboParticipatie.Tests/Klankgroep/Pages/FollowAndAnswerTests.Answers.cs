using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <content>Answering through the one link of a question.</content>
public sealed partial class FollowAndAnswerTests
{
    [Theory, AllDatabases]
    public async Task An_answer_is_kept_half_way_refused_with_the_reason_given_once_and_stays_behind_its_link(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site, await PointAsync(site));
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var browser = await site.NewBrowser().OpenAsync(link);
        Assert.Contains("Kan dit?", browser.Text("main"), StringComparison.Ordinal);

        await browser.PressAsync("Bewaren", ("Why", "Bijna klaar."));
        Assert.Equal("Bijna klaar.", (await site.NewBrowser().OpenAsync(link)).ValueOf("Why"));

        // Half a day does not stand in the way of keeping the rest; the page keeps itself without a word.
        await browser.PressAsync("Bewaren", ("Why", "Bijna af."), ("ByWhen.Day", "1"), ("ByWhen.Month", "3"));
        Assert.Contains("behalve de dag", browser.Text("[role=status]"), StringComparison.Ordinal);
        var quiet = browser.Filled(("Why", "Nog niet af."), ("quiet", "true"));
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync($"{link}?handler=Keep", quiet)).Status);
        Assert.Equal("Nog niet af.", (await site.NewBrowser().OpenAsync(link)).ValueOf("Why"));

        await browser.OpenAsync(link);
        await browser.PressAsync("Kijk het antwoord na", ("Decision", "WillDo"), ("Why", "Dit kan."), ("WhatHappens", "We maken plaats."));
        Assert.Contains("tegen wanneer", browser.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Dit kan.", browser.ValueOf("Why"));
        await browser.PressAsync("Kijk het antwoord na", ("ByWhen.Day", "30"), ("ByWhen.Month", "2"), ("ByWhen.Year", "2031"));
        Assert.Contains("30 februari bestaat niet", browser.Errors, StringComparison.Ordinal);
        await browser.PressAsync("Kijk het antwoord na", ("ByWhen.Day", "1"), ("ByWhen.Month", "3"), ("ByWhen.Year", "31"));

        // Looked over as its reader will see it; nothing is sent, and nothing typed is lost by going back or away.
        Assert.Equal("Kijk jullie antwoord na", browser.Heading);
        Assert.Contains("We maken plaats.", browser.Text(".answer"), StringComparison.Ordinal);
        Assert.Contains("1 maart 2031", browser.Text(".answer"), StringComparison.Ordinal);
        Assert.Equal(AnswerState.Asked, (await site.UseAsync((AnswerService a) => a.FindAsync(asked.Id)))!.State);
        Assert.Equal("2031", (await site.NewBrowser().OpenAsync(link)).ValueOf("ByWhen.Year"));
        await browser.PressAsync("Verbeter");
        Assert.Equal(("Dit kan.", "2031"), (browser.ValueOf("Why"), browser.ValueOf("ByWhen.Year")));
        await browser.SendAnswerAsync();

        Assert.Equal("Het antwoord is gegeven", browser.Heading);
        var again = await site.NewBrowser().OpenAsync(link);
        Assert.Contains("Dit kan.", again.Text(".answer"), StringComparison.Ordinal);
        Assert.Equal(0, await site.UseAsync((GboDbContext db) => db.Set<AnswerDraft>().CountAsync(d => d.AnswerId == asked.Id)));
    }

    [Theory, AllDatabases]
    public async Task Who_answers_second_is_told_and_gets_back_what_was_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site, await PointAsync(site));
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var first = await site.NewBrowser().OpenAsync(link);
        var second = await site.NewBrowser().OpenAsync(link);
        await first.SendAnswerAsync(("Decision", "ExistsAlready"), ("Why", "Het loket bestaat al."));

        await second.PressAsync("Kijk het antwoord na", ("Decision", "WillNotDo"), ("Why", "Toch niet."));

        Assert.Contains("Jouw tekst is niet verstuurd", second.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Toch niet.", second.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Het loket bestaat al.", second.Text(".answer"), StringComparison.Ordinal);
        Assert.DoesNotContain("Toch niet.", (await site.NewBrowser().OpenAsync(link)).Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_an_answer_misses_is_said_in_the_order_of_the_page(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site, await PointAsync(site));
        var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));

        await browser.PressAsync("Kijk het antwoord na", ("Why", ""));

        Assert.Matches("(?s)Kies wat jullie doen.*Zeg waarom", browser.Errors);
    }

    [Theory, AllDatabases]
    public async Task A_link_to_answer_that_was_replaced_says_how_to_get_a_new_one(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site, await PointAsync(site));
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var other = await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Network.Models.Person>().Where(p => p.Email == "greet.stevens@zolim.example").Select(p => p.Id).SingleAsync());
        await site.UseAsync((AnswerService s) => s.AssignAsync(asked.Id, other));

        var browser = await site.NewBrowser().OpenAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal("Deze link werkt niet meer", browser.Heading);
    }
}
