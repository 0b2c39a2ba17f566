using System.Collections.Concurrent;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Workflows;

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
