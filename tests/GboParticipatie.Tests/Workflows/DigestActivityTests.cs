using System.Collections.Concurrent;
using GboParticipatie.Digests;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using static GboParticipatie.Tests.Workflows.Define;

namespace GboParticipatie.Tests.Workflows;

/// <summary>The activity that puts a record in the digest of a group.</summary>
public sealed class DigestActivityTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task What_the_event_is_about_comes_in_the_digest_of_each_group_under_the_heading(Db kind)
    {
        var queue = new Queue();
        await using var kit = await WorkflowKit.CreateAsync(databases, kind, services => Add(services, queue));
        await kit.SaveAsync(OnPoint([Digest("""{ "To": ["body:one", "body:two"], "Section": "New", "SubjectType": "Point" }""")], "start Done digest"));

        var point = await kit.ProposeAsync();

        Assert.Equal([(Bodies.One, DigestSection.New, "Point", point), (Bodies.Two, DigestSection.New, "Point", point)], queue.Added.OrderBy(a => a.Group));
        Assert.Equal(WorkflowState.Completed, (await kit.RunAsync()).State);
        Assert.Contains("digest:Done", await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task Another_record_of_the_event_can_be_the_subject(Db kind)
    {
        var queue = new Queue();
        await using var kit = await WorkflowKit.CreateAsync(databases, kind, services => Add(services, queue));
        await kit.SaveAsync(OnPoint([Digest("""{ "To": "body:one", "Section": "ToAnswer", "SubjectType": "Point", "Subject": "point.id" }""")], "start Done digest"));

        var point = await kit.ProposeAsync();

        Assert.Equal((Bodies.One, DigestSection.ToAnswer, "Point", point), Assert.Single(queue.Added));
    }

    [Theory, AllDatabases]
    public async Task What_fails_after_it_is_tried_again_and_the_queue_keeps_it_once(Db kind)
    {
        var queue = new Queue();
        await using var kit = await WorkflowKit.CreateAsync(databases, kind, services => Add(services, queue));
        await kit.SaveAsync(OnPoint([Digest("""{ "To": "body:one", "Section": "New", "SubjectType": "Point" }"""), Step("effect", "Effect")], "start Done digest", "digest Done effect"));
        kit.Points.FailTimes = 2;

        await kit.ProposeAsync();
        for (var i = 0; i < 5; i++) await kit.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(queue.Added);
        Assert.Equal(1, await kit.CountAsync("effect-"));
    }

    [Theory]
    [InlineData("""{ "To": "body:one", "Section": "New", "SubjectType": "Vergadering" }""", "Vergadering")]
    [InlineData("""{ "To": "body:one", "Section": "Anders", "SubjectType": "Point" }""", "Anders")]
    [InlineData("""{ "To": "body:drie", "Section": "New", "SubjectType": "Point" }""", "drie")]
    [InlineData("""{ "Section": "New", "SubjectType": "Point" }""", "To")]
    public async Task A_definition_that_could_never_work_is_refused_when_it_is_saved(string properties, string named)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, Db.Sqlite, services => Add(services, new Queue()));

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => kit.SaveAsync(OnPoint([Digest(properties)], "start Done digest")));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static ActivityRecord Digest(string properties) => Step("digest", "AddToDigest", properties);

    private static void Add(IServiceCollection services, Queue queue)
    {
        services.AddSingleton<IDigestQueue>(queue);
        services.AddSingleton<IDigestSource, Source>();
        services.AddWorkflowRecipients<Bodies>();
    }

    private sealed class Queue : IDigestQueue
    {
        public ConcurrentQueue<(Guid Group, DigestSection Section, string Type, Guid Subject)> Added { get; } = new();

        public Task AddAsync(Guid groupId, DigestSection section, string subjectType, Guid subjectId, CancellationToken cancel = default)
        {
            Added.Enqueue((groupId, section, subjectType, subjectId));
            return Task.CompletedTask;
        }
    }

    private sealed class Bodies : IWorkflowRecipients
    {
        public static Guid One { get; } = new("00000000-0000-0000-0000-000000000001");

        public static Guid Two { get; } = new("00000000-0000-0000-0000-000000000002");

        public string Kind => "body";

        public string DisplayText => "een groep";

        public bool TakesArgument => true;

        public bool AppliesTo(IWorkflowEventSource? source) => true;

        public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult(argument is "one" or "two" ? null : $"er is geen groep \"{argument}\"");

        public Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
            => Task.FromResult<IReadOnlyList<WorkflowRecipient>>([]);

        public Task<Guid?> FindGroupAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel) => Task.FromResult<Guid?>(argument == "one" ? One : Two);
    }

    private sealed class Source : IDigestSource
    {
        public IReadOnlyCollection<string> SubjectTypes => ["Point"];

        public Task<IReadOnlyList<DigestItem>> DescribeAsync(Guid groupId, IReadOnlyList<DigestSubject> subjects, CancellationToken cancel = default)
            => throw new NotSupportedException();

        public IAsyncEnumerable<DigestItem> CollectAsync(Guid groupId, DateTime sinceUtc, DateTime untilUtc, CancellationToken cancel = default)
            => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<Guid, string>> LinksAsync(
            Guid groupId, DigestRecipient reader, string subjectType, IReadOnlyList<Guid> subjectIds, CancellationToken cancel = default)
            => throw new NotSupportedException();
    }
}
