using System.Data.Common;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Models;
using static GboParticipatie.Tests.Workflows.Define;

namespace GboParticipatie.Tests.Workflows;

public sealed class WaitTests(DatabaseFixture databases)
{
    private static WorkflowType WaitThenEffect(string properties)
        => OnPoint([Step("wait", "Wait", properties), Step("effect", "Effect")], "start Done wait", "wait Done effect");

    private static WorkflowType AnswerOrRemind(string time) => OnPoint(
        [Step("answer", "WaitForEvent", $$"""{ "Events": ["TestPointAnswered"], {{time}} }"""), Step("thanks", "Log", """{ "Text": "thanks" }"""), Step("remind", "Log", """{ "Text": "remind" }""")],
        "start Done answer", "answer TestPointAnswered thanks", "answer TimedOut remind");

    [Theory, AllDatabases]
    public async Task A_wait_ends_when_its_time_has_come_and_not_before(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(WaitThenEffect("""{ "Duration": "P3D" }"""));
        await kit.ProposeAsync();

        await kit.PassAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(WorkflowState.Waiting, (await kit.RunAsync()).State);
        Assert.Equal(0, await kit.CountAsync("effect-"));
        await kit.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task Working_days_skip_the_weekend_and_end_in_the_morning_of_Brussels(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(WaitThenEffect("""{ "WorkingDays": 5 }"""));

        // Sunday 22 November: the fifth working day after it is Friday 27 November, 8 o'clock in Brussels.
        await kit.ProposeAsync();

        Assert.Equal(new DateTime(2026, 11, 27, 7, 0, 0, DateTimeKind.Utc), Assert.Single(await kit.PositionsAsync()).DueAt);
    }

    [Theory, AllDatabases]
    public async Task A_date_that_is_moved_while_waiting_is_waited_for(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(WaitThenEffect("""{ "Until": "point.dueOn", "OffsetWorkingDays": -1, "At": "09:30" }"""));
        var point = await kit.ProposeAsync(new TestPoint { Due = new DateOnly(2026, 12, 7) });
        Assert.Equal(new DateTime(2026, 12, 4, 8, 30, 0, DateTimeKind.Utc), Assert.Single(await kit.PositionsAsync()).DueAt);

        kit.Points.All[point].Due = new DateOnly(2026, 12, 1);
        await kit.PublishAsync(new TestPointMoved(point));
        await kit.Site.DrainAsync();
        Assert.Equal(new DateTime(2026, 11, 30, 8, 30, 0, DateTimeKind.Utc), Assert.Single(await kit.PositionsAsync()).DueAt);

        kit.Points.All[point].Due = new DateOnly(2027, 1, 12);
        await kit.PassAsync(TimeSpan.FromDays(10));
        Assert.Equal(0, await kit.CountAsync("effect-"));
        await kit.PassAsync(TimeSpan.FromDays(60));

        Assert.Equal(1, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_moment_that_has_passed_goes_its_own_way_if_there_is_one(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("wait", "Wait", """{ "Until": "point.meetingAt", "OffsetDays": -2 }"""), Step("late", "Log", """{ "Text": "late" }""")],
            "start Done wait", "wait Passed late"));

        await kit.ProposeAsync(new TestPoint { Meeting = kit.Site.Time.Now.AddDays(1) });

        Assert.Equal(["start:Done", "wait:Passed", "late:Done"], await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task An_event_of_the_record_ends_the_wait_for_it(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(AnswerOrRemind("\"Duration\": \"P5D\""));
        var point = await kit.ProposeAsync();
        await kit.ProposeAsync();

        await kit.PublishAsync(new TestPointAnswered(point, Guid.NewGuid()));
        await kit.Site.DrainAsync();

        var runs = await kit.RunsAsync();
        Assert.Equal(WorkflowState.Completed, runs.Single(r => r.CorrelationId == point).State);
        Assert.Equal(WorkflowState.Waiting, runs.Single(r => r.CorrelationId != point).State);
        Assert.Contains("thanks:Done", await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task Without_the_event_the_wait_times_out(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(AnswerOrRemind("\"Duration\": \"P5D\""));
        var point = await kit.ProposeAsync();

        await kit.PassAsync(TimeSpan.FromDays(5));
        await kit.PublishAsync(new TestPointAnswered(point, Guid.NewGuid()));
        await kit.Site.DrainAsync();

        Assert.Equal(["start:Done", "answer:TimedOut", "remind:Done"], await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task An_event_that_comes_before_the_run_waits_for_it_is_not_lost(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint(
            [Step("first", "Wait", """{ "Duration": "P1D" }"""), Step("answer", "WaitForEvent", """{ "Events": "TestPointAnswered" }""")],
            "start Done first", "first Done answer"));
        var point = await kit.ProposeAsync();
        await kit.PublishAsync(new TestPointAnswered(point, Guid.NewGuid()));
        await kit.Site.DrainAsync();

        await kit.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(["start:Done", "first:Done", "answer:TestPointAnswered"], await kit.TraceAsync());
        Assert.Equal(0, await kit.Site.DataAsync(db => db.Set<WorkflowSignal>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_step_can_make_a_run_hear_of_another_record(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        var answer = Guid.NewGuid();
        await kit.SaveAsync(OnPoint(
            [Step("ask", "Effect", $$"""{ "Correlate": "{{answer}}" }"""), Step("answer", "WaitForEvent", """{ "Events": "TestPointAnswered" }""")],
            "start Done ask", "ask Done answer"));
        await kit.ProposeAsync();

        await kit.PublishAsync(new TestPointAnswered(kit.Points.Add(), answer));
        await kit.Site.DrainAsync();

        Assert.Equal(WorkflowState.Completed, (await kit.RunAsync()).State);
        Assert.Equal(0, await kit.Site.DataAsync(db => db.Set<WorkflowCorrelation>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_run_whose_record_is_gone_ends(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(WaitThenEffect("""{ "Duration": "P3D" }"""));
        var point = await kit.ProposeAsync();
        kit.Points.All.Remove(point, out _);

        await kit.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(WorkflowState.Cancelled, (await kit.RunAsync()).State);
        Assert.Equal(0, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task An_event_and_a_time_out_at_the_same_moment_end_the_wait_once(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await using var other = kit.Another();
        await kit.SaveAsync(AnswerOrRemind("\"Duration\": \"P5D\""));
        var points = new List<Guid>();
        for (var i = 0; i < 20; i++) points.Add(await kit.ProposeAsync());
        foreach (var point in points) await kit.PublishAsync(new TestPointAnswered(point, Guid.NewGuid()));
        kit.Site.Time.Advance(TimeSpan.FromDays(5));

        await Task.WhenAll(kit.RunDueAsync(), other.Site.DrainAsync());
        await kit.RunDueAsync();

        var trace = await kit.TraceAsync();
        Assert.Equal(20, trace.Count(t => t.StartsWith("answer:", StringComparison.Ordinal)));
        Assert.Equal(20, trace.Count(t => t is "thanks:Done" or "remind:Done"));
        Assert.All(await kit.RunsAsync(), run => Assert.Equal(WorkflowState.Completed, run.State));
    }

    [Theory, AllDatabases]
    public async Task Several_claimers_share_what_is_due_and_take_nothing_twice(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await using var other = kit.Another();
        await kit.SaveAsync(WaitThenEffect("""{ "Duration": "P1D" }"""));
        await AddWaitingAsync(kit, 1000);
        kit.Site.Time.Advance(TimeSpan.FromDays(1));

        var claimed = await Task.WhenAll(new[] { kit, other, kit, other }.Select(k => k.Site.UseAsync<DueWork, int>(d => d.ClaimWaitsAsync(CancellationToken.None))));

        Assert.Equal(1000, claimed.Sum());
        Assert.All(await kit.PositionsAsync(), p => Assert.Equal((PositionState.Ready, ActivityResume.Due), (p.State, p.Resume)));
    }

    [Theory, AllDatabases]
    public async Task What_waits_is_found_by_an_index_and_not_by_reading_all(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(WaitThenEffect("""{ "Duration": "P1D" }"""));
        await AddWaitingAsync(kit, 1000);

        var plan = await kit.Site.DataAsync(db => ExplainAsync(db, kit.Site.Time.Now.AddHours(-1)));

        Assert.Contains("IX_WorkflowPositions_DueAt", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on \"WorkflowPositions\" \"WorkflowPositions_1\"", plan, StringComparison.Ordinal);
    }

    private static async Task<string> ExplainAsync(GboDbContext db, DateTime now)
    {
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        var explain = db.IsSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = explain + string.Format(System.Globalization.CultureInfo.InvariantCulture, DueWork.ClaimSql(db.IsSqlite), "@now", "200");
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@now", now);
        command.Parameters.Add(parameter);
        await db.Database.OpenConnectionAsync();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }

    private static Task AddWaitingAsync(WorkflowKit kit, int count) => kit.Site.UseAsync<GboDbContext>(async db =>
    {
        var version = await db.Set<WorkflowTypeVersion>().SingleAsync();
        for (var i = 0; i < count; i++)
        {
            var run = new WorkflowInstance
            {
                Id = Guid.NewGuid(),
                WorkflowTypeId = "test",
                TypeVersionId = version.Id,
                State = WorkflowState.Waiting,
                StartEventId = Guid.NewGuid(),
                StartEventName = nameof(TestPointProposed),
                StartedAt = kit.Site.Time.Now,
            };
            db.Add(run);
            db.Add(new WorkflowPosition
            {
                Id = Guid.NewGuid(),
                InstanceId = run.Id,
                ActivityId = "wait",
                State = PositionState.Waiting,
                VisitedAt = kit.Site.Time.Now,
                DueAt = kit.Site.Time.Now.AddSeconds(i),
            });
        }

        await db.SaveChangesAsync();
    });
}
