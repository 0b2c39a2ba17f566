namespace GboParticipatie.Network.Services;

/// <summary>Looking for people and organisations and adding them, one after the other.</summary>
internal static class NetworkLock
{
    // PostgreSQL only: names the locks. The numbers mean nothing else.
    private const long People = 0x6762_6F70_656F_706C;
    private const long Organisations = 0x6762_6F6F_7267_616E;

    /// <summary>
    /// SQLite has one writer already. On PostgreSQL two requests of one person (a double tap) would both find nobody and both add;
    /// the unique index would stop the second with an error. The lock lets it wait and find. It ends with the transaction.
    /// </summary>
    public static Task LockPeopleAsync(this GboDbContext db, CancellationToken cancel) => LockAsync(db, People, cancel);

    /// <summary>The same for organisations.</summary>
    public static Task LockOrganisationsAsync(this GboDbContext db, CancellationToken cancel) => LockAsync(db, Organisations, cancel);

    /// <summary>Both, always in the same order.</summary>
    public static async Task LockAllAsync(this GboDbContext db, CancellationToken cancel)
    {
        await db.LockOrganisationsAsync(cancel);
        await db.LockPeopleAsync(cancel);
    }

    private static Task LockAsync(GboDbContext db, long name, CancellationToken cancel)
        => db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({name})", cancel);
}
