using System.Collections.Concurrent;
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

internal sealed record TestPointProposed(Guid PointId) : IDomainEvent
{
    public Guid StreamId => PointId;
}

internal sealed record TestPointMoved(Guid PointId) : IDomainEvent
{
    public Guid StreamId => PointId;
}

internal sealed record TestPointAnswered(Guid PointId, Guid AnswerId) : IDomainEvent
{
    public Guid StreamId => AnswerId;
}

internal enum TestPointState
{
    Open,
    Answered,
}

/// <summary>A record that workflows are about, in the tests.</summary>
internal sealed class TestPoint
{
    public string Title { get; set; } = "De bus rijdt niet op zondag";

    public int HeardFrom { get; set; } = 7;

    public DateOnly? Due { get; set; }

    public DateTime? Meeting { get; set; }

    public TestPointState State { get; set; }

    public string? AuthorEmail { get; set; } = "organisatie@zolim.example";
}

/// <summary>The records, and what the tests want to go wrong.</summary>
internal sealed class TestPoints
{
    private int _failures;

    public ConcurrentDictionary<Guid, TestPoint> All { get; } = new();

    public ConcurrentQueue<EmailMessage> Offered { get; } = new();

    public int FailTimes { get => _failures; set => _failures = value; }

    public bool ShouldFail() => Interlocked.Decrement(ref _failures) >= 0;

    public Guid Add(TestPoint? point = null)
    {
        var id = Guid.NewGuid();
        All[id] = point ?? new TestPoint();
        return id;
    }
}

internal static class TestPointFields
{
    public static IReadOnlyList<WorkflowField> All { get; } =
    [
        new("point.title", "titel", FieldType.Text),
        new("point.heardFrom", "van hoeveel mensen", FieldType.Number),
        new("point.dueOn", "tegen wanneer", FieldType.Date),
        new("point.meetingAt", "bijeenkomst", FieldType.Moment),
        new("point.isOpen", "staat nog open", FieldType.YesNo),
        WorkflowField.Choice<TestPointState>("point.state", "status", s => s == TestPointState.Open ? "Open" : "Beantwoord"),
        new("point.id", "sleutel", FieldType.Id),
        new("point.link", "link", FieldType.Link),
        new("point.themes", "thema's", FieldType.TextList),
    ];

    public static WorkflowValues? Read(TestPoints points, Guid id) => points.All.TryGetValue(id, out var point)
        ? new WorkflowValues(All).Set("point.title", point.Title).Set("point.heardFrom", point.HeardFrom).Set("point.dueOn", point.Due)
            .Set("point.meetingAt", point.Meeting).Set("point.isOpen", point.State == TestPointState.Open).Set("point.state", point.State)
            .Set("point.id", id).Set("point.link", new WorkflowLink(r => $"/volg/{id:N}?voor={r?.Key}")).Set("point.themes", new[] { "Wonen", "Vervoer" })
        : null;
}

internal sealed class TestPointProposedSource(TestPoints points) : WorkflowEventSource<TestPointProposed>
{
    public override string DisplayText => "Er komt een punt binnen";

    public override IReadOnlyList<WorkflowField> Fields => TestPointFields.All;

    protected override Task<WorkflowValues?> ReadAsync(TestPointProposed @event, CancellationToken cancel) => Task.FromResult(TestPointFields.Read(points, @event.PointId));
}

internal sealed class TestPointMovedSource(TestPoints points) : WorkflowEventSource<TestPointMoved>
{
    public override string DisplayText => "De datum verandert";

    public override IReadOnlyList<WorkflowField> Fields => TestPointFields.All;

    protected override Task<WorkflowValues?> ReadAsync(TestPointMoved @event, CancellationToken cancel) => Task.FromResult(TestPointFields.Read(points, @event.PointId));
}

internal sealed class TestPointAnsweredSource(TestPoints points) : WorkflowEventSource<TestPointAnswered>
{
    public override string DisplayText => "Er komt een antwoord";

    public override IReadOnlyList<WorkflowField> Fields => TestPointFields.All;

    protected override IEnumerable<Guid> AlsoConcerns(TestPointAnswered @event) => [@event.PointId];

    protected override Task<WorkflowValues?> ReadAsync(TestPointAnswered @event, CancellationToken cancel) => Task.FromResult(TestPointFields.Read(points, @event.PointId));
}

internal sealed class TestAuthor(TestPoints points) : IWorkflowRecipients
{
    public string Kind => "author";

    public string DisplayText => "wie het bracht";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => source is not null;

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        var point = points.All[((TestPointProposed)startEvent.Event!).PointId];
        return Task.FromResult<IReadOnlyList<WorkflowRecipient>>([new WorkflowRecipient { Key = "person:1", Name = "Fatima", Email = point.AuthorEmail }]);
    }
}

/// <summary>Writes a row, publishes nothing, and fails after that when the test wants it to.</summary>
internal sealed class Effect(GboDbContext db, TestPoints points) : TaskActivity
{
    public override string DisplayText => "Doe iets";

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Correlate", "Volg ook", PropertyKind.Text)];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        db.Add(new Counter { Name = $"effect-{context.VisitId:N}-{Guid.NewGuid():N}" });
        await db.SaveChangesAsync(cancel);
        if (context.Text("Correlate") is { } record) context.Workflow.Correlate(Guid.Parse(record));
        if (points.ShouldFail()) throw new InvalidOperationException("a text that a person wrote");
        return ActivityResult.Done;
    }
}

/// <summary>Keeps mails as rows of the transaction, once per key.</summary>
internal sealed class TestMail(GboDbContext db, TestPoints points) : IEmailService
{
    public async Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default)
    {
        points.Offered.Enqueue(message);
        var name = $"mail-{message.Key}"[..Math.Min(100, message.Key.Length + 5)];
        if (await db.Set<Counter>().AnyAsync(c => c.Name == name, cancel)) return false;
        db.Add(new Counter { Name = name });
        return true;
    }
}

internal sealed class TestDirectory : IUserDirectory
{
    public Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default) => Task.FromResult<UserSummary?>(null);

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default) => Task.FromResult<UserSummary?>(null);

    public Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyList<UserSummary>>([new UserSummary("u1", "coach@zolim.example", "An")]);

    public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default) => throw new NotSupportedException();
}

internal sealed class TestSettings : ISiteService
{
    public Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new() => Task.FromResult(new T());

    public Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new() => Task.CompletedTask;
}

/// <summary>A site with workflows on it.</summary>
internal sealed class WorkflowKit(TestSite site, TestPoints points) : IAsyncDisposable
{
    public TestSite Site => site;

    public TestPoints Points => points;

    public static async Task<WorkflowKit> CreateAsync(DatabaseFixture databases, Db kind)
    {
        var points = new TestPoints();
        return new WorkflowKit(await databases.CreateAsync(kind, services => Configure(services, points)), points);
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

/// <summary>Writes definitions.</summary>
internal static class Define
{
    /// <summary>A definition that begins with a proposed point.</summary>
    /// <param name="steps">Steps, as JSON objects without <c>IsStart</c>.</param>
    /// <param name="transitions">Such as <c>start Done mail</c>.</param>
    public static WorkflowType OnPoint(IReadOnlyList<ActivityRecord> steps, params string[] transitions)
        => Type([Step("start", nameof(TestPointProposed), isStart: true), .. steps], transitions);

    public static WorkflowType Type(IReadOnlyList<ActivityRecord> steps, params string[] transitions) => new()
    {
        WorkflowTypeId = "test",
        Name = "Test",
        Activities = steps,
        Transitions = [.. transitions.Select(t => t.Split(' ')).Select(t => new Transition { SourceActivityId = t[0], SourceOutcomeName = t[1], DestinationActivityId = t[2] })],
    };

    public static ActivityRecord Step(string id, string name, string properties = "{}", bool isStart = false) => new()
    {
        ActivityId = id,
        Name = name,
        Properties = (JsonObject)JsonNode.Parse(properties)!,
        IsStart = isStart,
    };

    public static ActivityRecord Mail(string id = "mail") => Step(id, "SendEmail", """
        { "To": "author", "Subject": "Je punt is goed aangekomen", "Body": ["Dag {{ recipient.name }},", "", "We kregen: {{ point.title }}"],
          "ActionText": "Bekijk", "ActionUrl": "{{ point.link }}" }
        """);
}
