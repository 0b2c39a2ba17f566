using System.Text.Json.Nodes;
using GboParticipatie.Data.Settings;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;

namespace GboParticipatie.Tests.Workflows;

/// <summary>A site with workflows on it.</summary>
internal sealed class WorkflowKit(TestSite site, TestPoints points) : IAsyncDisposable
{
    public TestSite Site => site;

    public TestPoints Points => points;

    public static async Task<WorkflowKit> CreateAsync(DatabaseFixture databases, Db kind, Action<IServiceCollection>? more = null)
    {
        var points = new TestPoints();
        return new WorkflowKit(await databases.CreateAsync(kind, services =>
        {
            Configure(services, points);
            more?.Invoke(services);
        }), points);
    }

    public WorkflowKit Another() => new(site.Another(services => Configure(services, points)), points);

    public static void Configure(IServiceCollection services, TestPoints points)
    {
        services.AddSingleton(points);
        services.AddSingleton(new ModelAssemblies([.. DatabaseFixture.Assemblies, typeof(WorkflowKit).Assembly]));
        services.AddScoped<IEmailService, TestMail>();
        services.AddScoped<IUserDirectory, TestDirectory>();
        services.AddScoped<ISiteService, TestSettings>();
        services.AddScoped<WorkingCalendar>();
        new GboParticipatie.Workflows.Startup().ConfigureServices(services);
        services.AddWorkflowEventSource<TestPointProposedSource>().AddWorkflowEventSource<TestPointMovedSource>().AddWorkflowEventSource<TestPointAnsweredSource>();
        services.AddWorkflowRecipients<TestAuthor>();
        services.AddActivity<Effect>();
    }

    /// <summary>Saves a definition written as lines such as <c>start TestPointProposed</c> and <c>start Done -> mail</c>.</summary>
    public Task SaveAsync(WorkflowType definition) => site.InScopeAsync(async services =>
    {
        await services.GetRequiredService<WorkflowTypeService>().SaveAsync(definition, CancellationToken.None);
        await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
    });

    public Task ApplyRecipeAsync(params JsonNode[] data) => site.InScopeAsync(async services =>
    {
        var step = new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray([.. data.Select(d => d.DeepClone())]) };
        var context = new RecipeExecutionContext { File = "test.recipe.json", Name = "WorkflowType", Index = 3, Step = step, Services = services };
        await services.GetServices<IRecipeStepHandler>().Single(h => h.Name == "WorkflowType").ExecuteAsync(context, CancellationToken.None);
        await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
    });

    public Task PublishAsync(IDomainEvent @event, bool onlyDay = false) => site.UseAsync<GboDbContext>(async db =>
    {
        db.Publish(@event, onlyDay);
        await db.SaveChangesAsync();
    });

    /// <summary>A new point is proposed, and what follows at once has been done.</summary>
    public async Task<Guid> ProposeAsync(TestPoint? point = null)
    {
        var id = points.Add(point);
        await PublishAsync(new TestPointProposed(id));
        await site.DrainAsync();
        return id;
    }

    /// <summary>Time passes, and what is due by then has been done.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        site.Time.Advance(time);
        await RunDueAsync();
    }

    public async Task RunDueAsync()
    {
        await site.UseAsync<DueWork>(async due =>
        {
            await due.StartTimersAsync(CancellationToken.None);
            await due.ClaimWaitsAsync(CancellationToken.None);
        });
        await site.DrainAsync();
    }

    public Task<List<WorkflowInstance>> RunsAsync() => site.DataAsync(db => db.Set<WorkflowInstance>().AsNoTracking().OrderBy(i => i.StartedAt).ToListAsync());

    public async Task<WorkflowInstance> RunAsync() => Assert.Single(await RunsAsync());

    public Task<List<WorkflowPosition>> PositionsAsync() => site.DataAsync(db => db.Set<WorkflowPosition>().AsNoTracking().ToListAsync());

    /// <summary>The trace of all runs, as <c>step:outcome</c>.</summary>
    public Task<List<string>> TraceAsync() => site.DataAsync(db => db.Set<WorkflowTrace>().OrderBy(t => t.InstanceId).ThenBy(t => t.Number).Select(t => t.ActivityId + ":" + t.Outcome).ToListAsync());

    public Task<int> CountAsync(string prefix) => site.DataAsync(db => db.Set<Counter>().CountAsync(c => c.Name.StartsWith(prefix)));

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
