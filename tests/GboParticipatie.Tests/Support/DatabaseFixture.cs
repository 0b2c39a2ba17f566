using System.Reflection;
using GboParticipatie.Data.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace GboParticipatie.Tests.Support;

/// <summary>
/// Databases for tests: migrated once, then copied for each test (a file copy on SQLite, a template database on PostgreSQL).
/// </summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string _folder = TestFolder.Create("sqlite");
    private PostgresServer? _postgres;
    private string? _sqliteTemplate;
    private string? _postgresTemplate;

    /// <summary>All modules, on or off, and the host.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "GboParticipatie.*.dll").Where(f => !Path.GetFileName(f).Contains("Tests", StringComparison.Ordinal)).Select(Assembly.LoadFrom)];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    /// <summary>A migrated database with nothing in it, of its own for the test.</summary>
    public async Task<GboDatabaseOptions> CreateDatabaseAsync(Db kind)
    {
        if (kind == Db.Sqlite)
        {
            var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.db");
            File.Copy(await SqliteTemplateAsync(), file);
            return GboDatabaseOptions.SqliteFile(file);
        }

        var template = await PostgresTemplateAsync();
        var name = $"t{Guid.NewGuid():N}";
        await MaintainAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return GboDatabaseOptions.From(new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name, MaxPoolSize = 30 }.ConnectionString);
    }

    /// <summary>An empty PostgreSQL database, or the path of a SQLite file that does not exist yet: not migrated.</summary>
    public async Task<GboDatabaseOptions> CreateEmptyAsync(Db kind)
    {
        if (kind == Db.Sqlite) return GboDatabaseOptions.SqliteFile(Path.Combine(_folder, $"{Guid.NewGuid():N}.db"));
        await StartPostgresAsync();
        var name = $"e{Guid.NewGuid():N}";
        await MaintainAsync($"CREATE DATABASE {name}");
        return GboDatabaseOptions.From(new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name }.ConnectionString);
    }

    /// <summary>A database with services on it: the clock and the user stand still until the test moves them.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="configure">Adds the services under test, such as <c>new Startup().ConfigureServices(services)</c>.</param>
    public async Task<TestSite> CreateAsync(Db kind, Action<IServiceCollection>? configure = null)
        => TestSite.On(await CreateDatabaseAsync(kind), configure);

    private async Task<string> SqliteTemplateAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_sqliteTemplate is not null) return _sqliteTemplate;
            var file = Path.Combine(_folder, "template.db");
            await MigrateAsync(GboDatabaseOptions.SqliteFile(file));
            SqliteConnection.ClearAllPools();
            return _sqliteTemplate = file;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> PostgresTemplateAsync()
    {
        await StartPostgresAsync();
        await _one.WaitAsync();
        try
        {
            if (_postgresTemplate is not null) return _postgresTemplate;
            var name = $"template{Guid.NewGuid():N}";
            await MaintainAsync($"CREATE DATABASE {name}");
            var options = GboDatabaseOptions.From(new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name, Pooling = false }.ConnectionString);
            await MigrateAsync(options);
            return _postgresTemplate = name;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task StartPostgresAsync()
    {
        await _one.WaitAsync();
        try
        {
            _postgres ??= await PostgresServer.StartAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task MaintainAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres!.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task MigrateAsync(GboDatabaseOptions options)
    {
        // With a model that has no migration yet, only MigrationTests fails; all others still say something.
        await using var site = TestSite.On(options, null);
        if (await site.DataAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))) await site.DataAsync(CreateUnmigratedAsync);
        await GboDatabase.MigrateAsync(site.Services, CancellationToken.None);
    }

    // Noted as migrated, so that a host that starts on it leaves it as it is.
    private static async Task<bool> CreateUnmigratedAsync(GboDbContext db)
    {
        await db.Database.EnsureCreatedAsync();
        var history = db.GetService<IHistoryRepository>();
        await history.CreateIfNotExistsAsync();
        foreach (var id in db.Database.GetMigrations()) await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(id, "none")));
        return true;
    }
}
