namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>A photo and a document go along with a point, on a phone, and are read where the point is.</summary>
[Collection("Zolim")]
public sealed class FileTests(Zolim region)
{
    private const string Question = "Wil je er een foto of bestand bij doen?";

    private static FilePayload Photo => new() { Name = "IMG_20261122_een-heel-lange-naam-van-een-foto.jpg", MimeType = "image/jpeg", Buffer = MadeFiles.Jpeg(64, 32, orientation: 6) };

    private static Task ChooseAsync(Visitor visitor, params FilePayload[] files) => visitor.Page.Locator("input[type=file]").SetInputFilesAsync(files);

    private static async Task ToFilesAsync(Visitor visitor)
    {
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", "De stoep voor het consultatiebureau is kapot.");
        for (var i = 0; i < 4; i++) await visitor.PressAsync("Volgende");
        Assert.StartsWith(Question, await visitor.HeadingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_photo_and_a_document_go_along_from_a_phone_and_the_photo_stands_upright() => TakeAlongAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task Without_script_a_photo_and_a_document_go_along_as_well() => TakeAlongAsync(javaScript: false);

    private async Task TakeAlongAsync(bool javaScript)
    {
        await using var phone = await region.VisitAsync(phone: true, javaScript);
        await ToFilesAsync(phone);
        await phone.LooksRightEverywhereAsync();

        await ChooseAsync(phone, Photo, new FilePayload { Name = "brief.pdf", MimeType = "application/pdf", Buffer = MadeFiles.Pdf() });
        await phone.PressAsync("Voeg toe");
        Assert.Contains("2 bestanden zijn erbij.", await phone.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("brief.pdf (Pdf, 2 kB)", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        if (javaScript) Assert.Equal("32x64", await SizeAsync(phone));

        await ChooseAsync(phone, new FilePayload { Name = "factuur.pdf", MimeType = "application/pdf", Buffer = [(byte)'M', (byte)'Z', 0, 0, 1] });
        await phone.PressAsync("Volgende");
        Assert.Contains("“factuur.pdf” is geen bestand dat we kunnen bewaren.", await phone.ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("brief.pdf", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();

        await phone.PressAsync("Haal weg brief.pdf");
        Assert.Contains("“brief.pdf” is weg.", await phone.MessageAsync(), StringComparison.Ordinal);
        await phone.PressAsync("Volgende");
        await phone.Page.Locator("label.choice").First.ClickAsync();
        await phone.PressAsync("Volgende");
        await phone.TypeAsync("Wat is je e-mailadres?", "organisatie@zolim.example");
        await phone.PressAsync("Stuur mij een code");
        await phone.EnterCodeAsync("organisatie@zolim.example");
        await Steps.SpeakForFirstOrganisationAsync(phone);
        Assert.Contains("IMG_20261122", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Verstuur mijn punt");
        await phone.FollowAsync("Bekijk waar je punt staat");
        Assert.Contains("IMG_20261122", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        if (!javaScript) return;

        // Nothing that the policy of the site forbids: the picture is there, and a stranger reads another name.
        Assert.Equal("32x64", await SizeAsync(phone));
        await using var stranger = await region.VisitAsync();
        await stranger.GoAsync(phone.Path.Split('?')[0]);
        Assert.Contains("Foto 1", await stranger.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("IMG_20261122", await stranger.Page.ContentAsync(), StringComparison.Ordinal);
        await CoachTakesItAwayAsync(Steps.Reference(phone.Path), phone);
    }

    private async Task CoachTakesItAwayAsync(string reference, Visitor author)
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync($"/beheer/punten/{reference}");
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Bestanden toevoegen of weghalen");
        await coach.LooksRightEverywhereAsync();
        await coach.UnfoldAsync("Haal weg");
        await coach.PressAsync("Haal dit bestand weg");
        Assert.Contains("Zeg waarom.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waarom haal je het weg?", "Er staat een kind op.");
        await coach.PressAsync("Haal dit bestand weg");
        await coach.LooksRightEverywhereAsync();

        await author.Page.ReloadAsync();
        Assert.Contains("werd weggehaald. Er staat een kind op.", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_said_so_before_it_is_sent()
    {
        await using var phone = await region.VisitAsync(phone: true);
        await ToFilesAsync(phone);

        await ChooseAsync(phone, new FilePayload { Name = "film.mp4", MimeType = "video/mp4", Buffer = new byte[(10 * 1024 * 1024) + 1] });

        await phone.Page.GetByText("“film.mp4” is groter dan 10 MB. Kies iets kleiners.").WaitForAsync();
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Volgende");
        Assert.Contains("“film.mp4” is groter dan 10 MB.", await phone.ErrorAsync(), StringComparison.Ordinal);
    }

    // Once the browser has it: a picture is fetched when it comes into view.
    private static async Task<string> SizeAsync(Visitor visitor)
    {
        var picture = visitor.Page.Locator(".files img").First;
        await picture.ScrollIntoViewIfNeededAsync();
        await visitor.Page.WaitForFunctionAsync("() => { const i = document.querySelector('.files img'); return i.complete && i.naturalWidth > 0; }");
        return await picture.EvaluateAsync<string>("i => `${i.naturalWidth}x${i.naturalHeight}`");
    }
}
