using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>What the coach types for others: lines of a meeting, and points that came by telephone or on paper.</summary>
public sealed class DeskEntryTests(PublicSites sites) : IClassFixture<PublicSites>
{
    // No data of clients (klankgroep.md): whoever writes is told where they write.
    [Theory, AllDatabases]
    public async Task At_a_casusoverleg_it_says_that_nobody_is_named(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var start = DateTime.UtcNow.AddDays(3);
        var coach = await CoachAsync(site);
        foreach (var type in new[] { SessionKind.CaseConsultation, SessionKind.Supervision })
        {
            var session = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Kind = type, Title = "Samen kijken", StartsAt = start, EndsAt = start.AddHours(1) })));
            foreach (var page in new[] { "lijnen", "verslag" })
            {
                await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/{page}");
                Assert.Equal(type == SessionKind.CaseConsultation, coach.Text("main").Contains("Vertel of schrijf geen namen", StringComparison.Ordinal));
            }
        }
    }

    [Theory, AllDatabases]
    public async Task Ten_lines_after_a_meeting_become_ten_points_with_number_and_code(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, session) = await GroupAsync(site);
        var coach = await CoachAsync(site);
        var address = $"/beheer/bijeenkomsten/{session.Id}/lijnen";
        Assert.Contains(address, (await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}")).Page.Body!.OuterHtml, StringComparison.Ordinal);

        await coach.OpenAsync(address);
        await SendAsync(coach, null, ("Text", "- De bus rijdt niet\n\nArktos: de opvang is vol\n" + string.Join('\n', Enumerable.Range(3, 8).Select(i => $"{i}. Punt nummer {i}"))));
        Assert.Equal(10, coach.Page.QuerySelectorAll("main textarea").Length);
        var (make, values) = FormOf(coach, "Make");
        for (var i = 0; i < 10; i++) values[$"Rows[{i}].Text"] = coach.ValueOf($"Rows[{i}].Text");
        var organisation = coach.Page.QuerySelector("[name='Rows[0].OrganisationId'] option[value]:not([value=''])")!.GetAttribute("value")!;
        values["Rows[0].OrganisationId"] = organisation;
        values["Visibility"] = nameof(Visibility.WithName);
        await coach.PostAsync(make, values);
        var done = coach.Path;
        await coach.PostAsync(make, values);

        Assert.Equal("10 punten gemaakt", coach.Heading);
        Assert.Equal(done, coach.Path);
        Assert.Matches("AP-20[0-9]{2}-[0-9]{4}", coach.Text("tbody tr td"));
        var lines = await site.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }));
        Assert.Equal(10, lines.Count);
        Assert.All(lines, l => Assert.Equal(EntryOutcome.Discussed, l.Outcome));
    }

    [Fact]
    public async Task A_line_that_cannot_be_a_point_says_so_and_keeps_what_was_typed()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (_, session) = await GroupAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/lijnen");

        await SendAsync(coach, null, ("Text", " \n - \n"));
        Assert.Contains("Schrijf minstens één lijn.", coach.ErrorAt("Text"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("Text", "Goed\nStort op BE68 5390 0754 7034"));
        await SendAsync(coach, "Make", ("Rows[0].Text", "Goed"), ("Rows[1].Text", "Stort op BE68 5390 0754 7034"), ("Visibility", "WithName"));

        Assert.Contains("rekeningnummer", coach.ErrorAt("Rows[1].Text"), StringComparison.Ordinal);
        Assert.Equal("Goed", coach.ValueOf("Rows[0].Text"));
        Assert.Empty(await site.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true })));
    }

    [Theory, AllDatabases]
    public async Task Who_calls_gets_a_number_and_a_code_and_the_coach_reads_whom_to_call(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/nieuw?groep={group.Slug}");
        await SendAsync(coach, null, ("Channel", "Phone"), ("GroupId", group.Id.ToString()), ("Description", "De brief is niet te begrijpen."), ("Visibility", "WithoutName"), ("Who", "nieuw"), ("Name", "Rosa"), ("AnswerBy", "Phone"));
        Assert.Contains("telefoonnummer", coach.ErrorAt("Phone"), StringComparison.Ordinal);
        Assert.Equal("De brief is niet te begrijpen.", coach.ValueOf("Description"));
        await SendAsync(coach, null, ("Channel", "Phone"), ("GroupId", group.Id.ToString()), ("Description", "De brief is niet te begrijpen."), ("Visibility", "WithoutName"), ("Who", "nieuw"), ("Name", "Rosa"), ("Phone", "0470 12 34 56"), ("AnswerBy", "Phone"));

        Assert.Equal("Briefje om mee te geven", coach.Heading);
        var id = Guid.Parse(coach.Path.Split('/')[3]);
        var item = (await site.UseAsync((AgendaItemService s) => s.FindAsync(id)))!;
        Assert.Contains(item.ShortCode, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/punten/{id}");
        Assert.Contains("0470 12 34 56", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains("per telefoon", coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_point_about_two_things_becomes_two_points_that_lead_to_each_other(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/{point.Id}/splits");
        await SendAsync(coach, null, ("Title", "De buggy"), ("Description", point.Description));
        Assert.Contains("nog de hele tekst", coach.ErrorAt("Description"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("Title", "De buggy"), ("Description", "De deur is te smal."));

        Assert.Equal("De deur is te smal", coach.Heading);
        Assert.Contains($"Hoorde bij {point.Reference}", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/punten/{point.Id}");
        Assert.Equal("De buggy", coach.Heading);
        Assert.Contains("Afgesplitst: De deur is te smal", coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Only_staff_types_for_others(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var visitor = site.NewBrowser();
        await visitor.SignInAsync($"{Guid.NewGuid():N}@zolim.example");

        foreach (var page in new[] { $"/beheer/bijeenkomsten/{session.Id}/lijnen", "/beheer/punten/nieuw", $"/beheer/punten/{point.Id}/briefje", $"/beheer/punten/{point.Id}/splits" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync(page)).Status);
    }
}
