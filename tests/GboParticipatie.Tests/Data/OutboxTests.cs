using System.Collections.Concurrent;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Events;

namespace GboParticipatie.Tests.Data;

public sealed class OutboxTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task An_event_is_handled_after_its_change_is_committed(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);

        await PublishAsync(site, Guid.NewGuid(), 1);
        await site.DrainAsync();

        Assert.Equal([1], log.Numbers);
    }

    [Theory, AllDatabases]
    public async Task What_could_not_be_saved_is_not_saved_with_what_comes_next(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);

        await site.DataAsync(async db =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(_ =>
            {
                db.Audit("Test.Refused", Guid.NewGuid(), userId: null);
                db.Publish(new Numbered(Guid.NewGuid(), 1));
                throw new InvalidOperationException("a rule said no");
            }, Cancel));
            db.Publish(new Numbered(Guid.NewGuid(), 2));
            return await db.SaveChangesAsync(Cancel);
        });
        await site.DrainAsync();

        Assert.Equal([2], log.Numbers);
        Assert.Equal(0, await site.DataAsync(db => db.Set<GboParticipatie.Data.Audit.AuditEntry>().CountAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task An_event_of_a_transaction_that_fails_is_never_handled(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.UseAsync<GboDbContext>(db => db.WriteAsync(async c =>
        {
            db.Publish(new Numbered(Guid.NewGuid(), 1));
            await db.SaveChangesAsync(c);
            throw new InvalidOperationException("after the event was stored");
        }, Cancel)));
        await site.DrainAsync();

        Assert.Empty(log.Numbers);
    }

    [Theory, AllDatabases]
    public async Task Events_of_one_aggregate_keep_their_order(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);
        var stream = Guid.NewGuid();

        for (var i = 0; i < 60; i++) await PublishAsync(site, stream, i);
        await site.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 60), log.Numbers);
    }

    [Theory, AllDatabases]
    public async Task Concurrent_publishers_of_one_aggregate_lose_nothing(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);
        var stream = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PublishAsync(site, stream, i)));
        await site.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 20), log.Numbers.Order());
    }

    [Theory, AllDatabases]
    public async Task Two_instances_handle_each_event_once(Db kind)
    {
        var log = new HandledLog();
        await using var one = await CreateAsync(kind, log);
        await using var two = one.Another(services => Configure(services, log));
        for (var i = 0; i < 40; i++) await PublishAsync(one, Guid.NewGuid(), i);

        await Task.WhenAll(one.DrainAsync(), two.DrainAsync());
        await one.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 40), log.Numbers.Order());
    }

    [Theory, AllDatabases]
    public async Task What_a_killed_instance_leased_is_taken_over_when_its_lease_ends(Db kind)
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(kind, log);
        await PublishAsync(site, Guid.NewGuid(), 1);
        await site.UseAsync<GboDbContext>(db => db.Set<OutboxStream>().ExecuteUpdateAsync(
            s => s.SetProperty(x => x.LeasedUntil, site.Time.Now.AddMinutes(1)).SetProperty(x => x.LeaseId, Guid.NewGuid()), Cancel));

        await site.DrainAsync();
        Assert.Empty(log.Numbers);
        site.Time.Advance(TimeSpan.FromMinutes(2));
        await site.DrainAsync();

        Assert.Equal([1], log.Numbers);
    }

    // Where only the day may be known, the lease ends with the day: a start does not wait for that.
    [Fact]
    public async Task On_SQLite_a_process_that_starts_takes_back_what_a_killed_one_leased()
    {
        var log = new HandledLog();
        await using var site = await CreateAsync(Db.Sqlite, log);
        await site.DataAsync(db =>
        {
            db.Publish(new Numbered(Guid.NewGuid(), 1), onlyDay: true);
            return db.SaveChangesAsync(Cancel);
        });
        await site.UseAsync<GboDbContext>(db => db.Set<OutboxStream>().ExecuteUpdateAsync(
            s => s.SetProperty(x => x.LeasedUntil, site.Time.Now.AddDays(2)).SetProperty(x => x.LeaseId, Guid.NewGuid()), Cancel));
        await site.DrainAsync();
        Assert.Empty(log.Numbers);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromSeconds(60));
        var running = site.Services.GetRequiredService<OutboxDispatcher>().RunAsync(stop.Token);
        while (log.Numbers.Count == 0 && !stop.IsCancellationRequested) await Task.Yield();
        await stop.CancelAsync();
        await running;

        Assert.Equal([1], log.Numbers);
    }

    [Theory, AllDatabases]
    public async Task A_poison_event_parks_its_own_stream_only_and_goes_on_after_a_retry(Db kind)
    {
        var log = new HandledLog { FailsOn = 13 };
        await using var site = await CreateAsync(kind, log);
        var poisoned = Guid.NewGuid();
        await PublishAsync(site, poisoned, 13);
        await PublishAsync(site, poisoned, 14);
        await PublishAsync(site, Guid.NewGuid(), 1);

        for (var i = 0; i <= OutboxStreamRunner.Delays.Count; i++)
        {
            await site.DrainAsync();
            site.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([1], log.Numbers);
        var parked = Assert.Single(await site.UseAsync((ParkedStreams p) => p.ListAsync(0, 10, Cancel)));
        Assert.Equal((poisoned, nameof(Numbered)), (parked.Id, parked.EventType));
        Assert.DoesNotContain("secret text", parked.Error, StringComparison.Ordinal);

        log.FailsOn = null;
        await site.UseAsync<ParkedStreams>(p => p.RetryAsync(poisoned, Cancel));
        await site.DrainAsync();
        Assert.Equal([1, 13, 14], log.Numbers);
    }

    [Theory, AllDatabases]
    public async Task A_delivery_that_must_wait_is_not_counted_as_a_failure(Db kind)
    {
        var log = new HandledLog { WaitFor = 10 };
        await using var site = await CreateAsync(kind, log);
        await PublishAsync(site, Guid.NewGuid(), 1);

        for (var i = 0; i < 11; i++)
        {
            await site.DrainAsync();
            site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, log.Delivered);
        Assert.Equal([1], log.Numbers);
    }

    // Four are worked on at a time; each takes half a minute, and the lease is a minute.
    [Theory, AllDatabases]
    public async Task What_waits_longer_than_its_lease_for_a_slow_server_is_delivered_by_who_took_it_over_and_not_twice(Db kind)
    {
        var (log, slow) = (new HandledLog(), new Gate());
        await using var one = await CreateAsync(kind, log, slow);
        await using var two = one.Another(services => Configure(services, log, new Gate { IsOpen = true }));
        for (var i = 0; i < 16; i++) await PublishAsync(one, new Delivered(Guid.NewGuid(), i));

        var working = Task.Run(one.DrainAsync, Cancel);
        await slow.CameAsync(4);
        one.Time.Advance(TimeSpan.FromSeconds(30));
        slow.Let(4);
        await slow.CameAsync(4);
        one.Time.Advance(TimeSpan.FromSeconds(31));
        await two.DrainAsync();
        slow.Let(16);
        await working;

        Assert.Equal(Enumerable.Range(0, 16), log.Deliveries.Order());
    }

    [Theory, AllDatabases]
    public async Task A_site_that_stops_finishes_the_delivery_it_is_at_and_leaves_the_rest_to_others_at_once(Db kind)
    {
        var (log, slow) = (new HandledLog(), new Gate());
        await using var one = await CreateAsync(kind, log, slow);
        await using var two = one.Another(services => Configure(services, log, new Gate { IsOpen = true }));
        for (var i = 0; i < 20; i++) await PublishAsync(one, new Delivered(Guid.NewGuid(), i));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Task.Run(() => one.Services.GetRequiredService<OutboxDispatcher>().RunAsync(stop.Token), Cancel);
        await slow.CameAsync(4);
        await stop.CancelAsync();
        slow.Let(4);
        await running;

        Assert.Equal(4, log.Deliveries.Count);
        Assert.False(await one.DataAsync(db => db.Set<OutboxStream>().AnyAsync(s => s.LeasedUntil != null || s.LeaseId != null, Cancel)), "a lease was left");
        await two.DrainAsync();
        Assert.Equal(Enumerable.Range(0, 20), log.Deliveries.Order());
    }

    // One transaction holds the first stream. Who publishes to both, in whichever order, must wait for it with empty hands.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_PostgreSQL_two_who_publish_to_the_same_streams_in_another_order_wait_for_each_other_and_both_succeed(bool isPrepared)
    {
        await using var site = await CreateAsync(Db.PostgreSql, new HandledLog());
        var streams = new[] { Guid.NewGuid(), Guid.NewGuid() }.Order().ToArray();
        foreach (var stream in streams) await PublishAsync(site, stream, 0);
        await using var other = new Npgsql.NpgsqlConnection(site.Database.ConnectionString);
        await other.OpenAsync(Cancel);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await PublishByHandAsync(other, streams[0]);

        var publishing = Task.Run(() => isPrepared ? PublishPreparedAsync(site, streams[1], streams[0]) : PublishAsync(site, streams[1], streams[0]), Cancel);
        await UntilSomeoneWaitsAsync(site);
        await PublishByHandAsync(other, streams[1]);
        await transaction.CommitAsync(Cancel);
        await publishing;

        Assert.Equal([3, 3], await site.DataAsync(db => db.Set<OutboxStream>().Select(s => s.NextPosition).ToListAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task A_clock_that_jumps_back_an_hour_loses_nothing_and_doubles_nothing(Db kind)
    {
        var (log, slow) = (new HandledLog { WaitFor = 1 }, new Gate());
        await using var one = await CreateAsync(kind, log, slow);
        await using var two = one.Another(services => Configure(services, log, new Gate { IsOpen = true }));
        // One that must be tried again later, one that is being delivered while the clock jumps, one that was left by a kill.
        await PublishAsync(two, Guid.NewGuid(), 1);
        await two.DrainAsync();
        var stream = Guid.NewGuid();
        await PublishAsync(one, new Delivered(stream, 2));
        var working = Task.Run(one.DrainAsync, Cancel);
        await slow.CameAsync(1);
        var left = Guid.NewGuid();
        await PublishAsync(one, new Delivered(left, 3));
        await one.UseAsync<GboDbContext>(db => db.Set<OutboxStream>().Where(s => s.Id == left).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.LeasedUntil, one.Time.Now.AddMinutes(1)).SetProperty(x => x.LeaseId, Guid.NewGuid()), Cancel));

        one.Time.Advance(TimeSpan.FromHours(-1));
        await two.DrainAsync();
        slow.Let(1);
        await working;
        await PublishAsync(two, new Delivered(stream, 4));
        await two.DrainAsync();
        // What happened after the jump is not held up by what the clock said before it.
        Assert.Equal([2, 4], log.Deliveries);
        one.Time.Advance(TimeSpan.FromMinutes(62));
        await two.DrainAsync();

        Assert.Equal([1], log.Numbers);
        Assert.Equal(1, log.Delivered);
        Assert.Equal([2, 4, 3], log.Deliveries);
        Assert.False(await two.DataAsync(db => db.Set<OutboxStream>().AnyAsync(s => s.HandledPosition < s.NextPosition || s.LeasedUntil != null, Cancel)));
    }

    private static Task PublishAsync(TestSite site, Guid stream, int number) => PublishAsync(site, new Numbered(stream, number));

    private static Task PublishAsync(TestSite site, params Guid[] streams)
        => PublishAsync(site, [.. streams.Select(IDomainEvent (stream) => new Numbered(stream, 1))]);

    private static Task PublishAsync(TestSite site, params IDomainEvent[] events) => site.UseAsync<GboDbContext>(db =>
    {
        foreach (var @event in events) db.Publish(@event);
        return db.SaveChangesAsync(Cancel);
    });

    private static Task PublishPreparedAsync(TestSite site, params Guid[] streams) => site.UseAsync((PreparedWrites writes) => writes.RunAsync(
        (transaction, _) =>
        {
            foreach (var stream in streams) transaction.Publish(new Numbered(stream, 1));
            return Task.FromResult(true);
        }, Cancel));

    private static async Task PublishByHandAsync(Npgsql.NpgsqlConnection connection, Guid stream)
    {
        await using var command = new Npgsql.NpgsqlCommand("UPDATE \"OutboxStreams\" SET \"NextPosition\" = \"NextPosition\" + 1 WHERE \"Id\" = $1", connection);
        command.Parameters.AddWithValue(stream);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task UntilSomeoneWaitsAsync(TestSite site)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        const string Waiting = "SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while ((await site.DataAsync(db => db.Database.SqlQueryRaw<int>(Waiting).ToListAsync(limit.Token)))[0] == 0) await Task.Yield();
    }

    private Task<TestSite> CreateAsync(Db kind, HandledLog log, Gate? gate = null) => databases.CreateAsync(kind, services => Configure(services, log, gate));

    private static void Configure(IServiceCollection services, HandledLog log, Gate? gate = null)
    {
        services.AddSingleton(log);
        services.AddSingleton(gate ?? new Gate { IsOpen = true });
        services.AddSingleton(new ModelAssemblies([.. DatabaseFixture.Assemblies, typeof(OutboxTests).Assembly]));
        services.AddScoped<IEventHandler<Numbered>, Handler>();
        services.AddScoped<IDeliveryHandler<Numbered>, Delivery>();
        services.AddScoped<IDeliveryHandler<Delivered>, SlowDelivery>();
    }

    internal sealed record Numbered(Guid StreamId, int Number) : IDomainEvent;

    /// <summary>Something that is delivered and nothing else.</summary>
    internal sealed record Delivered(Guid StreamId, int Number) : IDomainEvent;

    /// <summary>Where deliveries wait until the test lets them through.</summary>
    private sealed class Gate
    {
        private readonly SemaphoreSlim _came = new(0);
        private readonly SemaphoreSlim _let = new(0);

        public bool IsOpen { get; init; }

        public async Task PassAsync()
        {
            _came.Release();
            if (!IsOpen) await _let.WaitAsync(Cancel);
        }

        public async Task CameAsync(int count)
        {
            for (var i = 0; i < count; i++)
                if (!await _came.WaitAsync(TimeSpan.FromSeconds(60), Cancel)) throw new TimeoutException("No delivery came.");
        }

        public void Let(int count) => _let.Release(count);
    }

    private sealed class HandledLog
    {
        private readonly ConcurrentQueue<int> _numbers = new();
        private readonly ConcurrentQueue<int> _deliveries = new();
        private int _delivered;

        public int? FailsOn { get; set; }

        public int WaitFor { get; set; }

        public int Delivered => _delivered;

        public IReadOnlyList<int> Numbers => [.. _numbers];

        public void Add(int number) => _numbers.Enqueue(number);

        public IReadOnlyList<int> Deliveries => [.. _deliveries];

        public void Deliver() => Interlocked.Increment(ref _delivered);

        public void Deliver(int number) => _deliveries.Enqueue(number);
    }

    private sealed class Handler(HandledLog log) : IEventHandler<Numbered>
    {
        public Task HandleAsync(Numbered @event, EventEnvelope envelope, CancellationToken cancel)
        {
            if (log.FailsOn == @event.Number) throw new InvalidOperationException("secret text of a person");
            log.Add(@event.Number);
            return Task.CompletedTask;
        }
    }

    private sealed class Delivery(HandledLog log) : IDeliveryHandler<Numbered>
    {
        public Task DeliverAsync(Numbered @event, EventEnvelope envelope, CancellationToken cancel)
        {
            if (log.WaitFor-- > 0) throw new RetryLaterException(TimeSpan.FromSeconds(30), "the other side is away");
            log.Deliver();
            return Task.CompletedTask;
        }
    }

    private sealed class SlowDelivery(HandledLog log, Gate gate) : IDeliveryHandler<Delivered>
    {
        public async Task DeliverAsync(Delivered @event, EventEnvelope envelope, CancellationToken cancel)
        {
            await gate.PassAsync();
            log.Deliver(@event.Number);
        }
    }
}
