using System.Net;
using System.Text;
using GboParticipatie.Data.Audit;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Api;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using static GboParticipatie.Tests.Klankgroep.Pages.FileSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Who reads the files of a point, how they are given, and what the coach does with them, over real HTTP.</summary>
public sealed class FileReadingTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task Who_may_read_a_point_gets_its_files_and_for_anyone_else_there_are_none(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (open, openFile, author) = await WithPhotoAsync(site);
        var (closed, closedFile, _) = await WithPhotoAsync(site, Visibility.CoachOnly);
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
        var (item, file, author) = await WithPhotoAsync(site);

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
        var (open, openFile, _) = await WithPhotoAsync(site);
        var (closed, closedFile, _) = await WithPhotoAsync(site, Visibility.CoachOnly);
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
        var (item, file, author) = await WithPhotoAsync(site);
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
        var (item, file, _) = await WithPhotoAsync(site);
        var (closed, closedFile, _) = await WithPhotoAsync(site, Visibility.CoachOnly);
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

        Assert.Contains("1 bestand", (await (await CoachAsync(site)).OpenAsync($"/bijeenkomsten/{session.Id}")).Text("main"), StringComparison.Ordinal);
    }
}
