using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>The three links of the mail about an answer, as a browser without script follows them.</summary>
public sealed class RatePageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Each_link_opens_with_its_choice_made_changes_nothing_and_one_button_confirms_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var link = await LinkAsync(site, answer, ClarityRating.ABit);
        var author = await site.NewBrowser().OpenAsync(link);

        Assert.Equal("Is dit antwoord duidelijk?", author.Heading);
        Assert.Contains("Er is geen plaats.", author.Text(".answer"), StringComparison.Ordinal);
        Assert.Equal("ABit", author.Page.QuerySelector("input[name=Choice][checked]")!.GetAttribute("value"));
        Assert.Null(await RatingAsync(site, answer));
        await author.PressAsync("Bevestig", ("Choice", "ABit"));

        Assert.Contains("Bedankt", author.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(ClarityRating.ABit, await RatingAsync(site, answer));
        await author.OpenAsync(link);
        Assert.Contains("Jij zei: Een beetje", author.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Nee_asks_for_a_word_of_why_and_then_brings_the_point_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var author = await site.NewBrowser().OpenAsync(await LinkAsync(site, answer, ClarityRating.No));

        await author.PressAsync("Bevestig", ("Choice", "No"), ("Word", ""));
        Assert.Contains("Zeg kort wat niet duidelijk is", author.ErrorAt("Word"), StringComparison.Ordinal);
        Assert.Null(await RatingAsync(site, answer));
        await author.PressAsync("Bevestig", ("Choice", "No"), ("Word", "Waar dan wel?"));

        Assert.Contains("opnieuw op de agenda", author.Text("[role=status]"), StringComparison.Ordinal);
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!.ReopenedAt);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task After_nee_the_same_page_takes_it_back_until_someone_is_asked_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var link = await LinkAsync(site, answer, ClarityRating.No);
        var author = await site.NewBrowser().OpenAsync(link);
        await author.PressAsync("Bevestig", ("Choice", "No"), ("Word", "Waar dan wel?"));
        Assert.Contains("Toch duidelijk?", author.Text(".timeline"), StringComparison.Ordinal);

        await author.OpenAsync(link);
        await author.PressAsync("Ja, toch duidelijk");
        Assert.Equal(ClarityRating.Yes, await RatingAsync(site, answer));
        Assert.Equal(AgendaItemStatus.Answered, (await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!.Status);

        var other = (await DeskSteps.AnsweredAsync(site)).Answer;
        link = await LinkAsync(site, other, ClarityRating.No);
        await author.OpenAsync(link);
        await author.PressAsync("Bevestig", ("Choice", "No"), ("Word", "Waar dan wel?"));
        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = other.ItemId }));
        await author.OpenAsync(link);
        Assert.DoesNotContain("toch duidelijk", author.Text("main"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("wordt al opnieuw bekeken", author.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Without_the_link_and_for_an_answer_of_another_point_there_is_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var (other, _) = await DeskSteps.AnsweredAsync(site);
        var link = await LinkAsync(site, answer, ClarityRating.Yes);

        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link.Split('?')[0] + $"?v={answer.Id:N}&zeg=ja")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link.Replace($"{answer.Id:N}", $"{other.Id:N}", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link.Replace("duidelijk", "veranderd", StringComparison.Ordinal))).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_link_of_when_the_point_stood_with_another_leads_to_the_point(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var asked = await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId));
        var apart = await DeskSteps.PointAsync(site, asked!.Group!);
        await site.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(answer.ItemId, [apart.Id])));
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(apart.Id));
        var link = await site.UseAsync((RatingLinks l) => Task.FromResult(l.ToSayOf(point!, answer, ClarityRating.Yes)));
        await site.UseAsync((MergeService s) => s.UnmergeAsync(apart.Id));

        var author = await site.NewBrowser().OpenAsync(link);

        Assert.Equal((HttpStatusCode.OK, $"/volg/{apart.Reference}"), (author.Status, author.Path.Split('?')[0]));
    }

    private static async Task<string> LinkAsync(PublicSite site, Answer answer, ClarityRating rating)
    {
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId));
        return await site.UseAsync((RatingLinks l) => Task.FromResult(l.ToSayOf(point!, answer, rating)));
    }

    private static async Task<ClarityRating?> RatingAsync(PublicSite site, Answer answer) => (await site.UseAsync((AnswerService s) => s.FindAsync(answer.Id)))!.ClarityRating;
}
