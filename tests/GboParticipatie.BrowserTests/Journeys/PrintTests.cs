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

        var agenda = await SheetAsync(coach, $"{kit}/agenda", "1. Sinds vorige keer", "Druk af");
        Assert.Contains("2. ", await coach.TextAsync(), StringComparison.Ordinal);
        // Other journeys put points on this agenda too: three to ten of them, with lines to write on, fill a sheet.
        var rows = await coach.Page.Locator(".sheet-row").CountAsync();
        Assert.InRange(agenda.Pages, (rows + 9) / 10, (rows + 2) / 3);
        Assert.Equal(1, (await SheetAsync(coach, $"{kit}/lijst", "Schrijf met hoeveel je bent", "Druk af", withCode: ".paper-top")).Pages);
        Assert.Equal(1, (await SheetAsync(coach, $"{kit}/kaartjes", "Waar lopen mensen tegenaan?", "Druk af", withCode: ".paper-card")).Pages);
        var cards = await SheetAsync(coach, $"{kit}/punten", "Waar staat mijn punt?", "Druk af", withCode: ".paper-card");
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
        await HasCodeAsync(coach, ".letter-follow");
        await coach.GoAsync("/beheer/vertellen?toon=alles");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        var letter = await PrintAsync(coach, $"{coach.Path}/brief");
        Assert.Equal((1, A4), (letter.Pages, letter.Millimetres));
        // The meeting in Riemst of the recipe, with what was said about five points.
        var desk = await SheetAsync(coach, "/beheer/bijeenkomsten/6b31e953-c60a-4a39-93ba-4f99da41893b/verslag", "Verslag", "Druk af");
        Assert.InRange(desk.Pages, 1, 2);
        var members = await PrintAsync(coach, "/bijeenkomsten/6b31e953-c60a-4a39-93ba-4f99da41893b");
        Assert.InRange(members.Pages, 1, 2);
        Assert.Equal(A4, members.Millimetres);
    }

    [Fact]
    public async Task What_is_given_to_an_organisation_to_who_called_and_to_who_keeps_the_door_comes_on_a_sheet_without_buttons()
    {
        const string told = "Aan het loket ligt er niets in klare taal.";
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/vertel/kort");
        await coach.TypeAsync("Waar lopen mensen tegenaan?", told);
        await coach.Page.GetByLabel("Over een organisatie?").SelectOptionAsync(new SelectOptionValue { Label = "OCMW Riemst" });
        await coach.ChooseAsync("Zonder naam");
        await coach.PressAsync("Verstuur");
        await coach.GoAsync("/beheer/signalenbundels/ocmw-riemst");
        await coach.ChooseAsync(told);
        await coach.PressAsync("Zet in de bundel");
        Assert.Equal(1, (await SheetAsync(coach, coach.Path, told, "Zet in de bundel")).Pages);

        await coach.GoAsync("/beheer/punten");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        var point = coach.Path.Split('?')[0];
        await coach.GoAsync(point);
        Assert.Equal(1, (await SheetAsync(coach, $"{point}/briefje", "Waar staat mijn punt?", "Nog een punt", withCode: "main section:has(svg[role=img])")).Pages);

        await coach.GoAsync("/kalender");
        await coach.FollowAsync("Eerste overkoepelende klankgroep");
        var invited = await SheetAsync(coach, $"/beheer{coach.Path}/genodigden", "Wie komt er?", "Nodig nieuwe leden uit");
        var rows = await coach.Page.Locator("main table tbody tr").CountAsync();
        // Each of them takes two lines or three.
        Assert.InRange(rows, 5, 40);
        Assert.InRange(invited.Pages, 1, (rows + 6) / 7);
    }

    // On A4, with what it is for, and nothing to press or to go elsewhere. Where a code is to be scanned, it is printed.
    private static async Task<Print> SheetAsync(Visitor visitor, string page, string words, string button, string? withCode = null)
    {
        var sheet = await PrintAsync(visitor, page);
        Assert.Equal(A4, sheet.Millimetres);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var text = await visitor.TextAsync();
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain(button, text, StringComparison.Ordinal);
        foreach (var part in new[] { "header", "footer", "nav", "main button", "main .btn" })
            Assert.Equal((part, 0), (part, await visitor.Page.Locator(part).Filter(new LocatorFilterOptions { Visible = true }).CountAsync()));
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
        if (withCode is not null) await HasCodeAsync(visitor, withCode);
        return sheet;
    }

    // Each of these has a QR code on paper, of at least two centimetres: smaller, a telephone does not read it.
    private static async Task HasCodeAsync(Visitor visitor, string place)
    {
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var places = visitor.Page.Locator(place);
        Assert.NotEqual(0, await places.CountAsync());
        foreach (var one in await places.AllAsync())
        {
            var code = one.Locator("svg[role=img]");
            Assert.True(await code.IsVisibleAsync());
            Assert.True((await code.BoundingBoxAsync())!.Width >= 2 / 2.54 * 96, $"The code in {place} is too small to scan.");
        }

        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
    }

    private static async Task<Print> PrintAsync(Visitor visitor, string page)
    {
        await visitor.GoAsync(page);
        return await visitor.PrintAsync();
    }
}
