using System.Net;
using GboParticipatie.Files;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Pages.FileSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Photos and files with a point, as a browser without script sends them, over real HTTP.</summary>
public sealed class FilePageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_photo_and_a_document_go_along_and_stand_on_the_check_page_and_with_the_point(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);
        Assert.Contains("Wil je er een foto of bestand bij doen?", browser.Heading, StringComparison.Ordinal);

        await browser.SendFilesAsync("Voeg toe", null, Photo, ("brief van Jan.pdf", MadeFiles.Pdf()));

        Assert.Equal(Page, browser.Path);
        Assert.Contains("2 bestanden zijn erbij.", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("IMG_1.jpg (Foto, 1 kB)", string.Join(' ', browser.Text(".files").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var shown = browser.Page.QuerySelector(".files img")!.GetAttribute("src")!;
        var picture = await browser.GetAsync(shown);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal((await DraftFilesAsync(site, browser))[0].Size, (await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().GetAsync(shown)).StatusCode);

        var item = await SendAsync(site, browser);
        Assert.Equal(2, (await FilesAsync(site, item.Id)).Count);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Whoever_chooses_a_file_and_presses_Next_or_Back_loses_nothing_and_can_take_it_away_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);

        await browser.SendFilesAsync("Volgende", null, Photo);
        Assert.Equal("/punt/lezen", browser.Path);
        await browser.PressAsync("Terug");
        Assert.Contains("IMG_1.jpg", browser.Text(".files"), StringComparison.Ordinal);
        await browser.SendFilesAsync("Terug", null, ("b.png", MadeFiles.Png()));
        Assert.Equal("/punt/mensen", browser.Path);
        await browser.PressAsync("Volgende");
        Assert.Equal(2, (await DraftFilesAsync(site, browser)).Count);

        await browser.PressAsync("Haal weg");
        Assert.Equal(["IMG_1.jpg"], (await DraftFilesAsync(site, browser)).Select(f => f.Name));
        await browser.OpenAsync("/punt/nakijken");
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Files_are_there_after_signing_in_and_in_another_browser(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var phone = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await ToFilesAsync(site, phone);
        await phone.SendFilesAsync("Voeg toe", null, Photo);
        var draft = phone.ValueOf("draft");

        var laptop = site.NewBrowser();
        await laptop.SignInAsync("rachid.benali@zolim.example");
        await laptop.OpenAsync($"/punt/verder/{draft}");
        await laptop.OpenAsync(Page);

        Assert.Contains("IMG_1.jpg", laptop.Text(".files"), StringComparison.Ordinal);
    }

    public static TheoryData<Db, string, string> Bad()
    {
        var data = new TheoryData<Db, string, string>();
        foreach (var kind in Enum.GetValues<Db>())
        {
            data.Add(kind, "eleven", "Je kan hoogstens 10 bestanden meesturen. Je koos er 11. Kies er 10 of minder.");
            data.Add(kind, "large", "“groot.jpg” is groter dan 10 MB.");
            data.Add(kind, "executable", "“factuur.pdf” is geen bestand dat we kunnen bewaren. Dit kan wel:");
            data.Add(kind, "national number", "In “brief.pdf” staat een rijksregisternummer. Haal het weg uit het bestand");
            data.Add(kind, "iban", "In “brief.txt” staat een rekeningnummer.");
            data.Add(kind, "none", "Kies eerst een foto of bestand.");
        }

        return data;
    }

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_cannot_go_along_is_refused_at_the_field_and_what_was_there_stays(Db kind, string what, string message)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);
        if (what != "eleven") await browser.SendFilesAsync("Voeg toe", null, Photo);
        (string, byte[])[] files = what switch
        {
            "eleven" => [.. Enumerable.Range(0, 11).Select(i => ($"{i}.png", MadeFiles.Png()))],
            "large" => [("groot.jpg", new byte[FileLimits.MostBytes + 1])],
            "executable" => [("factuur.pdf", [.. "MZ"u8, .. new byte[500]])],
            "national number" => [("brief.pdf", MadeFiles.Pdf("Nummer 85.07.30-033.28"))],
            "iban" => [("brief.txt", "BE68 5390 0754 7034"u8.ToArray())],
            _ => [],
        };

        await browser.SendFilesAsync("Voeg toe", null, files);

        Assert.Equal($"{Page}?handler=Add", browser.Path);
        Assert.Contains(message, browser.Errors, StringComparison.Ordinal);
        Assert.Contains(message, browser.ErrorAt("Upload"), StringComparison.Ordinal);
        Assert.Equal(what == "eleven" ? 0 : 1, (await DraftFilesAsync(site, browser)).Count);
        // Nothing that was typed before is lost.
        Assert.Contains("Met foto", (await browser.OpenAsync("/punt/wat")).ValueOf("Description"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Of_several_files_the_good_ones_are_kept_and_each_bad_one_is_named(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);

        await browser.SendFilesAsync("Voeg toe", null, Photo, ("a.exe", [.. "MZ"u8, .. new byte[9]]), ("leeg.txt", []));

        Assert.Contains("“a.exe” is geen", browser.Errors, StringComparison.Ordinal);
        Assert.Equal(["IMG_1.jpg"], (await DraftFilesAsync(site, browser)).Select(f => f.Name));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_request_over_the_limit_gets_the_message_at_the_field_and_no_broken_connection(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);
        var point = await DeskSteps.PointAsync(site, (await DeskSteps.GroupAsync(site)).Group);
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/bestanden");

        await browser.SendFilesAsync("Voeg toe", null, ("film.mp4", new byte[FileLimits.LargestRequest]));
        await coach.SendFilesAsync(null, coach.Path, ("film.mp4", new byte[FileLimits.LargestRequest]));

        foreach (var refused in new[] { browser, coach })
        {
            Assert.Equal(HttpStatusCode.OK, refused.Status);
            Assert.Contains("samen te groot. Een bestand mag hoogstens 10 MB zijn.", refused.ErrorAt("Upload"), StringComparison.Ordinal);
        }

        await browser.SendFilesAsync("Voeg toe", null, Photo);
        Assert.Single(await DraftFilesAsync(site, browser));
        Assert.Empty(await FilesAsync(site, point.Id));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_text_that_comes_with_files_may_have_the_one_character_that_no_database_keeps(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await DeskSteps.PointAsync(site, (await DeskSteps.GroupAsync(site)).Group);
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/bestanden");
        await coach.SendFilesAsync(null, coach.Path, Photo);
        var file = Assert.Single(await FilesAsync(site, point.Id));
        await coach.SendFilesWithAsync($"/beheer/punten/{point.Id}/bestanden?handler=Remove&bestand={file.Id}", coach.Filled(("Why", "Een\u0000 nul.")));
        Assert.Equal(HttpStatusCode.OK, coach.Status);
        Assert.Empty(await FilesAsync(site, point.Id));
    }

    [Fact]
    public async Task A_form_that_stood_open_too_long_or_was_cut_off_says_so_and_keeps_what_was_there()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await ToFilesAsync(site);
        await browser.SendFilesAsync("Voeg toe", null, Photo);
        browser.ForgetCookies(keep: "gbo-punt");

        await browser.SendFilesAsync("Voeg toe", null, ("b.png", MadeFiles.Png()));

        Assert.Contains("stond lang open", browser.Errors, StringComparison.Ordinal);
        Assert.Contains("IMG_1.jpg", browser.Text(".files"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_same_files_sent_twice_at_once_are_there_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);

        var address = $"{Page}?handler=Add";
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => browser.SendFilesAsync(null, address, Photo, ("a.pdf", MadeFiles.Pdf()))));

        await browser.OpenAsync(Page);
        Assert.Equal(2, (await DraftFilesAsync(site, browser)).Count);
    }
}
