using GboParticipatie.Data.Settings;
using GboParticipatie.Email;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Workflows;

namespace GboParticipatie.Tests.Workflows;

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
        if (!points.ShouldFail()) return ActivityResult.Done;
        // Long enough to count as a duration.
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds >= 2);
        throw new InvalidOperationException("a text that a person wrote");
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

    public Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

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
