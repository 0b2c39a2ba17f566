using System.Net;
using System.Text;
using GboParticipatie.Data.Audit;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Api;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Photos and files with a point, as a browser without script sends and reads them, over real HTTP.</summary>
public sealed class FilePageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Page = "/punt/bestanden";
    private static readonly (string Name, byte[] Content) Photo = ("IMG_1.jpg", MadeFiles.Jpeg());

    private static async Task<Browser> ToFilesAsync(PublicSite site, Browser? browser = null)
    {
        browser ??= await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
        if (browser.Page.QuerySelector("textarea[name=Description]") is null) await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", $"Met foto {Guid.NewGuid():N}"));
        for (var i = 0; i < 3; i++) await browser.PressAsync("Volgende");
        Assert.Equal(Page, browser.Path);
        return browser;
    }

    private static async Task<AgendaItem> SendAsync(PublicSite site, Browser browser, Visibility visibility = Visibility.WithName)
    {
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Visibility", visibility.ToString()));
        if (browser.Path == "/punt/wie") await browser.PressAsync("Volgende", ("Speaker", "geen"));
        Assert.Equal("Kijk je antwoorden na", browser.Heading);
        await browser.PressAsync("Verstuur");
        var reference = browser.Path.Split('/', '?')[3];
        return (await site.UseAsync((AgendaItemService s) => s.FindByReferenceAsync(reference)))!;
    }

    private static Task<IReadOnlyList<StoredFile>> FilesAsync(PublicSite site, Guid owner) => site.UseAsync((IFileStore f) => f.ListAsync(owner));

    private static async Task<IReadOnlyList<StoredFile>> DraftFilesAsync(PublicSite site, Browser browser) => await FilesAsync(site, Guid.Parse(browser.ValueOf("draft")));

    // A point with a photo, of someone who signed in, in a group whose points anyone may read.
    private static async Task<(AgendaItem Item, StoredFile File, Browser Author)> PointAsync(PublicSite site, Visibility visibility = Visibility.WithName)
    {
        var author = site.NewBrowser();
        await author.SignInAsync("organisatie@zolim.example");
        await author.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        if (author.Page.QuerySelector("textarea[name=Description]") is null) await author.PressAsync("Begin een nieuw punt");
        await ToFilesAsync(site, author);
        await author.SendFilesAsync("Voeg toe", null, Photo);
        var item = await SendAsync(site, author, visibility);
        return (item, Assert.Single(await FilesAsync(site, item.Id)), author);
    }

    [Theory, AllDatabases]
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

    [Theory, AllDatabases]
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

    [Theory, AllDatabases]
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

    [Theory, AllDatabases]
    public async Task Of_several_files_the_good_ones_are_kept_and_each_bad_one_is_named(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);

        await browser.SendFilesAsync("Voeg toe", null, Photo, ("a.exe", [.. "MZ"u8, .. new byte[9]]), ("leeg.txt", []));

        Assert.Contains("“a.exe” is geen", browser.Errors, StringComparison.Ordinal);
        Assert.Equal(["IMG_1.jpg"], (await DraftFilesAsync(site, browser)).Select(f => f.Name));
    }

    [Fact]
    public async Task A_request_over_the_limit_gets_the_message_at_the_field_and_no_broken_connection()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await ToFilesAsync(site);

        await browser.SendFilesAsync("Voeg toe", null, ("film.mp4", new byte[FileLimits.LargestRequest]));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("samen te groot. Een bestand mag hoogstens 10 MB zijn.", browser.ErrorAt("Upload"), StringComparison.Ordinal);
        await browser.SendFilesAsync("Voeg toe", null, Photo);
        Assert.Single(await DraftFilesAsync(site, browser));
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

    [Theory, AllDatabases]
    public async Task The_same_files_sent_twice_at_once_are_there_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToFilesAsync(site);

        var address = $"{Page}?handler=Add";
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => browser.SendFilesAsync(null, address, Photo, ("a.pdf", MadeFiles.Pdf()))));

        await browser.OpenAsync(Page);
        Assert.Equal(2, (await DraftFilesAsync(site, browser)).Count);
    }

    [Theory, AllDatabases]
    public async Task Who_may_read_a_point_gets_its_files_and_for_anyone_else_there_are_none(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (open, openFile, author) = await PointAsync(site);
        var (closed, closedFile, _) = await PointAsync(site, Visibility.CoachOnly);
        var coach = await CoachAsync(site);
        var member = site.NewBrowser();
        await member.SignInAsync("hilde.vrancken@zolim.example");

        async Task ReadsAsync(Browser browser, AgendaItem item, StoredFile file, bool reads, string under = "")
        {
            using var answer = await browser.GetAsync($"/volg/{item.Reference}/bestanden/{file.Id}{under}");
            Assert.Equal(reads ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(reads, (await browser.OpenAsync($"/volg/{item.Reference}{under}")).Page.Body!.InnerHtml.Contains($"{file.Id}", StringComparison.Ordinal));
        }

        await ReadsAsync(site.NewBrowser(), open, openFile, reads: true);
        await ReadsAsync(member, open, openFile, reads: true);
        await ReadsAsync(author, open, openFile, reads: true);
        await ReadsAsync(coach, open, openFile, reads: true);
        await ReadsAsync(site.NewBrowser(), closed, closedFile, reads: false);
        await ReadsAsync(member, closed, closedFile, reads: false);
        await ReadsAsync(author, closed, closedFile, reads: true);
        await ReadsAsync(coach, closed, closedFile, reads: true);
        var link = await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(closed)));
        await ReadsAsync(site.NewBrowser(), closed, closedFile, reads: true, under: link[link.IndexOf('?', StringComparison.Ordinal)..]);

        // The file of one point under the number of another.
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().GetAsync($"/volg/{open.Reference}/bestanden/{closedFile.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync($"/punt/bestanden/{openFile.Id}")).StatusCode);
        // Who read a file of a point for the coach alone is noted; that its author did, is not.
        var read = await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == closed.Id && a.Action == "AgendaItem.FileRead"));
        Assert.Equal(1, read);
    }

    [Theory, AllDatabases]
    public async Task A_file_is_given_as_an_attachment_that_nothing_can_run_under_a_name_that_gives_nobody_away(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (item, file, author) = await PointAsync(site);

        using var stranger = await site.NewBrowser().GetAsync($"/volg/{item.Reference}/bestanden/{file.Id}");
        using var own = await author.GetAsync($"/volg/{item.Reference}/bestanden/{file.Id}");
        using var shown = await site.NewBrowser().GetAsync($"/volg/{item.Reference}/bestanden/{file.Id}?toon=true");

        Assert.Equal("attachment", stranger.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"{item.Reference} Foto 1.jpg", stranger.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal("IMG_1.jpg", own.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Null(shown.Content.Headers.ContentDisposition);
        foreach (var answer in new[] { stranger, own, shown })
        {
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal(file.Size, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        }

        Assert.DoesNotContain("IMG_1", (await site.NewBrowser().OpenAsync($"/volg/{item.Reference}")).Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("IMG_1.jpg", (await author.OpenAsync($"/volg/{item.Reference}")).Text(".files"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_must_answer_reads_the_files_by_the_link_alone_but_never_those_of_a_point_for_the_coach(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (open, openFile, _) = await PointAsync(site);
        var (closed, closedFile, _) = await PointAsync(site, Visibility.CoachOnly);
        async Task<string> LinkAsync(AgendaItem item, bool agreed)
        {
            var answer = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = item.Id, Question = "Kan dit?", AuthorAgreed = agreed }));
            var owner = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.Id == answer.OwnerPersonId).Select(p => p.Id).SingleAsync());
            return await site.UseAsync((PointLinks l) => Task.FromResult(l.ToAnswer(answer, owner)));
        }

        var link = await LinkAsync(open, agreed: false);
        var neutral = await LinkAsync(closed, agreed: true);

        var browser = await site.NewBrowser().OpenAsync(link);
        Assert.Contains("Foto 1", browser.Text(".files"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{link}/bestanden/{openFile.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{link}/bestanden/{closedFile.Id}")).StatusCode);
        Assert.Empty((await browser.OpenAsync(neutral)).Page.QuerySelectorAll(".files"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{neutral}/bestanden/{closedFile.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/antwoord/verzonnen/bestanden/{openFile.Id}")).StatusCode);
    }

    [Theory, AllDatabases]
    public async Task The_coach_adds_files_to_a_point_that_was_told_and_takes_one_away_with_a_reason(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (item, file, author) = await PointAsync(site);
        var coach = await CoachAsync(site);
        var address = $"/beheer/punten/{item.Id}/bestanden";
        Assert.Contains("IMG_1.jpg", (await coach.OpenAsync($"/beheer/punten/{item.Id}")).Text(".files"), StringComparison.Ordinal);

        await coach.OpenAsync(address);
        var (add, values) = FormOf(coach, null);
        await coach.SendFilesAsync(null, add, ("scan.pdf", MadeFiles.Pdf()));
        Assert.Equal(2, (await FilesAsync(site, item.Id)).Count);
        await coach.SendFilesAsync(null, add, ("a.exe", [.. "MZ"u8, .. new byte[9]]));
        Assert.Contains("“a.exe” is geen", coach.ErrorAt("Upload"), StringComparison.Ordinal);

        await coach.OpenAsync(address);
        var remove = coach.Page.QuerySelector($"form[action$='bestand={file.Id}']")!.GetAttribute("action")!;
        await coach.PostAsync(remove, coach.Filled(("Why", "")));
        Assert.Contains("Zeg waarom.", coach.Errors, StringComparison.Ordinal);
        await coach.PostAsync(remove, coach.Filled(("Why", "Er staat een kind op.")));

        Assert.Equal(["scan.pdf"], (await FilesAsync(site, item.Id)).Select(f => f.Name));
        Assert.Contains("“IMG_1.jpg” werd weggehaald. Er staat een kind op.", (await author.OpenAsync($"/volg/{item.Reference}")).Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("weggehaald", (await site.NewBrowser().OpenAsync($"/volg/{item.Reference}")).Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync($"/volg/{item.Reference}/bestanden/{file.Id}")).StatusCode);
    }

    [Theory, AllDatabases]
    public async Task The_api_names_the_files_of_a_point_for_who_may_read_it_and_gives_them(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (item, file, _) = await PointAsync(site);
        var (closed, closedFile, _) = await PointAsync(site, Visibility.CoachOnly);
        var author = await site.CallerAsync("organisatie@zolim.example", GboParticipatie.Security.ApiScopes.Read);
        var other = await site.CallerAsync("hilde.vrancken@zolim.example", GboParticipatie.Security.ApiScopes.Read);

        var mine = (await author.GetAsync($"/api/v1/agenda-items/{item.Id}")).Json["files"]![0]!;
        var theirs = (await other.GetAsync($"/api/v1/agenda-items/{item.Id}")).Json["files"]![0]!;

        Assert.Equal("IMG_1.jpg", (string?)mine["name"]);
        Assert.Equal("Foto 1", (string?)theirs["name"]);
        Assert.Equal("image/jpeg", (string?)mine["type"]);
        Assert.Equal(file.Size, (int)mine["size"]!);
        var got = await other.GetAsync((string)theirs["href"]!);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (got.Status, got.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/agenda-items/{closed.Id}/files/{closedFile.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync($"/api/v1/agenda-items/{item.Id}/files/{closedFile.Id}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new ApiCaller(site.Address, null).GetAsync((string)mine["href"]!)).Status);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_says_how_many_files_go_with_a_point(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var item = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.Web, IsConfirmed = true },
            Description = "Een punt met een bestand.",
        }));
        await site.UseAsync((PointFiles p) => p.AddAsync(item.Id, new CheckedFile("a.txt", FileKind.Text, Encoding.UTF8.GetBytes("a"), "a")));

        Assert.Contains("1 bestand", (await site.NewBrowser().OpenAsync($"/bijeenkomsten/{session.Id}")).Text(".agenda-row"), StringComparison.Ordinal);
    }
}
