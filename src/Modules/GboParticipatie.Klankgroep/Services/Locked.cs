using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Reads inside a write transaction. SQLite has one writer; on PostgreSQL these lock what they read, so that a point cannot land
/// on a meeting that is being cancelled, or miss one that is being made.
/// </summary>
internal static class Locked
{
    // PostgreSQL only: names the lock. The number means nothing else.
    private const long Groups = 0x6762_6F67_726F_7570;
    private const string OneGroup = "SELECT * FROM \"Groups\" WHERE \"Id\" = {0}";
    private const string PointsWithOthers = "SELECT \"Id\" AS \"Value\" FROM \"AgendaItems\" WHERE \"Id\" = ANY({0}) OR \"MergedIntoId\" = ANY({0}) ORDER BY \"Id\" FOR UPDATE";
    private const string OneSession = "SELECT * FROM \"Sessions\" WHERE \"Id\" = {0}";

    /// <summary>Which meeting is the next of a group: {0} the group, {1} now, {2} the start of today, {3} from when.</summary>
    public const string NextOpen = """
        FROM "Sessions"
        WHERE "GroupId" = {0} AND "State" IN ('Draft', 'Announced', 'AgendaSent', 'InProgress') AND "Kind" <> 'GuestAt'
            AND ("EndsAt" > {1} OR ("State" = 'InProgress' AND "StartsAt" >= {2})) AND "StartsAt" >= {3}
        ORDER BY "StartsAt" LIMIT 1
        """;

    /// <summary>The group, for whoever makes a meeting of it: waits for points that are coming in.</summary>
    public static async Task<Group> GroupForSessionAsync(GboDbContext db, Guid id, CancellationToken cancel)
        => await OneAsync<Group>(db, Sql(db, OneGroup, "FOR UPDATE"), id, cancel) ?? throw new NotFoundException("Deze groep bestaat niet.");

    /// <summary>Groups are made one after the other, so that a form sent twice finds what it made, and names differ.</summary>
    public static Task NewGroupsAsync(GboDbContext db, CancellationToken cancel)
        => db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Groups})", cancel);

    /// <summary>The meeting, for whoever changes its state: waits for points that are coming in.</summary>
    public static async Task<Session> SessionAsync(GboDbContext db, Guid id, CancellationToken cancel)
        => await OneAsync<Session>(db, Sql(db, OneSession, "FOR UPDATE"), id, cancel) ?? throw new NotFoundException("Deze bijeenkomst bestaat niet.");

    /// <summary>Makes others who hold the same point wait until this transaction ends.</summary>
    public static Task HoldPointAsync(GboDbContext db, Guid id, CancellationToken cancel)
        => db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "AgendaItems" WHERE "Id" = {id} FOR NO KEY UPDATE""", cancel);

    /// <summary>
    /// The group's next meeting: the earliest of its own that is not over, in the making or announced or under way today; null when
    /// there is none. Where the coach is a guest, the group does not meet.
    /// </summary>
    public static async Task<Session?> NextSessionAsync(GboDbContext db, Guid groupId, DateTime now, DateOnly? notBefore, CancellationToken cancel)
    {
        var today = BrusselsTime.StartOfDay(BrusselsTime.DayOf(now));
        var from = notBefore is { } day ? BrusselsTime.StartOfDay(day) : today.AddDays(-2);
        var sql = Sql(db, $"SELECT * {NextOpen}", "FOR SHARE");
        for (var attempt = 0; ; attempt++)
        {
            var next = await db.Set<Session>().FromSqlRaw(sql, groupId, now, today, from).ToListAsync(cancel);
            // On PostgreSQL a meeting that stopped being open while we waited for its lock is left out: look for the one after it.
            if (next.Count > 0 || db.IsSqlite || attempt == 1) return next.FirstOrDefault();
        }
    }

    /// <summary>Points and what stands together with them, for whoever puts points together or apart: two who do so take turns, in one order.</summary>
    public static async Task PointsWithOthersAsync(GboDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (!db.IsSqlite) await db.Database.SqlQueryRaw<Guid>(PointsWithOthers, ids.ToArray()).ToListAsync(cancel);
    }

    private static async Task<T?> OneAsync<T>(GboDbContext db, string sql, Guid id, CancellationToken cancel) where T : class
        => (await db.Set<T>().FromSqlRaw(sql, id).AsTracking().ToListAsync(cancel)).SingleOrDefault();

    private static string Sql(GboDbContext db, string sql, string lockOnPostgres) => db.IsSqlite ? sql : $"{sql} {lockOnPostgres}";
}

/// <summary>Loads points with all that their status is derived from.</summary>
internal static class Points
{
    /// <summary>Points ready for an operation.</summary>
    public static IQueryable<AgendaItem> Whole(this GboDbContext db)
        => db.Set<AgendaItem>().AsTracking().Include(i => i.Entries).Include(i => i.Answers).AsSplitQuery();

    /// <summary>Points with all that is told about them.</summary>
    public static IQueryable<AgendaItem> Readable(this GboDbContext db)
        => db.Set<AgendaItem>().AsNoTracking().Include(i => i.Group).Include(i => i.Entries).ThenInclude(e => e.Session).Include(i => i.Answers).AsSplitQuery();

    /// <summary>The point, ready for an operation.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<AgendaItem> PointAsync(this GboDbContext db, Guid id, CancellationToken cancel)
        => await db.Whole().SingleOrDefaultAsync(i => i.Id == id, cancel) ?? throw new NotFoundException("Dit punt bestaat niet.");
}
