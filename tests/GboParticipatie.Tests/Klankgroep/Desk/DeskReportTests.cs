using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The report of a meeting, as a browser without script.</summary>
public sealed class DeskReportTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_someone_tells_is_kept_once_with_what_was_typed_so_far(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        var page = $"/beheer/bijeenkomsten/{meeting.Id}/verslag";

        await coach.OpenAsync(page);
        var (address, values) = FormOf(coach, null, ($"WhatWasSaid[{point.Id}]", "Zes mensen."), ($"Conclusion[{point.Id}]", "We vragen het na."), ($"Told[{point.Id}]", "De halte is weg."), ($"ToldKind[{point.Id}]", "Idea"));
        address = $"{address}?handler=Feedback&item={point.Id}";
        await coach.PostAsync(address, values);
        await coach.PostAsync(address, values);

        Assert.Contains("De halte is weg.", coach.Text($"#punt-{point.Id}"), StringComparison.Ordinal);
        var told = await site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.AboutItemId == point.Id));
        Assert.Equal(((Guid?)meeting.Id, GboParticipatie.Klankgroep.Models.Channel.Meeting, true, FeedbackKind.Idea), (told.SessionId, told.EnteredBy, told.IsAnonymous, told.Kind));
        Assert.Equal(new SaidText("Zes mensen.", "We vragen het na."), await SaidAsync(site, point.Id));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_does_not_read_every_point_orders_no_agenda_and_writes_no_report(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await GroupAsync(site);
        var secret = await PointAsync(site, group);
        await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().Where(i => i.Id == secret.Id).ExecuteUpdateAsync(i => i.SetProperty(p => p.Visibility, Visibility.CoachOnly)));
        var point = await PointAsync(site, group);
        var (coach, administrator) = (await CoachAsync(site), await CoachAsync(site, "beheer@zolim.example"));
        var page = $"/beheer/bijeenkomsten/{meeting.Id}";
        await coach.OpenAsync(page);
        var (address, values) = FormOf(coach, null);

        await administrator.OpenAsync(page);
        Assert.Equal(HttpStatusCode.OK, administrator.Status);
        Assert.DoesNotContain(secret.Title, administrator.Text("main"), StringComparison.Ordinal);
        Assert.Null(administrator.Page.QuerySelector("input[name^=Places]"));
        Assert.NotNull(administrator.Page.QuerySelector($"a[href='/volg/{point.Reference}']"));
        Assert.Null(administrator.Page.QuerySelector($"a[href='{page}/verslag']"));
        var token = administrator.Filled()["__RequestVerificationToken"];
        foreach (var handler in new[] { "", $"?handler=Up&item={point.Id}", $"?handler=Add&item={point.Id}" })
        {
            await administrator.PostAsync(address + handler, new Dictionary<string, string>(values) { ["__RequestVerificationToken"] = token });
            Assert.Equal(HttpStatusCode.Forbidden, administrator.Status);
            await administrator.OpenAsync(page);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.OpenAsync($"{page}/verslag")).Status);
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync($"{page}/verslag")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_cannot_be_kept_stays_in_its_field_with_the_rest(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{meeting.Id}/verslag");
        var (address, values) = FormOf(coach, null, ($"Conclusion[{point.Id}]", "We vragen het na."), ($"Told[{point.Id}]", "Zijn nummer is 85.07.30-033.28."), ($"ToldBy[{point.Id}]", Guid.NewGuid().ToString()));

        await coach.PostAsync($"{address}?handler=Feedback&item={point.Id}", values);
        Assert.Contains("Kies een organisatie uit de lijst", coach.Errors, StringComparison.Ordinal);
        values.Remove($"ToldBy[{point.Id}]");
        await coach.PostAsync($"{address}?handler=Feedback&item={point.Id}", new Dictionary<string, string>(values) { [$"ToldKind[{point.Id}]"] = "99" });
        Assert.Contains("Kies wat het is uit de lijst", coach.Errors, StringComparison.Ordinal);
        await coach.PostAsync($"{address}?handler=Feedback&item={point.Id}", values);

        Assert.NotEmpty(coach.ErrorAt($"Told[{point.Id}]"));
        Assert.Equal(("Zijn nummer is 85.07.30-033.28.", "We vragen het na."), (coach.ValueOf($"Told[{point.Id}]"), coach.ValueOf($"Conclusion[{point.Id}]")));
        Assert.Equal(0, await site.UseAsync((GboDbContext db) => db.Set<Feedback>().CountAsync(f => f.AboutItemId == point.Id)));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_forgotten_tick_is_set_afterwards_and_the_report_tells_where_the_point_went(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Id }));
        var coach = await CoachAsync(site);
        var page = $"/beheer/bijeenkomsten/{meeting.Id}/verslag";
        await coach.OpenAsync(page);

        await SendAsync(coach, "Discussed", ("item", point.Id.ToString()));

        Assert.Contains("Het punt is besproken", coach.Text("body"), StringComparison.Ordinal);
        Assert.NotNull(coach.Page.QuerySelector($"#punt-{point.Id} a[href$='/doorsturen']"));
        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
        await coach.OpenAsync(page);
        Assert.Contains("Doorgestuurd naar de stuurgroep. Antwoord tegen", coach.Text($"#punt-{point.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_meeting_a_point_is_sent_on_from_the_report_and_its_author_sees_where_it_lies()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (group, meeting) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{meeting.Id}/verslag");
        await SendAsync(coach, "Hold", ($"WhatWasSaid[{point.Id}]", "Zes mensen."), ($"Discussed[{point.Id}]", "true"));
        await coach.OpenAsync($"/beheer/bijeenkomsten/{meeting.Id}/verslag");

        await coach.OpenAsync(coach.Page.QuerySelector($"#punt-{point.Id} a[href$='/doorsturen']")!.GetAttribute("href")!);
        var body = coach.Page.QuerySelector("[name='Body'] option[selected]")!.GetAttribute("value")!;
        await SendAsync(coach, null, ("Body", body), ("Question", "Kan dit?"), ("DueOn", coach.ValueOf("DueOn")));

        Assert.Equal(($"/beheer/punten/{point.Id}", ""), (coach.Path, coach.Errors));
        var sent = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!;
        Assert.Equal(AgendaItemStatus.Forwarded, sent.Status);
        var author = await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(sent))));
        Assert.Contains("stuurgroep", author.Text(".timeline"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_report_that_is_not_out_is_written_further_without_a_reason(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Id, Discussed = [new(point.Id, "Fatma en zes anderen.")] }));
        var coach = await CoachAsync(site);
        var page = $"/beheer/bijeenkomsten/{meeting.Id}/verslag";

        await coach.OpenAsync($"{page}/{point.Id}");
        Assert.Null(coach.Page.QuerySelector("[name=Why], [name=TellMembers]"));
        await SendAsync(coach, null, ("WhatWasSaid", "Zeven mensen."));

        Assert.Equal((page, ""), (coach.Path, coach.Errors));
        Assert.Equal("Zeven mensen.", (await SaidAsync(site, point.Id)).WhatWasSaid);
        await site.UseAsync((SessionService s) => s.ReportAsync(meeting.Id));
        await coach.OpenAsync($"/bijeenkomsten/{meeting.Id}");
        Assert.DoesNotContain("Fatma", coach.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_takes_no_mail_is_told_of_a_meeting_by_telephone_or_letter(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var person = new Person { Name = $"Mimoun {Guid.NewGuid():N}", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(person);
            db.Add(new Mandate { PersonId = person.Id, GroupId = group.Id, From = new DateOnly(2020, 1, 1) });
            return await db.SaveChangesAsync();
        });
        var meeting = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(20));
        // Not by announcing it: the mails of that come in their own time.
        var task = await site.UseAsync((GboDbContext db) => db.WriteAsync(async c =>
        {
            db.Add(new Invitation { SessionId = meeting.Id, PersonId = person.Id, InvitedAt = DateTime.UtcNow });
            await new MeetingTasks(db, TimeProvider.System).AddAsync(meeting.Id, [new MeetingNews($"test:{meeting.Id:N}", person.Id, null, ContactMeans.Phone, "Je bent uitgenodigd.")], c);
            await db.SaveChangesAsync(c);
            return await db.Set<ContactTask>().Where(t => t.SessionId == meeting.Id && t.PersonId == person.Id).Select(t => t.Id).FirstAsync(c);
        }));
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/vertellen?hoe=Phone");
        Assert.Contains(person.Name, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/vertellen/{task}");
        Assert.Equal($"Bel {person.Name}", coach.Heading);
        var answer = coach.Page.QuerySelector("a[href*='/genodigden/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(answer)).Status);
        await coach.OpenAsync($"/beheer/vertellen/{task}/brief");
        Assert.Contains("Je bent uitgenodigd", coach.Text(".letter"), StringComparison.Ordinal);
        Assert.Contains("Laat weten of je komt", coach.Text(".letter-follow"), StringComparison.Ordinal);
    }

    private static Task<SaidText> SaidAsync(PublicSite site, Guid point)
        => site.UseAsync(async (AgendaItemService s) => (await s.FindAsync(point))!.Entries[0].Said);
}
