using System.Globalization;
using GboParticipatie.Data;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using GboParticipatie.Web.BackgroundTasks;
using GboParticipatie.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>ZOLim in this process, so that its clock can be put forward and what a test needs can be made without clicking.</summary>
public sealed class TimedZolim() : Region("zolim")
{
    private WebApplication? _app;

    /// <summary>The site's clock.</summary>
    public ForwardClock Clock { get; } = new();

    /// <summary>Today in Brussels, by the site's clock.</summary>
    public DateOnly Today => BrusselsTime.Today(Clock);

    /// <summary>Runs a background task, as its schedule would.</summary>
    public Task RunAsync(string task) => _app!.Services.GetRequiredService<TaskRunner>().RunAsync(task, CancellationToken.None);

    /// <summary>Someone of the recipe brings a point to a group.</summary>
    public Task<AgendaItem> PointAsync(string email, string group, string problem) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<GboDbContext>();
        var person = await db.Set<Person>().SingleAsync(p => p.Email == email);
        var organisation = await db.Set<Membership>().Where(m => m.PersonId == person.Id).Select(m => m.OrganisationId).FirstAsync();
        return await services.GetRequiredService<AgendaItemService>().ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = await db.Set<Group>().Where(g => g.Slug == group).Select(g => g.Id).SingleAsync(),
            Author = new ProposalAuthor { PersonId = person.Id, OrganisationId = organisation, Channel = Channel.Web, IsConfirmed = true },
            Description = problem,
            Visibility = Visibility.WithName,
        });
    });

    /// <summary>A meeting of its group that has been under way for ten minutes, with this point on its agenda.</summary>
    public Task<Session> MeetingAsync(AgendaItem item) => InScopeAsync(async services =>
    {
        var start = Clock.GetUtcNow().UtcDateTime.AddMinutes(-10);
        var details = new SessionDetails { Title = "Klankmoment van nu", StartsAt = start, EndsAt = start.AddHours(2) };
        var session = await services.GetRequiredService<SessionService>().CreateAsync(new CreateSession(item.GroupId, details));
        await services.GetRequiredService<AgendaService>().AddAsync(session.Id, item.Id);
        return session;
    });

    /// <summary>A meeting of a group in two weeks, for what comes onto its next agenda.</summary>
    public Task<Session> ComingMeetingAsync(string group) => InScopeAsync(async services =>
    {
        var id = await services.GetRequiredService<GboDbContext>().Set<Group>().Where(g => g.Slug == group).Select(g => g.Id).SingleAsync();
        var start = BrusselsTime.ToUtc(Today.AddDays(14).ToDateTime(new TimeOnly(10, 0)));
        return await services.GetRequiredService<SessionService>().CreateAsync(new CreateSession(id, new SessionDetails { Title = "Klankmoment van straks", StartsAt = start, EndsAt = start.AddHours(2) }));
    });

    /// <summary>The coach sends a point on to the steering group.</summary>
    public Task<Answer> AskAsync(AgendaItem item, string question) => InScopeAsync(services => services.GetRequiredService<AgendaItemService>()
        .ForwardAsync(new ForwardAgendaItem { ItemId = item.Id, Question = question }));

    /// <summary>The steering group answers.</summary>
    public Task<Answer> AnswerAsync(Answer asked, string why) => InScopeAsync(services => services.GetRequiredService<AnswerService>()
        .GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = why }));

    /// <summary>The steering group promises something.</summary>
    public Task<Answer> PromiseAsync(Answer asked, string what, DateOnly by) => InScopeAsync(services => services.GetRequiredService<AnswerService>()
        .GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillDo, Why = "Het is nodig.", WhatHappens = what, ByWhen = by }));

    /// <summary>Who brought the point takes it back: nobody need answer it any more.</summary>
    public Task<AgendaItem> WithdrawAsync(AgendaItem item) => InScopeAsync(services => services.GetRequiredService<AgendaItemService>().WithdrawAsync(item.Id));

    /// <summary>A group of the whole region that takes points.</summary>
    public Task<Group> GroupAsync(string slug, string called) => InScopeAsync(services => services.GetRequiredService<GroupService>()
        .SaveAsync(new GroupDetails { Slug = slug, Name = called, Kind = GroupKind.Klankgroep, AcceptsItems = true }));

    /// <summary>A group ends: yesterday was its last day.</summary>
    public Task EndAsync(Group group) => InScopeAsync(async services =>
    {
        await services.GetRequiredService<GroupService>().EndAsync(group.Id, Today.AddDays(-1));
        return true;
    });

    /// <summary>How far a question is.</summary>
    public Task<AnswerState> StateAsync(Guid answer)
        => InScopeAsync(services => services.GetRequiredService<GboDbContext>().Set<Answer>().Where(a => a.Id == answer).Select(a => a.State).SingleAsync());

    /// <inheritdoc />
    protected override async Task<Uri> StartSiteAsync(IReadOnlyDictionary<string, string> settings)
    {
        var all = settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal);
        all["urls"] = "http://127.0.0.1:0";
        all["Gbo:BackgroundTasks"] = "false";
        all["Logging:LogLevel:Default"] = "Critical";
        _app = await GboHost.BuildAsync(new GboHostOptions
        {
            Environment = "Development",
            Settings = all,
            Time = Clock,
            MapMore = app =>
            {
                app.MapGet("/test/kapot", Broken).Public("test");
                app.MapGet("/test/zonder-databank", WithoutDatabase).Public("test");
            },
        });
        await _app.StartAsync();
        return new Uri(_app.Urls.First());
    }

    /// <inheritdoc />
    protected override async Task StopSiteAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Broken() => throw new InvalidOperationException("A fault of ours.");

    // SQLITE_CANTOPEN.
    private static string WithoutDatabase() => throw new SqliteException("The database is away.", 14);

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}

/// <summary>The real clock, put forward.</summary>
public sealed class ForwardClock : TimeProvider
{
    private long _ahead;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    /// <summary>Puts it forward to an hour in Brussels.</summary>
    public void AdvanceTo(DateOnly day, string hour)
    {
        var moment = BrusselsTime.ToUtc(day.ToDateTime(TimeOnly.ParseExact(hour, "HH:mm", CultureInfo.InvariantCulture)));
        var by = moment - GetUtcNow().UtcDateTime;
        Assert.True(by > TimeSpan.Zero, "A clock goes forward only.");
        Advance(by);
    }
}

/// <summary>Tests that share one ZOLim of which they move the clock. One at a time.</summary>
[CollectionDefinition("TimedZolim")]
public sealed class TimedZolimGroup : ICollectionFixture<TimedZolim>;
