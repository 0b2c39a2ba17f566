using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Telling how something works out that a body did: from the link in a mail or on a page (/vertel?actie=...).</summary>
public sealed class TellAboutActionTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Without_an_account_kind_and_action_are_filled_in_and_are_stored_with_what_is_told(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var action = await ActionAsync(site);
        var text = $"Er is nu plaats voor mijn buggy {Guid.NewGuid():N}.";

        var browser = await site.NewBrowser().OpenAsync($"/vertel?actie={action.Id}");
        Assert.StartsWith("/vertel/soort", browser.Path, StringComparison.Ordinal);
        Assert.Equal("Evaluation", browser.Chosen("Kind"));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.PressAsync("Volgende");
        Assert.Equal(action.Id.ToString(), browser.Page.QuerySelector("select[name=AboutActionId] option[selected]")?.GetAttribute("value"));
        await browser.PressAsync("Volgende", ("AboutActionId", action.Id.ToString()));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Readers", "WhoCanHelp"));
        await browser.PressAsync("Volgende", ("Sign", "zonder"));
        Assert.Contains(action.What.TrimEnd('.'), browser.Text("main"), StringComparison.Ordinal);
        await browser.PressAsync("Verstuur");

        var told = await StoredAsync(site, text);
        Assert.Equal((FeedbackKind.Evaluation, action.Id, true), (told.Kind, told.AboutActionId, told.IsAnonymous));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_has_signed_in_finds_both_on_the_one_page(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var action = await ActionAsync(site);
        var text = $"De ingang is breder {Guid.NewGuid():N}.";
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");

        await browser.OpenAsync($"/vertel?actie={action.Id}");
        Assert.StartsWith("/vertel/kort", browser.Path, StringComparison.Ordinal);
        Assert.Equal("Evaluation", browser.Chosen("Kind") ?? browser.Page.QuerySelector("select[name=Kind] option[selected]")?.GetAttribute("value"));
        Assert.Equal(action.Id.ToString(), browser.Page.QuerySelector("select[name=AboutActionId] option[selected]")?.GetAttribute("value"));
        await browser.PressAsync("Verstuur", ("Kind", "Evaluation"), ("Description", text), ("AboutActionId", action.Id.ToString()));

        var told = await StoredAsync(site, text);
        Assert.Equal((FeedbackKind.Evaluation, action.Id, false), (told.Kind, told.AboutActionId, told.IsAnonymous));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task An_action_that_is_none_is_left_out_and_one_that_was_not_in_the_list_is_refused_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var typed in new[] { Guid.NewGuid().ToString(), "niets", "%00", new string('7', 4000) })
        {
            var browser = await site.NewBrowser().OpenAsync($"/vertel?actie={typed}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.StartsWith("/vertel/soort", browser.Path, StringComparison.Ordinal);
        }

        var member = site.NewBrowser();
        await member.SignInAsync("organisatie@zolim.example");
        await member.OpenAsync("/vertel/kort");
        await member.PressAsync("Verstuur", ("Description", "Iets."), ("AboutActionId", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.OK, member.Status);
        Assert.NotEqual("", member.ErrorAt("AboutActionId"));
        Assert.Equal("Iets.", member.ValueOf("Description"));
    }

    // Something that a body promised about a point that anyone may read.
    internal static async Task<ActionItem> ActionAsync(PublicSite site)
    {
        var asked = await DeskSteps.AskedAsync(site);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
        {
            AnswerId = asked.Id,
            Decision = Decision.WillDo,
            Why = "Het klopt.",
            WhatHappens = $"De ingang wordt breder {asked.Id:N}.",
            ByWhen = new DateOnly(2031, 3, 3),
        }));
        return await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().AsNoTracking().SingleAsync(a => a.FromAnswerId == asked.Id));
    }

    private static Task<Feedback> StoredAsync(PublicSite site, string text) => site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description == text));
}
