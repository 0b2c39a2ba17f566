using System.Net;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Models;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>One thing with several points, the list as a file, and what asks attention.</summary>
public sealed class TogetherTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_theme_for_several_points_is_given_to_all_and_said_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        Assert.Equal("2 gekozen punten", coach.Heading);
        await SendAsync(coach, points, "Theme", ("LifeDomain", "wonen"), ("Barrier", "Bereikbaarheid"));

        Assert.Contains("2 punten kregen dit thema.", coach.Text(".messages"), StringComparison.Ordinal);
        foreach (var point in points) Assert.Equal((BarrierKind.Bereikbaarheid, "wonen"), await ThemeAsync(site, point.Id));
        // What is not chosen stays as its author chose it.
        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        await SendAsync(coach, points, "Theme", ("LifeDomain", ""), ("Barrier", "Betaalbaarheid"));
        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        await SendAsync(coach, points, "Theme", ("LifeDomain", "werk"), ("Barrier", ""));
        foreach (var point in points) Assert.Equal((BarrierKind.Betaalbaarheid, "werk"), await ThemeAsync(site, point.Id));
        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        await SendAsync(coach, points, "Theme", ("LifeDomain", ""), ("Barrier", ""));
        Assert.Contains("Kies wat je deze punten wil geven.", coach.ErrorAt("LifeDomain"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_cannot_be_done_with_one_point_is_said_and_done_with_the_others(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        await site.UseAsync((AgendaItemService s) => s.DeclineAsync(points[0].Id, "Dit hoort elders."));
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        await SendAsync(coach, points, "Park", ("ParkReason", "Er is geen tijd."));

        Assert.Contains("Bij 1 punt lukte het niet", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains(points[0].Reference, coach.Text(".banner.warning"), StringComparison.Ordinal);
        Assert.DoesNotContain(points[1].Reference, coach.Text(".banner.warning"), StringComparison.Ordinal);
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(points[1].Id)))!.ParkedUntil);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_reason_that_is_missing_is_asked_once_at_its_field_and_nothing_changes(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        await SendAsync(coach, points, "Park", ("ParkedUntil", "2026-02-30"), ("ParkReason", ""));
        Assert.NotEmpty(coach.ErrorAt("ParkedUntil"));
        await SendAsync(coach, points, "Park", ("ParkReason", ""));
        Assert.NotEmpty(coach.ErrorAt("ParkReason"));
        await SendAsync(coach, points, "Coach", ("Coach", "iemand-anders"));
        foreach (var point in points) Assert.Null((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.ParkedUntil);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task No_points_unknown_points_and_strangers(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);

        Assert.Contains("Je koos nog geen punten", (await coach.OpenAsync("/beheer/punten/samen")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Je koos nog geen punten", (await coach.OpenAsync($"/beheer/punten/samen?punt={Guid.NewGuid()}&punt=geen-guid")).Text("main"), StringComparison.Ordinal);
        var member = await CoachAsync(site, "organisatie@zolim.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync("/beheer/punten/samen")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync("/beheer/punten?handler=csv")).Status);
        var administrator = await CoachAsync(site, "beheer@zolim.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.OpenAsync("/beheer?handler=csv")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_file_has_what_the_list_shows_without_the_text_of_what_is_for_the_coach_alone(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var open = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(Proposal(group, "=HYPERLINK(\"x\") Er is geen lift; nergens.", Visibility.WithName)));
        var secret = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(Proposal(group, "Mijn buur is onvriendelijk.", Visibility.CoachOnly)));
        await PointAsync(site, (await GroupAsync(site)).Group);
        var coach = await CoachAsync(site);

        var (type, text) = await coach.DownloadAsync($"/beheer/punten?handler=csv&groep={group.Slug}");
        var lines = text.Trim().Split("\r\n");

        Assert.Equal("text/csv", type);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, l => l.StartsWith($"{open.Reference};", StringComparison.Ordinal) && l.Contains("'=HYPERLINK", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith($"{secret.Reference};Alleen voor de procescoach;;;", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("onvriendelijk", StringComparison.Ordinal));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_desk_says_what_asks_attention_and_leads_there(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer");
        var items = coach.Page.QuerySelectorAll(".attention a").ToList();
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            await coach.OpenAsync(item.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, coach.Status);
        }
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_mail_that_was_refused_and_a_run_that_is_stuck_show_themselves_and_lead_to_where_they_are_helped(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);
        await coach.OpenAsync("/beheer");
        Assert.DoesNotContain("kwam niet aan", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("zit vast", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        // A mail of its own: those of the demonstration leave when the site has time.
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IEmailService>().QueueAsync(new EmailMessage { Key = "test:refused", Kind = "test", To = "noor@zolim.example", Subject = "Dag Noor", Body = "Dag." }, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<GboDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (run, mail) = (Guid.NewGuid(), await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().Where(m => m.Key == "test:refused").Select(m => new { m.Id, State = MailState.Sent, m.Subject }).SingleAsync()));
        using (var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100)))
            for (var i = 0; i < 300 && !await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AnyAsync(m => m.Id == mail.Id && m.State == MailState.Sent)); i++) await clock.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await SetAsync(MailState.Failed);
        await site.UseAsync(async (GboDbContext db) =>
        {
            var type = await db.Set<WorkflowTypeRecord>().FirstAsync();
            db.Add(new WorkflowInstance { Id = run, WorkflowTypeId = type.Id, TypeVersionId = type.CurrentVersionId, State = WorkflowState.Faulted, StartEventName = "SessionAnnounced", StartEventId = Guid.NewGuid(), StartedAt = DateTime.UtcNow });
            return await db.SaveChangesAsync();
        });
        try
        {
            await coach.OpenAsync("/beheer");
            var (refused, stuck) = (Tile("1mail kwam niet aan"), Tile("1bericht zit vast"));
            await coach.OpenAsync(refused);
            Assert.Contains(mail.Subject, coach.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            await coach.OpenAsync(stuck);
            await coach.OpenAsync(coach.Page.QuerySelector("a[href$='?status=Faulted']")!.GetAttribute("href")!);
            Assert.NotNull(coach.Page.QuerySelector($"a[href*='{run}']"));
        }
        finally
        {
            await SetAsync(mail.State);
            await site.UseAsync((GboDbContext db) => db.Set<WorkflowInstance>().Where(i => i.Id == run).ExecuteDeleteAsync());
        }

        string Tile(string words) => coach.Page.QuerySelectorAll(".attention a").Single(a => string.Concat(a.TextContent.Where(c => !char.IsWhiteSpace(c))) == words.Replace(" ", "", StringComparison.Ordinal)).GetAttribute("href")!;
        Task<int> SetAsync(MailState state) => site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, state)));
    }

    private static ProposeAgendaItem Proposal(Group group, string text, Visibility visibility) => new()
    {
        SubmissionKey = Guid.NewGuid(),
        GroupId = group.Id,
        Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.Web, IsConfirmed = true },
        Description = text,
        Visibility = visibility,
    };

    private static Task<Browser> SendAsync(Browser coach, AgendaItem[] points, string handler, params (string Name, string Value)[] fields)
    {
        // A dictionary holds one field of each name, so the points go in the address.
        var values = coach.Filled(fields);
        values.Remove("punt");
        return coach.PostAsync($"/beheer/punten/samen?handler={handler}&punt={points[0].Id}&punt={points[1].Id}", values);
    }

    private static async Task<(BarrierKind?, string?)> ThemeAsync(PublicSite site, Guid id)
    {
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(id));
        return (point!.Barrier, point.LifeDomain);
    }
}
