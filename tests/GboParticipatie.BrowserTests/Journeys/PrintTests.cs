namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>What is printed comes on as many sheets as it should, on the right paper.</summary>
[Collection("Zolim")]
public sealed class PrintTests(Zolim region)
{
    private static readonly (int, int) A4 = (210, 297);
    private static readonly (int, int) A3 = (297, 420);

    [Fact]
    public async Task Each_sheet_for_a_meeting_is_as_long_as_what_stands_on_it()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/kalender");
        await coach.FollowAsync("Eerste overkoepelende klankgroep");
        var kit = $"/beheer{coach.Path}/drukwerk";

        var agenda = await PrintAsync(coach, $"{kit}/agenda");
        Assert.Contains("1. Sinds vorige keer", await coach.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("2. ", await coach.TextAsync(), StringComparison.Ordinal);
        // Other journeys put points on this agenda too: three to ten of them, with lines to write on, fill a sheet.
        var rows = await coach.Page.Locator(".sheet-row").CountAsync();
        Assert.InRange(agenda.Pages, (rows + 9) / 10, (rows + 2) / 3);
        Assert.Equal(1, (await PrintAsync(coach, $"{kit}/lijst")).Pages);
        Assert.Equal(1, (await PrintAsync(coach, $"{kit}/kaartjes")).Pages);
        var cards = await PrintAsync(coach, $"{kit}/punten");
        var points = await coach.Page.Locator(".paper-card").CountAsync();
        Assert.InRange(cards.Pages, (points + 7) / 8, (points + 3) / 4);
    }

    [Fact]
    public async Task Poster_letter_and_report_each_come_on_their_paper()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");

        var poster = await PrintAsync(coach, "/klankgroepen/overkoepelende-klankgroep/sinds-vorige-keer/poster");
        Assert.Equal((1, A3), (poster.Pages, poster.Millimetres));
        await coach.GoAsync("/beheer/vertellen?toon=alles");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        var letter = await PrintAsync(coach, $"{coach.Path}/brief");
        Assert.Equal((1, A4), (letter.Pages, letter.Millimetres));
        // The meeting in Riemst of the recipe, with what was said about five points.
        var desk = await PrintAsync(coach, "/beheer/bijeenkomsten/6b31e953-c60a-4a39-93ba-4f99da41893b/verslag");
        Assert.InRange(desk.Pages, 1, 2);
        var members = await PrintAsync(coach, "/bijeenkomsten/6b31e953-c60a-4a39-93ba-4f99da41893b");
        Assert.InRange(members.Pages, 1, 2);
        Assert.Equal(A4, members.Millimetres);
    }

    private static async Task<Print> PrintAsync(Visitor visitor, string page)
    {
        await visitor.GoAsync(page);
        return await visitor.PrintAsync();
    }
}
