using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Api;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>A choice is one of its names: no number, no sign, and not two names whose numbers are added up to a third.</summary>
public sealed class ChoiceTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory]
    [InlineData("twoToFour, fiveToNine")]
    [InlineData("twoToFour,twoToFour")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("99")]
    public async Task A_choice_of_the_api_is_one_name(string typed)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var caller = await site.CallerAsync("organisatie@zolim.example");
        var group = (await GroupAsync(site)).Group.Id;

        foreach (var answer in new[]
        {
            await caller.PostAsync("/api/v1/agenda-items", new { groupId = group, title = "Te druk", heardFrom = typed }),
            await caller.PostAsync("/api/v1/feedback", new { kind = "idea", description = "Te druk.", heardFrom = typed }),
        })
            Assert.Equal((HttpStatusCode.BadRequest, true), (answer.Status, answer.ErrorAt("heardFrom")?.Contains("twoToFour", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("willDo, willNotDo")]
    [InlineData("willDo,willNotDo")]
    [InlineData("+0")]
    public async Task What_a_body_decides_by_the_api_is_one_name(string typed)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var asked = await AskedAsync(site);
        var member = await site.CallerAsync("stuurgroep@zolim.example");

        var answer = await member.PostAsync($"/api/v1/answers/{asked.Id}", new { decision = typed, why = "Het kan.", whatHappens = "We doen het.", byWhen = "2031-03-03" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.ErrorAt("decision"));
    }

    [Theory]
    [InlineData("One,TwoToFour")]
    [InlineData("One, TwoToFour")]
    [InlineData("+1")]
    [InlineData("1")]
    [InlineData("99")]
    public async Task A_choice_of_a_form_is_one_name(string typed)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await browser.PressAsync("Volgende", ("Description", "Kort."));
        await browser.PressAsync("Volgende", ("Remedy", "Een rek."));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));

        await browser.PressAsync("Volgende", ("HeardFrom", typed));

        Assert.Equal("/punt/mensen", browser.Path);
        Assert.Contains("kunnen we hier niet gebruiken", browser.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_body_decides_on_its_form_is_one_name()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var asked = await AskedAsync(site);
        var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));

        await browser.PostAsync(browser.Path, browser.Filled(("Decision", "WillDo,WillNotDo"), ("Why", "Er is geen plaats."), ("WhatHappens", "We doen het.")));

        Assert.Contains("kunnen we hier niet gebruiken", browser.Errors, StringComparison.Ordinal);
        Assert.Equal(AnswerState.Asked, (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.State);
    }
}
