using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Modules;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GboParticipatie.Data;

/// <summary>Where the region's data is: a SQLite file or a PostgreSQL database.</summary>
public sealed class GboDatabaseOptions
{
    private GboDatabaseOptions(string connectionString, bool isSqlite) => (ConnectionString, IsSqlite) = (connectionString, isSqlite);

    /// <summary>Connection string of the provider.</summary>
    public string ConnectionString { get; }

    /// <summary>True for SQLite.</summary>
    public bool IsSqlite { get; }

    /// <summary>A PostgreSQL connection string has a <c>Host</c>; anything else is for SQLite.</summary>
    public static GboDatabaseOptions From(string connectionString)
        => connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new(Postgres(connectionString), isSqlite: false)
            : new(Sqlite(connectionString), isSqlite: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Sqlite(string connectionString)
        => new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;

    // Unless the connection string says otherwise: statements that come often are prepared by their connection (not behind a pooler);
    // nothing is reset when a connection goes back, since nothing here sets anything for longer than a transaction; and Kerberos is
    // not asked whether it could encrypt, which each start would load its library for; TLS does that. Lists are read from memory or a
    // fast disk, and in milliseconds: a planner that thinks of a slow disk reads whole tables, and one that compiles takes longer than the answer.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Postgres(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = "UTC" };
        var given = new DbConnectionStringBuilder { ConnectionString = builder.ConnectionString };
        if (!given.ContainsKey("Max Auto Prepare")) builder.MaxAutoPrepare = 100;
        if (!given.ContainsKey("No Reset On Close")) builder.NoResetOnClose = true;
        if (!given.ContainsKey("GSS Encryption Mode")) builder.GssEncryptionMode = GssEncryptionMode.Disable;
        if (!given.ContainsKey("Options")) builder.Options = "-c jit=off -c random_page_cost=1.1";
        return builder.ConnectionString;
    }

    /// <summary>A SQLite file.</summary>
    public static GboDatabaseOptions SqliteFile(string path) => From(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);

    /// <summary>A connection to the database, closed, without the settings of EF's.</summary>
    public DbConnection NewConnection() => IsSqlite ? NewSqlite() : NewNpgsql();

    /// <summary>Points a context at the database.</summary>
    /// <param name="builder">The options of the context.</param>
    /// <param name="compiledModel">The model that was compiled ahead; null, and EF makes it.</param>
    public DbContextOptionsBuilder Apply(DbContextOptionsBuilder builder, IModel? compiledModel = null)
    {
        if (compiledModel is not null) builder.UseModel(compiledModel);
        return IsSqlite ? UseSqlite(builder) : UseNpgsql(builder);
    }

    internal const string SqliteMigrations = "GboParticipatie.Data.Sqlite";
    internal const string PostgresMigrations = "GboParticipatie.Data.PostgreSql";

    internal string MigrationsAssembly => IsSqlite ? SqliteMigrations : PostgresMigrations;

    // Each provider in methods of its own: a method loads all that it names, also what it does not come to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder builder)
        => builder.UseSqlite(ConnectionString, b => b.MigrationsAssembly(MigrationsAssembly)).AddInterceptors(SqlitePragmas.Instance);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DbContextOptionsBuilder UseNpgsql(DbContextOptionsBuilder builder)
        => builder.UseNpgsql(ConnectionString, b => b.MigrationsAssembly(MigrationsAssembly));

    /// <summary>The file of a SQLite database.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal string SqlitePath() => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SqliteConnection NewSqlite() => new(ConnectionString);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private NpgsqlConnection NewNpgsql() => new(ConnectionString);
}

/// <summary>Creates and updates the database.</summary>
public static class GboDatabase
{
    private const long MigrationLock = 0x47424F31; // "GBO1"

    /// <summary>
    /// Applies the migrations that are missing, one process at a time. A process that was killed half-way leaves nothing that
    /// stands in the way: on PostgreSQL its advisory lock ends with its connection, on SQLite the operating system frees the
    /// file lock, and a row in EF's lock table that nobody can hold any more is removed.
    /// </summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var database = scope.ServiceProvider.GetRequiredService<GboDatabaseOptions>();
        var log = scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(GboDatabase));
        await using var held = database.IsSqlite ? await LockFileAsync(database, cancel) : await LockPostgresAsync(database, cancel);
        if (db.IsSqlite) await ClearLeftOverLockAsync(db, log, cancel);
        // On PostgreSQL, EF finds out that its table is not there by a statement that fails, and logs that as a failure.
        else if (await AppliedAsync(database, cancel) is null) await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        var missing = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (missing.Count > 0)
        {
            log.LogInformation("Applying {Count} migrations", missing.Count);
            // First: a process that is killed between the migrations and the scripts leaves no migration that is missing.
            await RepeatableScripts.ForgetAsync(db, cancel);
            await db.Database.MigrateAsync(cancel);
        }

        await RepeatableScripts.ApplyAsync(db, cancel);
    }

    /// <summary>Ids of the migrations that this version has, and of its scripts.</summary>
    public static IEnumerable<string> Known(GboDatabaseOptions database)
    {
        var assembly = Assembly.Load(database.MigrationsAssembly);
        return AssemblyTypes.TextsOf<MigrationAttribute>(assembly).Select(m => m.Text).Concat(RepeatableScripts.In(assembly).Select(s => s.Id));
    }

    /// <summary>Ids of the migrations that were applied, read without EF Core; null when there is no database, or an empty one.</summary>
    public static async Task<IReadOnlySet<string>?> AppliedAsync(GboDatabaseOptions database, CancellationToken cancel)
    {
        if (database.IsSqlite && !File.Exists(database.SqlitePath())) return null;
        await using var connection = database.NewConnection();
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = database.IsSqlite
            ? "SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'"
            : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '__EFMigrationsHistory'";
        if (await command.ExecuteScalarAsync(cancel) is null) return null;
        command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>A context that is good for its model only: EF keeps the model for all that come after it.</summary>
    /// <param name="database">The kind of database; it is not opened.</param>
    /// <param name="assemblies">The assemblies with entity configurations.</param>
    /// <param name="compiledModel">The model that was compiled ahead; null, and EF makes it.</param>
    public static GboDbContext ForModel(GboDatabaseOptions database, ModelAssemblies assemblies, IModel? compiledModel = null)
    {
        var options = new DbContextOptionsBuilder<GboDbContext>();
        database.Apply(options, compiledModel);
        return new GboDbContext(options.Options, assemblies, new WriteGate(database), new OutboxSignal(), TimeProvider.System);
    }

    private static async Task<IAsyncDisposable> LockFileAsync(GboDatabaseOptions database, CancellationToken cancel)
    {
        var file = database.SqlitePath();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        while (true)
        {
            try
            {
                return new FileStream(file + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
            }
        }
    }

    private static async Task<IAsyncDisposable> LockPostgresAsync(GboDatabaseOptions database, CancellationToken cancel)
    {
        // Not from EF, whose connections may have left the password out by then.
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("key", MigrationLock);
        await command.ExecuteNonQueryAsync(cancel);
        return new AdvisoryLock(connection);
    }

    private static async Task ClearLeftOverLockAsync(GboDbContext db, ILogger log, CancellationToken cancel)
    {
        var tables = await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(cancel);
        if (tables[0] == 0) return;
        var rows = await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancel);
        if (rows > 0) log.LogWarning("Removed the migration lock of a process that no longer runs");
    }

    // A pooled connection that is closed keeps its session, and with it the lock: so unlock, then close.
    private sealed class AdvisoryLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = new NpgsqlCommand("SELECT pg_advisory_unlock(@key)", connection))
            {
                command.Parameters.AddWithValue("key", MigrationLock);
                await command.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
