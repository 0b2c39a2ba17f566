using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The coach's desk in the real host, as a browser without script uses it.</summary>
public sealed class DeskTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task The_desk_is_for_staff_alone(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        string[] pages = ["/beheer", "/beheer/punten", $"/beheer/punten/{point.Id}", $"/beheer/punten/{point.Id}/doorsturen", "/beheer/bijeenkomsten",
            "/beheer/bijeenkomsten/nieuw", "/beheer/antwoorden", "/beheer/groepen", $"/beheer/groepen/{group.Slug}"];
        var stranger = site.NewBrowser();
        var visitor = site.NewBrowser();
        await visitor.SignInAsync($"{Guid.NewGuid():N}@zolim.example");
        var coach = await CoachAsync(site);

        foreach (var page in pages)
        {
            await stranger.OpenAsync(page);
            Assert.StartsWith("/inloggen", stranger.Path, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync(page)).Status);
            Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(page)).Status);
        }
    }

    [Theory]
    [InlineData("2027-01-03", "Dat is in het weekend. Kies een werkdag, zoals maandag 4 januari 2027.")]
    [InlineData("2026-12-25", "Dan is het Kerstmis. Kies een werkdag, zoals maandag 28 december 2026.")]
    public async Task An_answer_is_asked_by_a_working_day(string day, string refusal)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/{point.Id}/doorsturen");
        await SendAsync(coach, null, ("Body", coach.Page.QuerySelector("select[name=Body] option[selected]")!.GetAttribute("value")!), ("DueOn", day));

        Assert.Contains(refusal, coach.Errors, StringComparison.Ordinal);
        Assert.Equal(day, coach.Page.QuerySelector("input[name=DueOn]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_link_of_a_group_leads_to_the_site_that_shows_it()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/groepen/overkoepelende-klankgroep");

        Assert.Contains($"{site.Address.GetLeftPart(UriPartial.Authority)}/", coach.Page.QuerySelector("main")!.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:5080", coach.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task The_coach_hands_a_question_to_someone_else_who_sits_there(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var greet = await PersonAsync(site, "greet.stevens@zolim.example");
        var stranger = await PersonAsync(site, "organisatie@zolim.example");
        var coach = await CoachAsync(site);
        var page = $"/beheer/punten/{asked.ItemId}/vragen/{asked.Id}";
        Assert.Contains(page, (await coach.OpenAsync($"/beheer/punten/{asked.ItemId}")).Page.Body!.OuterHtml, StringComparison.Ordinal);

        await coach.OpenAsync(page);
        await SendAsync(coach, null, ("Owner", stranger.ToString()));
        Assert.Contains("wie daar nu zit", coach.Errors, StringComparison.Ordinal);
        await coach.OpenAsync(page);
        await SendAsync(coach, null, ("Owner", greet.ToString()));

        Assert.Contains("krijgt een mail", coach.Text("[role=status]"), StringComparison.Ordinal);
        var after = (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!;
        Assert.Equal((greet, asked.LinkVersion + 1), (after.OwnerPersonId, after.LinkVersion));
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"/beheer/punten/{Guid.NewGuid()}/vragen/{asked.Id}")).Status);
        var visitor = site.NewBrowser();
        await visitor.SignInAsync("stuurgroep@zolim.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync(page)).Status);
    }

    private static Task<Guid> PersonAsync(PublicSite site, string email)
        => site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Network.Models.Person>().Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    [Theory, AllDatabases]
    public async Task The_desk_promises_no_mail_that_nobody_sends(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var start = DateTime.UtcNow.Date.AddDays(40).AddHours(14);
        var session = await site.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(group.Id, new SessionDetails { Title = "Nieuw", StartsAt = start, EndsAt = start.AddHours(2) })));
        var coach = await CoachAsync(site);
        List<string> read = [];
        async Task ReadAsync(Task<Browser> step) => read.Add((await step).Text("body"));

        await ReadAsync(coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}"));
        await ReadAsync(SendAsync(coach, "Announce"));
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}?versturen=true");
        await ReadAsync(SendAsync(coach, "Send"));
        await ReadAsync(coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/wijzig"));
        await ReadAsync(coach.OpenAsync("/beheer/bijeenkomsten/nieuw"));

        Assert.Contains("De bijeenkomst staat nu op de site", read[1], StringComparison.Ordinal);
        Assert.Contains("De agenda is verstuurd aan wie uitgenodigd is", read[2], StringComparison.Ordinal);
        Assert.Contains("krijgt wie mail leest bericht", read[3], StringComparison.Ordinal);
        Assert.All(read, page => Assert.DoesNotMatch("(?i)nodig .* uit|worden uitgenodigd|hoort het|krijgen bericht", page));
    }

    [Theory, AllDatabases]
    public async Task Declining_a_point_needs_a_reason_and_keeps_what_was_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/{point.Id}");

        await SendAsync(coach, "Decline", ("DeclineReason", " "));
        Assert.Contains("Zeg waarom", coach.Errors, StringComparison.Ordinal);

        const string secret = "Bel 85.07.30-033.28, die weet er alles van.";
        await SendAsync(coach, "Decline", ("DeclineReason", secret));
        Assert.Contains("rijksregisternummer", coach.Errors, StringComparison.Ordinal);
        Assert.Equal(secret, coach.ValueOf("DeclineReason").Trim());

        await SendAsync(coach, "Decline", ("DeclineReason", "Dit loopt al."));
        Assert.Contains("Dit loopt al.", coach.Text("section[aria-labelledby=nakijken]"), StringComparison.Ordinal);
        // What was changed since it was looked at, is looked at again.
        await SendAsync(coach, "Decline", ("DeclineReason", "Dit loopt al via het Huis van het Kind."));
        Assert.Contains("Huis van het Kind", coach.Text("section[aria-labelledby=nakijken]"), StringComparison.Ordinal);
        Assert.Null((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.DeclineReason);
        await SendAsync(coach, "Decline");
        Assert.Equal($"/beheer/punten/{point.Id}", coach.Path);
        var read = await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id));
        Assert.Equal((AgendaItemStatus.Declined, "Dit loopt al via het Huis van het Kind."), (read!.Status, read.DeclineReason));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_someone_else_changed_meanwhile_is_not_overwritten(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/{point.Id}");
        await site.UseAsync((AgendaItemService s) => s.RetitleAsync(point.Id, "Van een collega"));

        await SendAsync(coach, "Title", ("Title", "Van mij"));
        Assert.Contains("Nu staat er: “Van een collega”", coach.Errors, StringComparison.Ordinal);
        Assert.Equal("Van mij", coach.ValueOf("Title"));
        await SendAsync(coach, "Title", ("Title", "Van mij"));

        Assert.Equal("Van mij", (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Title);
    }

    [Theory, AllDatabases]
    public async Task The_agenda_is_ordered_with_buttons_and_keeps_minutes(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var first = await PointAsync(site, group);
        var second = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}");

        await SendAsync(coach, $"Up&item={second.Id}", ("Places[0].Minutes", "25"), ("Places[1].Minutes", "15"));

        Assert.Contains("40 van 60 minuten", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["15", "25"], [coach.ValueOf("Places[0].Minutes"), coach.ValueOf("Places[1].Minutes")]);
        var lines = await site.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([second.Id, first.Id], lines.Select(l => l.ItemId));
        Assert.Contains($"“{second.Title}” staat nu op plaats 1.", coach.Text("body"), StringComparison.Ordinal);
        // It cannot go higher: who goes on by keyboard does so on the button beside it.
        Assert.Equal($"Zet lager: {second.Title}", coach.Page.QuerySelectorAll("[autofocus]").Single().TextContent.Trim());
        await SendAsync(coach, null, ("Places[0].Minutes", "abc"));
        Assert.EndsWith("Typ een getal, zoals 15.", coach.ErrorAt("Places[0].Minutes").Trim(), StringComparison.Ordinal);
        Assert.Equal("abc", coach.ValueOf("Places[0].Minutes"));
    }

    [Theory, AllDatabases]
    public async Task Before_an_agenda_leaves_the_coach_reads_to_how_many(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        List<GboParticipatie.Network.Models.Person> people =
        [
            new() { Name = "Leest mail", Email = $"{Guid.NewGuid():N}@voorbeeld.example" },
            new() { Name = "Wordt gebeld", Phone = "0470 00 00 01", PreferredChannel = GboParticipatie.Network.Models.ContactChannel.Phone },
        ];
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.AddRange(people);
            db.AddRange(people.Select(p => new Mandate { PersonId = p.Id, GroupId = group.Id, From = new DateOnly(2020, 1, 1) }));
            return await db.SaveChangesAsync();
        });
        var meeting = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(20));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(meeting.Id));
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/bijeenkomsten/{meeting.Id}");
        await coach.OpenAsync(coach.Page.QuerySelector("main a[href$='versturen=true']")!.GetAttribute("href")!);

        Assert.Contains("De agenda gaat naar 2 genodigden", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 krijgt ze in een mail. 1 leest geen mail", coach.Text("main"), StringComparison.Ordinal);
        Assert.Equal(SessionState.Announced, (await site.UseAsync((SessionService s) => s.FindAsync(meeting.Id)))!.State);
        await SendAsync(coach, "Send");
        Assert.Equal(SessionState.AgendaSent, (await site.UseAsync((SessionService s) => s.FindAsync(meeting.Id)))!.State);
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_answered_already_says_so_on_the_agenda_where_it_still_stands(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var (answered, waits) = (await PointAsync(site, group), await PointAsync(site, group));
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = answered.Id, Question = "Kan dit?" }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        var coach = await CoachAsync(site);

        foreach (var page in new[] { $"/beheer/bijeenkomsten/{session.Id}", $"/bijeenkomsten/{session.Id}" })
        {
            var rows = (await coach.OpenAsync(page)).Page.QuerySelectorAll(".agenda-row").ToList();
            Assert.Contains("Al beantwoord", rows.Single(r => r.TextContent.Contains(answered.Reference, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Al beantwoord", rows.Single(r => r.TextContent.Contains(waits.Reference, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases]
    public async Task Who_confirms_without_knowing_the_organisation_is_not_told_that_it_is_known(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await site.UseAsync(async (AgendaItemService s) => await s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = (await GroupAsync(site)).Group.Id,
            Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = GboParticipatie.Klankgroep.Models.Channel.Web },
            Description = "Er is geen plaats voor een buggy.",
        }));
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/{point.Id}");

        await SendAsync(coach, "Confirm", ("OrganisationId", ""));

        Assert.Contains("Bevestigd, zonder organisatie uit onze lijst.", coach.Text("body"), StringComparison.Ordinal);
        Assert.DoesNotContain("is nu bekend", coach.Text("body"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_report_is_kept_half_written_and_what_was_not_discussed_goes_to_the_next_meeting(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var next = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(60));
        var discussed = await PointAsync(site, group);
        var left = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");

        await SendAsync(coach, null, ($"WhatWasSaid[{discussed.Id}]", "Zes anderen herkennen dit."), ($"Discussed[{discussed.Id}]", "true"));
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        Assert.Equal("Zes anderen herkennen dit.", coach.ValueOf($"WhatWasSaid[{discussed.Id}]").Trim());
        await SendAsync(coach, "Hold", ($"WhatWasSaid[{discussed.Id}]", "Zes anderen herkennen dit."), ($"Discussed[{discussed.Id}]", "true"));

        Assert.Contains("Wat niet besproken is, staat bovenaan op", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        var said = await site.UseAsync((AgendaItemService s) => s.FindAsync(discussed.Id));
        Assert.Equal((AgendaItemStatus.Discussed, "Zes anderen herkennen dit."), (said!.Status, said.Entries.Single().WhatWasSaid));
        Assert.Equal(next.Id, (await site.UseAsync((AgendaItemService s) => s.FindAsync(left.Id)))!.CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_is_made_and_a_wrong_hour_is_said_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/nieuw?groep={group.Slug}");
        (string, string)[] typed = [("GroupId", group.Id.ToString()), ("Form.Title", "Denkdag wonen"), ("Form.Day", "2027-03-02"), ("Form.From", "14:00"), ("Form.Kind", "ThinkDay")];

        await SendAsync(coach, null, [.. typed, ("Form.Until", "13:00")]);
        Assert.Contains("eindigt voor ze begint", coach.Errors, StringComparison.Ordinal);
        Assert.Equal("Denkdag wonen", coach.ValueOf("Form.Title"));
        await SendAsync(coach, null, [.. typed, ("Form.Until", "16:30")]);

        Assert.Equal("Denkdag wonen", coach.Heading);
        Assert.Contains("dinsdag 2 maart 2027, 14 tot 16.30 uur", coach.Text(".eyebrow"), StringComparison.Ordinal);
    }
}
