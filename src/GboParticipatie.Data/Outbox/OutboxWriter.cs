using System.Globalization;
using System.Text.Json;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Events;
using GboParticipatie.Time;

namespace GboParticipatie.Data.Outbox;

/// <summary>Stores events in the transaction of what they tell about.</summary>
internal static class OutboxWriter
{
    // One statement takes the positions and marks the stream as due. On PostgreSQL its row lock is held until commit, which is
    // what keeps the order of commits and the order of positions the same.
    private const string TakePositions = """
        INSERT INTO "OutboxStreams" ("Id", "NextPosition", "HandledPosition", "DueAt", "Attempts") VALUES ({0}, {1}, 0, {2}, 0)
        ON CONFLICT ("Id") DO UPDATE SET "NextPosition" = "OutboxStreams"."NextPosition" + {1},
            "DueAt" = CASE WHEN "OutboxStreams"."ParkedAt" IS NULL THEN COALESCE("OutboxStreams"."DueAt", {2}) END
        RETURNING "NextPosition" AS "Value"
        """;

    private static readonly string TakePositionsPrepared = string.Format(CultureInfo.InvariantCulture, TakePositions, "@p0", "@p1", "@p2");

    public static async Task AppendAsync(GboDbContext db, IReadOnlyList<(IDomainEvent Event, bool OnlyDay)> events, DateTime now, CancellationToken cancel)
    {
        foreach (var stream in InOneOrder(events))
        {
            var batch = stream.ToList();
            var next = (await db.Database.SqlQueryRaw<long>(TakePositions, stream.Key, (long)batch.Count, DueAt(batch, now)).ToListAsync(cancel))[0];
            db.AddRange(Messages(batch, next, now));
        }
    }

    /// <summary>The messages of a transaction of prepared statements, with the positions they take.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(
        PreparedTransaction transaction, IReadOnlyList<(IDomainEvent Event, bool OnlyDay)> events, DateTime now, CancellationToken cancel)
    {
        var messages = new List<OutboxMessage>();
        foreach (var stream in InOneOrder(events))
        {
            var batch = stream.ToList();
            var next = await transaction.FirstAsync(TakePositionsPrepared, [stream.Key, (long)batch.Count, DueAt(batch, now)], r => r.GetInt64(0), cancel);
            messages.AddRange(Messages(batch, next, now));
        }

        return messages;
    }

    // Each stream is locked until the commit: two who publish to the same ones wait for each other, and never both.
    private static IEnumerable<IGrouping<Guid, (IDomainEvent Event, bool OnlyDay)>> InOneOrder(IEnumerable<(IDomainEvent Event, bool OnlyDay)> events)
        => events.GroupBy(e => e.Event.StreamId).OrderBy(s => s.Key);

    // Due at once. Where only the day may be known, that is since the beginning of a day.
    private static DateTime DueAt(List<(IDomainEvent Event, bool OnlyDay)> batch, DateTime now)
    {
        if (!batch.TrueForAll(e => e.OnlyDay)) return now;
        var day = BrusselsTime.OnlyDay(now);
        return day <= now ? day : day.AddDays(-1);
    }

    private static IEnumerable<OutboxMessage> Messages(List<(IDomainEvent Event, bool OnlyDay)> batch, long next, DateTime now)
        => batch.Select((e, i) => Message(e.Event, e.OnlyDay, next - batch.Count + i, now));

    /// <summary>The stream of a new record, with its first message.</summary>
    public static OutboxStream NewStream(Guid id, DateTime now) => new() { Id = id, NextPosition = 1, DueAt = now };

    public static OutboxMessage Message(IDomainEvent @event, bool onlyDay, long position, DateTime now) => new()
    {
        Id = NewId.Random(),
        StreamId = @event.StreamId,
        Position = position,
        Type = @event.GetType().Name,
        Payload = JsonSerializer.Serialize(@event, @event.GetType(), EventJson.Options),
        OccurredAt = onlyDay ? BrusselsTime.OnlyDay(now) : now,
    };
}

/// <summary>How events are written as JSON.</summary>
public static class EventJson
{
    /// <summary>Names as in the record, enums by name.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
}
