using System.Text.RegularExpressions;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Web.BackgroundTasks;
using GboParticipatie.Web.Recipes;
using Quartz;

namespace GboParticipatie.Tests.Web;

/// <summary>Background tasks under the real scheduler, with its store.</summary>
public sealed partial class ScheduleTests(DatabaseFixture databases)
{
    private static readonly (string, string) Scheduled = ("Gbo:BackgroundTasks", "true");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Schedules_survive_a_restart_and_those_of_a_module_that_went_off_are_removed(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        var folder = RunningSite.RecipeFolder();
        Dictionary<string, DateTimeOffset?> before;
        await using (var site = await RunningSite.StartAsync(database, folder: folder, keepFolder: true, settings: Scheduled))
        {
            before = await NextTimesAsync(site);
            Assert.Equal(site.App.Services.GetRequiredService<TaskCatalog>().All.Select(t => t.Name), before.Keys.Order(StringComparer.Ordinal));
            await SwitchOffAsync(site, folder);
        }

        await using var later = await RunningSite.StartAsync(database, folder: folder, settings: Scheduled);

        var after = await NextTimesAsync(later);
        Assert.True(after.Count < before.Count, "the tasks of Workflows are gone");
        Assert.All(after, task => Assert.True(before.ContainsKey(task.Key)));
    }

    [Theory, AllDatabases]
    public async Task A_task_that_is_due_runs_and_is_noted(Db kind)
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: Scheduled);
        var scheduler = await site.App.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        var done = new TaskCompletionSource();
        scheduler.ListenerManager.AddJobListener(new Listener(done), []);

        await scheduler.TriggerJob(new JobKey("OutboxRetention", "modules"), new JobDataMap(), Cancel);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        await using var scope = site.App.Services.CreateAsyncScope();
        var run = await scope.ServiceProvider.GetRequiredService<GboDbContext>().Set<TaskRun>().SingleAsync(r => r.Name == "OutboxRetention", Cancel);
        Assert.Null(run.Error);
    }

    [Theory, AllDatabases]
    public async Task What_was_due_while_the_site_was_down_is_made_up_once_when_it_is_back(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        var folder = RunningSite.RecipeFolder();
        var runs = new Runs();
        void AddTask(IServiceCollection services) => services.AddSingleton(runs).AddScoped<IBackgroundTask, NewYear>();
        await using (await RunningSite.StartAsync(database, folder: folder, keepFolder: true, replace: AddTask, settings: Scheduled))
        {
            Assert.Equal(0, runs.Count);
        }

        // As the store of a site is that went down the day before its time, and comes back the day after.
        Assert.Equal(1, await StoreDueAsync(database, folder, DateTime.UtcNow.AddHours(-20)));
        await using var later = await RunningSite.StartAsync(database, folder: folder, replace: AddTask, settings: [Scheduled, ("Gbo:BackgroundTasksAfter", "0.5")]);
        await runs.First.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancel);

        var next = (await NextTimesAsync(later))[nameof(NewYear)];
        Assert.True(next > DateTimeOffset.UtcNow, "it goes on with the next time");
        Assert.Equal(1, runs.Count);
    }

    // A row of the table in docs/operations.md: | `Name` | `cron` | what |
    [Fact]
    public async Task Each_task_runs_when_the_documentation_says()
    {
        var rows = await File.ReadAllLinesAsync(Path.Combine(TestFolder.Repository, "docs", "operations.md"), Cancel);
        var told = rows.Select(r => ScheduleRow().Match(r)).Where(m => m.Success).Select(m => (m.Groups["name"].Value, m.Groups["cron"].Value)).ToList();
        var from = DateTimeOffset.UtcNow;
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), settings: Scheduled);
        var tasks = site.App.Services.GetRequiredService<TaskCatalog>().All;

        Assert.Equal(told, tasks.Select(t => (t.Name, t.Schedule)));
        Assert.Equal(DatabaseFixture.Assemblies.SelectMany(a => a.GetTypes()).Where(t => typeof(IBackgroundTask).IsAssignableFrom(t) && t.IsClass).Select(t => t.Name).Order(StringComparer.Ordinal), tasks.Select(t => t.Name));
        var times = await NextTimesAsync(site);
        Assert.All(tasks, t => Assert.InRange(times[t.Name]!.Value, t.Cron.GetNextValidTimeAfter(from)!.Value, t.Cron.GetNextValidTimeAfter(DateTimeOffset.UtcNow)!.Value));
    }

    [Fact]
    public void A_schedule_is_in_Brussels_time_in_summer_and_in_winter()
    {
        var task = new TaskDescription("T", "", "30 7 * * *");

        Assert.Equal(new DateTime(2026, 1, 10, 6, 30, 0), task.Cron.GetNextValidTimeAfter(new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero))!.Value.UtcDateTime);
        Assert.Equal(new DateTime(2026, 7, 10, 5, 30, 0), task.Cron.GetNextValidTimeAfter(new DateTimeOffset(2026, 7, 10, 0, 0, 0, TimeSpan.Zero))!.Value.UtcDateTime);
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| `(?<cron>[^`]+)` \|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScheduleRow();

    private static async Task<int> StoreDueAsync(GboDatabaseOptions database, string folder, DateTime due)
    {
        await using System.Data.Common.DbConnection connection = database.IsSqlite
            ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "App_Data", "test", "quartz.db")}")
            : new Npgsql.NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE qrtz_triggers SET next_fire_time = {due.Ticks} WHERE trigger_name = '{nameof(NewYear)}'";
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<Dictionary<string, DateTimeOffset?>> NextTimesAsync(RunningSite site)
    {
        var scheduler = await site.App.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), Cancel);
        var times = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        foreach (var header in triggers.Items) times[header.Key.Name] = (await scheduler.GetTrigger(header.Key, Cancel))!.NextFireTimeUtc;
        return times;
    }

    private static async Task SwitchOffAsync(RunningSite site, string folder)
    {
        var file = Path.Combine(folder, "uit.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With("""{ "name": "feature", "disable": ["GboParticipatie.Klankgroep", "GboParticipatie.Workflows"] }"""), Cancel);
        await using var scope = site.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().ApplyAsync(Recipe.Read(file), Cancel);
    }

    private sealed class Runs
    {
        private int _count;

        public int Count => _count;

        public TaskCompletionSource First { get; } = new();

        public void Add()
        {
            Interlocked.Increment(ref _count);
            First.TrySetResult();
        }
    }

    [BackgroundTask(Schedule = "0 0 1 1 *", Description = "Voor de test")]
    private sealed class NewYear(Runs runs) : IBackgroundTask
    {
        public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        {
            runs.Add();
            return Task.CompletedTask;
        }
    }

    private sealed class Listener(TaskCompletionSource done) : IJobListener
    {
        public string Name => "test";

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            done.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
