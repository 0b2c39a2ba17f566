using GboParticipatie.Email;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Notifications;

/// <summary>Who works here is written to on working days: a coach in one mail a day, and who stands in instead of who is away.</summary>
public sealed class WorkingDayMailTests(DatabaseFixture databases)
{
    private const WeekDays TuesdayAndThursday = WeekDays.Tuesday | WeekDays.Thursday;

    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_coach_of_Tuesday_and_Thursday_gets_what_came_on_Friday_on_Tuesday_morning_in_one_mail(Db kind)
    {
        await using var site = await SiteAsync(kind);
        await PersonAsync(site, "an", works: TuesdayAndThursday);
        At(site, day: 27, hour: 10); // A Friday.
        await QueueAsync(site, "an", "first-word", body: "Dag An\n\nWie AP-2026-0001 bracht, hoorde nog niets.");
        await QueueAsync(site, "an", "report-missing", subject: "Een verslag ontbreekt nog");

        At(site, day: 30, hour: 9); // Monday: not hers.
        Assert.Empty(await LeavesAsync(site));
        At(site, day: 1, hour: 8, month: 12); // Tuesday, before the mail of the day.
        Assert.Empty(await LeavesAsync(site));
        At(site, day: 1, hour: 9, month: 12);
        var mail = Assert.Single(await LeavesAsync(site));

        Assert.Equal(("an@zolim.example", "Vandaag voor jou: 2 berichten"), (mail.To, mail.Subject));
        Assert.Contains("Wie AP-2026-0001 bracht, hoorde nog niets.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("## Een verslag ontbreekt nog", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Dag An\n\nWie", mail.Body, StringComparison.Ordinal);
        Assert.Equal(2, (await site.MailsAsync()).Count(m => m.State == MailState.Bundled));
    }

    [Theory, AllDatabases]
    public async Task One_mail_a_day_also_from_two_instances_and_what_comes_later_waits_for_the_next_working_day(Db kind)
    {
        await using var site = await SiteAsync(kind);
        await using var other = site.Another(_notifications.Configure);
        await PersonAsync(site, "an", works: TuesdayAndThursday);
        At(site, day: 23, hour: 10);
        await QueueAsync(site, "an", "one");
        await QueueAsync(site, "an", "two");

        At(site, day: 24, hour: 9); // A Tuesday.
        await Task.WhenAll(RunAsync(site), RunAsync(other));
        await site.DrainAsync();
        await QueueAsync(site, "an", "three");
        At(site, day: 24, hour: 15);
        await LeavesAsync(site);
        Assert.Single(await site.MailsAsync(), m => m.State == MailState.Sent);

        At(site, day: 26, hour: 9);
        Assert.Equal("three", (await LeavesAsync(site)).Single(m => m.Key == "three").Key);
    }

    [Theory, AllDatabases]
    public async Task A_code_to_sign_in_what_someone_asks_themselves_and_a_meeting_for_the_calendar_leave_at_once_on_any_day(Db kind)
    {
        await using var site = await SiteAsync(kind);
        await PersonAsync(site, "an", works: TuesdayAndThursday, away: (20, 30));
        At(site, day: 22, hour: 23); // A Sunday, and she is away.
        await site.QueueAsync(Mail("an", "code") with { IsSecret = true, Pace = EmailPace.Work });
        await site.QueueAsync(Mail("an", "own"));
        await site.QueueAsync(Mail("an", "meeting") with { Pace = EmailPace.News, Calendar = new CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") });

        await site.DrainAsync();

        Assert.Equal(3, (await site.MailsAsync()).Count(m => m.State == MailState.Sent));
    }

    [Theory, AllDatabases]
    public async Task While_a_coach_is_away_work_goes_to_the_deputy_and_news_waits_for_her(Db kind)
    {
        await using var site = await SiteAsync(kind);
        var bert = await PersonAsync(site, "bert");
        await PersonAsync(site, "an", deputy: bert, away: (24, 27));
        At(site, day: 24, hour: 7);
        await QueueAsync(site, "an", "work");
        await site.QueueAsync(Mail("an", "news") with { Pace = EmailPace.News });

        At(site, day: 24, hour: 9);
        var mail = Assert.Single(await LeavesAsync(site));

        Assert.Equal(("bert@zolim.example", "In plaats van an: 1 bericht"), (mail.To, mail.Subject));
        Assert.Contains("Jij krijgt dit in plaats van an", mail.Body, StringComparison.Ordinal);
        At(site, day: 30, hour: 9);
        Assert.Contains(await LeavesAsync(site), m => m.Key == "news" && m.To == "an@zolim.example");
    }

    [Theory, AllDatabases]
    public async Task A_deputy_who_is_away_as_well_is_replaced_by_the_next_one_on_a_day_that_one_works(Db kind)
    {
        await using var site = await SiteAsync(kind, "an", "bert", "chris");
        var chris = await PersonAsync(site, "chris", works: WeekDays.Wednesday);
        var bert = await PersonAsync(site, "bert", deputy: chris, away: (20, 30));
        await PersonAsync(site, "an", deputy: bert, away: (23, 27));
        At(site, day: 23, hour: 7);
        await QueueAsync(site, "an", "work");

        At(site, day: 24, hour: 9); // Tuesday: Chris does not work.
        Assert.Empty(await LeavesAsync(site));
        At(site, day: 25, hour: 9);
        Assert.Equal("chris@zolim.example", Assert.Single(await LeavesAsync(site)).To);
    }

    [Theory, AllDatabases]
    public async Task Deputies_in_a_circle_and_no_deputy_at_all_mean_that_it_waits_until_someone_is_back(Db kind)
    {
        await using var site = await SiteAsync(kind, "an", "bert", "dina");
        var bert = await PersonAsync(site, "bert", away: (20, 26));
        var an = await PersonAsync(site, "an", deputy: bert, away: (20, 27));
        await site.DataAsync(db => db.Set<Person>().Where(p => p.Id == bert).ExecuteUpdateAsync(s => s.SetProperty(p => p.DeputyId, an), Cancel));
        await PersonAsync(site, "dina", away: (20, 29));
        At(site, day: 24, hour: 7);
        await QueueAsync(site, "an", "circle");
        await QueueAsync(site, "dina", "alone");

        At(site, day: 25, hour: 9);
        Assert.Empty(await LeavesAsync(site));
        At(site, day: 27, hour: 9); // Bert is back, and stands in for An.
        Assert.Equal("bert@zolim.example", Assert.Single(await LeavesAsync(site)).To);
        At(site, day: 30, hour: 9);
        Assert.Contains(await LeavesAsync(site), m => m.Key == "alone");
    }

    [Theory, AllDatabases]
    public async Task What_is_for_a_coach_goes_to_no_deputy_who_is_none(Db kind)
    {
        await using var site = await SiteAsync(kind);
        var friend = await PersonAsync(site, "friend");
        await PersonAsync(site, "an", deputy: friend, away: (24, 27));
        At(site, day: 24, hour: 7);
        await QueueAsync(site, "an", "work");

        At(site, day: 25, hour: 9);
        Assert.Empty(await LeavesAsync(site));
    }

    [Theory, AllDatabases]
    public async Task Who_works_here_and_is_no_coach_gets_a_mail_at_once_on_a_working_day_and_else_that_morning(Db kind)
    {
        await using var site = await SiteAsync(kind);
        await PersonAsync(site, "owner", works: TuesdayAndThursday);
        await PersonAsync(site, "volunteer");
        At(site, day: 24, hour: 15); // A Tuesday.
        await QueueAsync(site, "owner", "tuesday");
        At(site, day: 25, hour: 15);
        await QueueAsync(site, "owner", "wednesday");
        At(site, day: 28, hour: 15); // A Saturday.
        await QueueAsync(site, "volunteer", "saturday");

        await site.DrainAsync();
        Assert.Equal(["saturday", "tuesday"], (await site.MailsAsync()).Where(m => m.State == MailState.Sent).Select(m => m.Key).Order());
        At(site, day: 1, hour: 9, month: 12);
        Assert.Contains(await LeavesAsync(site), m => m.Key == "wednesday");
    }

    [Theory, AllDatabases]
    public async Task On_a_legal_holiday_nobody_gets_the_mail_of_the_day(Db kind)
    {
        await using var site = await SiteAsync(kind);
        At(site, day: 11, hour: 7); // Wapenstilstand, a Wednesday.
        await QueueAsync(site, "an", "work");

        At(site, day: 11, hour: 9);
        Assert.Empty(await LeavesAsync(site));
        At(site, day: 12, hour: 9);
        Assert.Single(await LeavesAsync(site));
    }

    private async Task<TestSite> SiteAsync(Db kind, params string[] coaches)
    {
        _notifications.Users.Coaches.AddRange((coaches.Length == 0 ? ["an", "bert"] : coaches).Select(n => new UserSummary(n, $"{n}@zolim.example", n)));
        return await databases.CreateAsync(kind, _notifications.Configure);
    }

    private async Task<Guid> PersonAsync(TestSite site, string name, WeekDays works = WeekDays.None, Guid? deputy = null, (int From, int Until)? away = null)
    {
        var isCoach = _notifications.Users.Coaches.Exists(c => c.Id == name);
        var person = new Person { Name = name, Email = $"{name}@zolim.example", UserId = isCoach ? name : null, WorkingDays = works, DeputyId = deputy };
        if (away is { } days) (person.AwayFrom, person.AwayUntil) = (new DateOnly(2026, 11, days.From), new DateOnly(2026, 11, days.Until));
        await site.DataAsync(async db =>
        {
            db.Add(person);
            return await db.SaveChangesAsync(Cancel);
        });
        return person.Id;
    }

    private static EmailMessage Mail(string to, string key) => NotificationSite.Mail(key, $"{to}@zolim.example");

    private static Task QueueAsync(TestSite site, string to, string key, string subject = "Een punt wacht op jou", string body = "Dag An\n\nEen punt wacht.")
        => site.QueueAsync(Mail(to, key) with { Subject = subject, Body = body, ActionText = "Bekijk het", ActionUrl = "/beheer", Pace = EmailPace.Work });

    private static void At(TestSite site, int day, int hour, int month = 11)
        => site.Time.Set(BrusselsTime.ToUtc(new DateTime(2026, month, day, hour, 0, 0, DateTimeKind.Unspecified)));

    private static Task RunAsync(TestSite site) => site.InScopeAsync(services => new DailyMailTask().DoWorkAsync(services, Cancel));

    private static async Task<List<OutgoingMail>> LeavesAsync(TestSite site)
    {
        var before = (await site.MailsAsync()).Where(m => m.State == MailState.Sent).Select(m => m.Id).ToHashSet();
        await RunAsync(site);
        await site.DrainAsync();
        return (await site.MailsAsync()).FindAll(m => m.State == MailState.Sent && !before.Contains(m.Id));
    }
}
