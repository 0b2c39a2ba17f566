using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Data;

/// <summary>A script of what EF's model cannot say, such as a full text index.</summary>
/// <param name="Id">Its name and what it was made of: another text is another id. It stands beside the migrations that were applied.</param>
/// <param name="Sql">What to run. It must be fit to run again.</param>
public sealed record RepeatableScript(string Id, string Sql);

/// <summary>
/// Runs the scripts of a provider's project (its folder Repeatable) after the migrations: all of them when a migration was applied,
/// because it may have rebuilt a table without what hung on it; else only those whose text changed. That they must run is noted
/// before the migrations, by forgetting that they ran: it outlives a process that is killed.
/// </summary>
public static class RepeatableScripts
{
    private const string Prefix = "Repeatable_";

    /// <summary>The scripts of a provider's project, by name.</summary>
    public static IReadOnlyList<RepeatableScript> In(Assembly assembly) => [.. assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name =>
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var sql = reader.ReadToEnd();
        return new RepeatableScript($"{Prefix}{name}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))[..12]}", sql);
    })];

    /// <summary>Forgets that the scripts ran, so that they run after the migrations that come now, by this process or the next one.</summary>
    internal static async Task ForgetAsync(GboDbContext db, CancellationToken cancel)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
        // In an empty SQLite database the table is not there yet.
        if (applied.Any(id => id.StartsWith(Prefix, StringComparison.Ordinal)))
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsHistory" WHERE substr("MigrationId", 1, {Prefix.Length}) = {Prefix}""", cancel);
    }

    internal static async Task ApplyAsync(GboDbContext db, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var script in In(Assembly.Load(db.IsSqlite ? GboDatabaseOptions.SqliteMigrations : GboDatabaseOptions.PostgresMigrations)))
            if (!applied.Contains(script.Id)) await RunAsync(db, script, cancel);
    }

    // In one transaction with the note that it was done, so that a kill in the middle leaves nothing of it.
    private static async Task RunAsync(GboDbContext db, RepeatableScript script, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await ExecuteAsync(db, script.Sql, cancel);
        var (same, version) = ($"{script.Id[..script.Id.LastIndexOf('_')]}_%", ProductVersion);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE {same}""", cancel);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({script.Id}, {version})""", cancel);
        await transaction.CommitAsync(cancel);
        db.Database.SetCommandTimeout(null);
    }

    // Not by EF, which takes braces for its own.
    private static async Task ExecuteAsync(GboDbContext db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        command.CommandTimeout = 3600;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string ProductVersion { get; } = typeof(DbContext).Assembly.GetName().Version!.ToString(3);
}
