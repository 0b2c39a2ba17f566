using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Notifications;

public sealed class DigestTests(DatabaseFixture databases)
{
    private static readonly DateTime Tuesday = new(2026, 11, 24, 6, 0, 0, DateTimeKind.Utc); // 7 in Brussels
    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDigests Known => _notifications.Digests;

    [Theory, AllDatabases]
    public async Task A_group_gets_one_digest_a_period_also_from_two_instances(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 3);
        await using var one = await databases.CreateAsync(kind, _notifications.Configure);
        await using var two = one.Another(_notifications.Configure);
        await AddAsync(one, group, DigestSection.New);

        one.Time.Set(Tuesday.AddMinutes(3));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RunTaskAsync(i % 2 == 0 ? one : two), Cancel)));
        await Task.WhenAll(one.DrainAsync(), two.DrainAsync());
        await one.DrainAsync();

        Assert.Equal(("2026-11-24", DigestState.Ready, 1), (await DigestsAsync(one)).Select(d => (d.Period, d.State, d.EntryCount)).Single());
        Assert.Equal(3, Directory.GetFiles(_notifications.MailFolder).Length);
        Assert.Equal(Known.People(group).Select(p => p.Email).Order(), (await one.MailsAsync()).Select(m => m.To).Order());
    }

    [Theory, AllDatabases]
    public async Task Nothing_new_means_no_mail_and_the_next_week_has_its_own(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 2);
        Known.Standing.Add(new DigestItem(DigestSection.Calendar, TestDigests.Point, Guid.NewGuid(), "Bijeenkomst", "", Tuesday.AddDays(20)));
        Known.Standing.Add(new DigestItem(DigestSection.ToAnswer, TestDigests.Point, Guid.NewGuid(), "Oude vraag", "", Tuesday.AddDays(-30), new DateOnly(2027, 1, 1)));
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);

        foreach (var week in new[] { 0, 7, 14 })
        {
            site.Time.Set(Tuesday.AddDays(week));
            await RunTaskAsync(site);
            await site.DrainAsync();
            if (week == 7) await AddAsync(site, group, DigestSection.Answered);
        }

        Assert.Equal([DigestState.Ready, DigestState.Empty, DigestState.Ready], (await DigestsAsync(site)).Select(d => d.State));
        Assert.Equal(4, (await site.MailsAsync()).Count);
    }

    [Theory, AllDatabases]
    public async Task A_question_that_became_late_is_news(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        Known.Standing.Add(new DigestItem(DigestSection.ToAnswer, TestDigests.Point, Guid.NewGuid(), "Oude vraag", "", Tuesday.AddDays(-30), new DateOnly(2026, 11, 27)));
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);

        foreach (var week in new[] { 0, 7, 14 })
        {
            site.Time.Set(Tuesday.AddDays(week));
            await RunTaskAsync(site);
            await site.DrainAsync();
        }

        Assert.Equal([DigestState.Ready, DigestState.Ready, DigestState.Empty], (await DigestsAsync(site)).Select(d => d.State));
        Assert.Equal("1 vraag wacht op antwoord", (await site.MailsAsync())[1].Subject);
    }

    [Theory, AllDatabases]
    public async Task A_record_stands_once_in_the_section_that_comes_first(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        var point = await AddAsync(site, group, DigestSection.New);
        await AddAsync(site, group, DigestSection.New, point);
        await AddAsync(site, group, DigestSection.Discussed, point);
        Known.Standing.Add(new DigestItem(DigestSection.ToAnswer, TestDigests.Point, point, "Vraag", "", site.Time.Now));

        await CompileAsync(site, group);

        Assert.Equal(DigestSection.ToAnswer, Assert.Single(await EntriesAsync(site)).Section);
        Assert.Equal(0, await site.UseAsync<IDigestService, int>(s => s.CountWaitingAsync(group.Id, Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Entries_stand_by_section_late_first_then_by_theme_and_newest_first_and_the_calendar_forward(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        var (yesterday, today) = (site.Time.Now.AddDays(-1), site.Time.Now.AddHours(-1));
        await AddAsync(site, group, DigestSection.Calendar, about: ("later", "", today.AddDays(9), null));
        await AddAsync(site, group, DigestSection.Calendar, about: ("eerst", "", today.AddDays(2), null));
        await AddAsync(site, group, DigestSection.New, about: ("geen thema", "", today, null));
        await AddAsync(site, group, DigestSection.New, about: ("wonen oud", "Wonen", yesterday, null));
        await AddAsync(site, group, DigestSection.New, about: ("wonen nieuw", "Wonen", today, null));
        await AddAsync(site, group, DigestSection.New, about: ("geld", "Geld", yesterday, null));
        await AddAsync(site, group, DigestSection.ToAnswer, about: ("op tijd", "Geld", today, new DateOnly(2026, 12, 1)));
        await AddAsync(site, group, DigestSection.ToAnswer, about: ("te laat", "Wonen", yesterday, new DateOnly(2026, 11, 20)));

        await CompileAsync(site, group);

        Assert.Equal(["te laat", "op tijd", "geld", "wonen nieuw", "wonen oud", "geen thema", "eerst", "later"], (await EntriesAsync(site)).Select(e => e.Gist));
    }

    [Theory, AllDatabases]
    public async Task Each_recipient_reads_only_what_is_theirs_with_their_own_link(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 3);
        var people = Known.People(group);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        var question = await AddAsync(site, group, DigestSection.ToAnswer, about: ("Vraag", "", site.Time.Now, new DateOnly(2026, 12, 24)));
        Known.Owners[question] = people[0].PersonId;
        Known.Readers[question] = [people[0].PersonId, people[1].PersonId];

        await CompileAsync(site, group);
        await site.DrainAsync();

        var bodies = (await site.MailsAsync()).ToDictionary(m => m.To, m => m.Body!);
        Assert.Contains($"/antwoord/{question:N}", bodies[people[0].Email], StringComparison.Ordinal);
        Assert.Contains($"/punt/{question:N}", bodies[people[1].Email], StringComparison.Ordinal);
        Assert.DoesNotContain(people[2].Email, bodies.Keys);
    }

    [Theory, AllDatabases]
    public async Task Records_that_are_gone_or_whose_digest_was_stopped_half_way_are_handled(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        Known.Gone.Add(await AddAsync(site, group, DigestSection.New));
        for (var i = 0; i < 3; i++) await AddAsync(site, group, DigestSection.New);
        // What a killed process leaves: a digest in the making, with a lease that ends.
        var left = new Digest
        {
            Id = Guid.NewGuid(),
            AudienceId = group.Id,
            Title = group.Name,
            Period = "2026-11-24",
            Since = site.Time.Now.AddDays(-7),
            Until = site.Time.Now.AddMinutes(1),
            State = DigestState.Compiling,
            LeaseId = Guid.NewGuid(),
            LeasedUntil = site.Time.Now.AddMinutes(1),
        };
        await site.DataAsync(db => { db.Add(left); return db.SaveChangesAsync(Cancel); });

        await RunTaskAsync(site);
        var before = Assert.Single(await DigestsAsync(site)).State;
        site.Time.Advance(TimeSpan.FromMinutes(2));
        await RunTaskAsync(site);

        Assert.Equal(DigestState.Compiling, before);
        Assert.Equal((left.Id, DigestState.Ready, 3), (await DigestsAsync(site)).Select(d => (d.Id, d.State, d.EntryCount)).Single());
    }

    [Theory, AllDatabases]
    public async Task Members_open_it_and_others_do_not_find_it(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 9);
        var other = Known.AddGroup("Werkgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);
        var id = await CompileAsync(site, group);

        Task<DigestView> OpenAs(DigestRecipient person)
        {
            site.User.Id = person.UserId;
            return site.UseAsync<DigestLibrary, DigestView>(l => l.OpenAsync(id!.Value, 1, Cancel));
        }

        await OpenAs(Known.People(group)[0]);
        await OpenAs(Known.People(group)[0]);
        var view = await OpenAs(Known.People(group)[1]);

        Assert.Equal((2, 9), (view.ReadBy, view.Digest.RecipientCount));
        Assert.Single(Assert.Single(view.Sections).Lines);
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAs(Known.People(other)[0]));
        Assert.Empty(await site.UseAsync<DigestLibrary, IReadOnlyList<DigestLineItem>>(l => l.ListAsync(0, 50, Cancel)));
        site.User.Id = Known.People(group)[3].UserId;
        Assert.Single(await site.UseAsync<DigestLibrary, IReadOnlyList<DigestLineItem>>(l => l.ListAsync(0, 50, Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Who_stops_it_gets_no_more_mail_until_they_ask_again(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 2);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);
        await CompileAsync(site, group);
        await site.DrainAsync();
        var token = (await site.MailsAsync())[0].UnsubscribeUrl!["/digest/uit/".Length..];

        foreach (var wants in new[] { false, true })
        {
            await site.UseAsync<DigestPreferences>(p => p.SetAsync(token, wants, Cancel));
            Assert.Equal(wants, (await site.UseAsync<DigestPreferences, DigestChoice?>(p => p.FindAsync(token, Cancel)))!.WantsMail);
            site.Time.Advance(TimeSpan.FromMinutes(2));
            await AddAsync(site, group, DigestSection.New);
            await CompileAsync(site, group);
            await site.DrainAsync();
        }

        Assert.Equal(2 + 1 + 2, (await site.MailsAsync()).Count);
    }

    [Theory, AllDatabases]
    public async Task The_coach_gets_a_daily_digest_on_weekdays(Db kind)
    {
        _notifications.Users.Coaches.Add(new UserSummary("u1", "coach@zolim.example", "Ann"));
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        for (var day = 0; day < 7; day++)
        {
            await AddAsync(site, new DigestGroup(DigestAudiences.Coach, ""), DigestSection.New);
            site.Time.Set(Tuesday.AddDays(-1 + day).AddMinutes(5)); // Monday to Sunday, past seven
            await RunTaskAsync(site);
        }

        Assert.Equal(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"], (await DigestsAsync(site)).Select(d => d.Period));
    }

    [Theory, AllDatabases]
    public async Task A_coach_can_send_it_now_and_a_second_click_gives_the_same(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);

        var first = await CompileAsync(site, group);
        var second = await CompileAsync(site, group);

        Assert.NotNull(first);
        Assert.Equal(first, second);
    }

    [Theory, AllDatabases]
    public async Task Old_digests_are_erased_whole(Db kind)
    {
        var group = Known.AddGroup("Stuurgroep", people: 1);
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await AddAsync(site, group, DigestSection.New);
        var id = await CompileAsync(site, group);
        site.User.Id = Known.People(group)[0].UserId;
        await site.UseAsync<DigestLibrary, DigestView>(l => l.OpenAsync(id!.Value, 1, Cancel));

        site.Time.Advance(TimeSpan.FromDays(731));
        await site.InScopeAsync(services => new NotificationRetention().DoWorkAsync(services, Cancel));

        Assert.Empty(await DigestsAsync(site));
        Assert.Empty(await EntriesAsync(site));
    }

    [Theory]
    [InlineData("2026-11-24T05:59:00Z", "2026-11-17")] // Tuesday, one minute before 7 in winter time
    [InlineData("2026-11-24T06:00:00Z", "2026-11-24")]
    [InlineData("2027-03-30T05:00:00Z", "2027-03-30")] // in summer time
    [InlineData("2026-11-23T22:00:00Z", "2026-11-17")]
    public void The_moment_is_in_Brussels_time(string now, string day)
        => Assert.Equal(
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            DigestSettings.LastDay(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime(), [DayOfWeek.Tuesday], 7));

    private async Task<Guid> AddAsync(
        TestSite site, DigestGroup group, DigestSection section, Guid? subject = null, (string Gist, string Theme, DateTime At, DateOnly? DueOn)? about = null)
    {
        var id = subject ?? Guid.NewGuid();
        if (about is not null) Known.Known[id] = about.Value;
        await site.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IDigestQueue>().AddAsync(group.Id, section, TestDigests.Point, id, Cancel);
            await services.GetRequiredService<GboDbContext>().SaveChangesAsync(Cancel);
        });
        return id;
    }

    private static Task RunTaskAsync(TestSite site) => site.InScopeAsync(services => new DigestTask().DoWorkAsync(services, Cancel));

    private static Task<Guid?> CompileAsync(TestSite site, DigestGroup group) => site.UseAsync<IDigestService, Guid?>(s => s.CompileNowAsync(group.Id, Cancel));

    private static Task<List<Digest>> DigestsAsync(TestSite site) => site.DataAsync(db => db.Set<Digest>().AsNoTracking().OrderBy(d => d.Until).ToListAsync(Cancel));

    private static Task<List<DigestEntry>> EntriesAsync(TestSite site) => site.DataAsync(db => db.Set<DigestEntry>().AsNoTracking().OrderBy(e => e.Number).ToListAsync(Cancel));
}
