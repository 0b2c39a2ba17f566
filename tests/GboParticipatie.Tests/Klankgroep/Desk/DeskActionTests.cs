using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>Actions on the coach's desk and on the author's page, as a browser without script uses them.</summary>
public sealed class DeskActionTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private static DateOnly Today => BrusselsTime.Today(TimeProvider.System);

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_is_promised_stands_on_the_list_and_moves_with_news_for_its_author(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (action, link) = await PromisedAsync(site);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/acties?zoek={action.Points[0].Item!.Reference}");
        Assert.Contains($"/beheer/acties/{action.Id}", coach.Page.Body!.OuterHtml, StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/acties/{action.Id}");
        await SendAsync(coach, "Move", ("State", "NotDone"), ("News", ""));
        Assert.Contains("Zeg waarom het niet gebeurt", coach.Errors, StringComparison.Ordinal);
        await SendAsync(coach, "Move", ("State", "Busy"), ("News", "De architect tekent."));

        Assert.Contains("hoort het", coach.Text("[role=status]"), StringComparison.Ordinal);
        var author = await site.NewBrowser().OpenAsync(link);
        Assert.Contains("De stuurgroep is begonnen", author.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("De architect tekent.", author.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_is_still_tried_out_is_not_late_in_any_list(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (action, _) = await PromisedAsync(site);
        var today = BrusselsTime.Today(TimeProvider.System);
        await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.Id == action.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.DueOn, today.AddDays(-20)).SetProperty(a => a.State, ActionState.OnTrial).SetProperty(a => a.TrialUntil, today.AddDays(9))));
        var coach = await CoachAsync(site);

        foreach (var (list, isThere) in new[] { ("/beheer?wie=iedereen&soort=actie&termijn=telaat", false), ("/beheer/acties?termijn=telaat", false), ("/beheer?wie=iedereen&soort=actie", true) })
        {
            await coach.OpenAsync(list);
            var row = coach.Page.QuerySelectorAll("main a").FirstOrDefault(a => a.GetAttribute("href")!.Contains(action.Id.ToString(), StringComparison.OrdinalIgnoreCase))?.Closest("tr");
            Assert.Equal((list, isThere), (list, row is not null));
            Assert.DoesNotContain("te laat", row?.TextContent ?? "", StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task News_that_is_sent_twice_is_news_once_and_no_fault(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (action, _) = await PromisedAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/acties/{action.Id}");
        var (address, form) = FormOf(coach, "Move", ("News", "De architect tekent."));

        await coach.PostAsync(address, form);
        await coach.PostAsync(address, form);

        Assert.Equal("", coach.Errors);
        Assert.Equal($"/beheer/acties/{action.Id}", coach.Path);
        var after = await site.UseAsync((ActionService s) => s.FindAsync(action.Id));
        Assert.Single(after!.Notes, n => n.Text == "De architect tekent.");
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_notes_an_action_and_what_is_wrong_stands_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/acties/nieuw");
        await SendAsync(coach, null, ("punt", ""), ("Form.What", "Er komt een rek."), ("Form.DueOn.Day", "30"), ("Form.DueOn.Month", "2"), ("Form.DueOn.Year", "2028"));
        Assert.Contains("Zeg over welk punt", coach.Errors, StringComparison.Ordinal);
        Assert.Contains("Kies wie dit doet", coach.Errors, StringComparison.Ordinal);
        Assert.Equal("Er komt een rek.", coach.ValueOf("Form.What"));
        Assert.NotEqual("", coach.ErrorAt("Form.DueOn"));
        await SendAsync(coach, null, ("punt", point.Reference), ("Form.What", "Er komt een rek."), ("Form.Owner", body!.Id.ToString()),
            ("Form.DueOn.Day", "1"), ("Form.DueOn.Month", "3"), ("Form.DueOn.Year", $"{Today.Year + 1}"));

        Assert.StartsWith("/beheer/acties/", coach.Path, StringComparison.Ordinal);
        Assert.Equal("Er komt een rek", coach.Heading);
        Assert.Contains(point.Title, coach.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Opening_the_link_says_nothing_and_pressing_nee_brings_the_point_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (action, link) = await PromisedAsync(site);
        var item = action.Points[0].ItemId;
        var author = await site.NewBrowser().OpenAsync(link);
        Assert.Null(author.Page.QuerySelector("#veranderd"));
        await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.Id == action.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.AskChangeOn, Today)));
        await site.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());

        await author.OpenAsync(link);
        Assert.NotNull(author.Page.QuerySelector("#veranderd"));
        Assert.Null(await ChangedAsync(site, item));
        await SendAsync(author, "Changed", ("Changed", "No"), ("ChangedWord", ""));
        Assert.Contains("Zeg kort wat er nog misloopt", author.Errors, StringComparison.Ordinal);
        await SendAsync(author, "Changed", ("Changed", "No"), ("ChangedWord", "Er staat nog niets."));

        Assert.Equal(ChangeRating.No, await ChangedAsync(site, item));
        Assert.Contains("opnieuw op de agenda", author.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Null(author.Page.QuerySelector("#veranderd"));
        Assert.Contains("Er veranderde niets", author.Page.Body!.TextContent, StringComparison.Ordinal);
        // Who only follows the point does not say it for the author.
        var reference = action.Points[0].Item!.Reference;
        var visitor = await site.NewBrowser().OpenAsync($"/volg/{reference}");
        Assert.Null(visitor.Page.QuerySelector("#veranderd"));
    }

    [Fact]
    public async Task Actions_are_for_the_coach_and_an_unknown_one_is_not_found()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (action, _) = await PromisedAsync(site);
        string[] pages = ["/beheer/acties", "/beheer/acties/nieuw", $"/beheer/acties/{action.Id}"];
        var stranger = site.NewBrowser();
        var member = site.NewBrowser();
        await member.SignInAsync("stuurgroep@zolim.example");
        var coach = await CoachAsync(site);

        foreach (var page in pages)
        {
            await stranger.OpenAsync(page);
            Assert.StartsWith("/inloggen", stranger.Path, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
            Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(page)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"/beheer/acties/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync("/beheer/acties?status=onzin&termijn=x&wie=geen&pagina=-3")).Status);
    }

    private static async Task<(ActionItem Action, string Link)> PromisedAsync(PublicSite site)
    {
        var asked = await AskedAsync(site);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
        {
            AnswerId = asked.Id,
            Decision = Decision.WillDo,
            Why = "Het is nodig.",
            WhatHappens = "Er komt een rek voor buggy's.",
            ByWhen = Today.AddDays(40),
        }));
        var id = await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.FromAnswerId == asked.Id).Select(a => a.Id).SingleAsync());
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId));
        return ((await site.UseAsync((ActionService s) => s.FindAsync(id)))!, await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point!))));
    }

    private static Task<ChangeRating?> ChangedAsync(PublicSite site, Guid item)
        => site.UseAsync((GboDbContext db) => db.Set<ActionPoint>().Where(p => p.ItemId == item).Select(p => p.Changed).SingleAsync());
}
