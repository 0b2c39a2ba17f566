using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The coach writes an answer down, its owner confirms it or asks for time; as browsers without script.</summary>
public sealed class DeskAnswerHelpTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task What_the_coach_typed_in_the_meeting_is_an_answer_once_its_owner_confirms(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/antwoorden/{asked.Id}/help");

        await SendAsync(coach, null, ("Kind", "gezegd"), ("Decision", "WillDo"), ("Why", "Het is nodig."), ("WhatHappens", ""));
        Assert.Contains("wie doet wat", coach.Errors, StringComparison.Ordinal);
        Assert.Equal("Het is nodig.", coach.ValueOf("Why"));
        await SendAsync(coach, null, ("Kind", "gezegd"), ("Decision", "WillNotDo"), ("Why", "Er is geen plaats."));
        Assert.Equal("/beheer/antwoorden", coach.Path);

        var owner = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));
        Assert.Contains("Dit zeiden jullie op de bijeenkomst", owner.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Er is geen plaats.", owner.ValueOf("Why"));
        Assert.Equal(AnswerState.Asked, (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.State);
        await owner.SendAnswerAsync();
        var given = (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!;
        Assert.Equal((AnswerState.Answered, Decision.WillNotDo), (given.State, given.Decision!.Value));
        await coach.OpenAsync($"/beheer/antwoorden/{asked.Id}/help");
        Assert.StartsWith("/beheer/punten/", coach.Path, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_must_answer_asks_for_time_by_the_link_and_the_author_reads_why(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var owner = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));
        var day = asked.DueOn.AddDays(14);
        while (day.DayOfWeek is not DayOfWeek.Wednesday) day = day.AddDays(1);

        await SendAsync(owner, "Pause", ("PauseReason", ""), ("PauseUntil.Day", $"{day.Day}"), ("PauseUntil.Month", $"{day.Month}"), ("PauseUntil.Year", $"{day.Year}"));
        Assert.Contains("Zeg waarom het langer duurt", owner.Errors, StringComparison.Ordinal);
        await SendAsync(owner, "Pause", ("PauseReason", "We wachten op het budget."), ("PauseUntil.Day", "30"), ("PauseUntil.Month", "2"), ("PauseUntil.Year", "2028"));
        Assert.NotEqual("", owner.Errors);
        await SendAsync(owner, "Pause", ("PauseReason", "We wachten op het budget."), ("PauseUntil.Day", $"{day.Day}"), ("PauseUntil.Month", $"{day.Month}"), ("PauseUntil.Year", $"{day.Year}"));

        Assert.Contains(BrusselsTime.LongDate(day), owner.Page.Body!.TextContent, StringComparison.Ordinal);
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId));
        var author = await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point!))));
        Assert.Contains("heeft meer tijd nodig", author.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("We wachten op het budget.", author.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helping_with_an_answer_is_for_the_coach()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var asked = await AskedAsync(site);
        var member = site.NewBrowser();
        await member.SignInAsync("stuurgroep@zolim.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync($"/beheer/antwoorden/{asked.Id}/help")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await CoachAsync(site)).OpenAsync($"/beheer/antwoorden/{Guid.NewGuid()}/help")).Status);
    }
}
