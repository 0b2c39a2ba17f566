using GboParticipatie.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Bench;

/// <summary>Where a run keeps its files and databases; all of it is gone afterwards.</summary>
internal sealed class BenchPlace : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gbo-bench-").FullName;
    private readonly List<string> _created = [];
    private readonly string? _postgres = Environment.GetEnvironmentVariable("GBO_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    private BenchPlace(BenchOptions options) => Options = options;

    public BenchOptions Options { get; }

    /// <summary>What the databases are, in words.</summary>
    public string Databases { get; private set; } = "SQLite";

    /// <summary>The databases that can be measured: "SQLite" always, "PostgreSQL" where there is one.</summary>
    public IReadOnlyList<string> Kinds => _postgres is null ? ["SQLite"] : ["SQLite", "PostgreSQL"];

    public static async Task<BenchPlace> CreateAsync(BenchOptions options)
    {
        var place = new BenchPlace(options);
        if (place._postgres is null) return place;
        await using var connection = new NpgsqlConnection(place._postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_setting('server_version') || ', fsync ' || current_setting('fsync')", connection);
        place.Databases = $"SQLite {SqliteVersion()} (synchronous=FULL), PostgreSQL {await command.ExecuteScalarAsync()}";
        return place;
    }

    /// <summary>A folder that does not exist yet.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>An empty database, and the folder of the site on it.</summary>
    public async Task<(GboDatabaseOptions Database, string Folder)> CreateDatabaseAsync(string kind, string name)
    {
        var folder = NewFolder($"{name}-{kind}");
        if (kind == "SQLite") return (GboDatabaseOptions.SqliteFile(Path.Combine(folder, "gbo.db")), folder);
        var database = $"bench_{name}_{Guid.NewGuid():N}"[..30];
        await MaintainAsync($"CREATE DATABASE {database}");
        _created.Add(database);
        return (GboDatabaseOptions.From(new NpgsqlConnectionStringBuilder(_postgres) { Database = database }.ConnectionString), folder);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        foreach (var database in _created) await MaintainAsync($"DROP DATABASE {database} WITH (FORCE)");
        Directory.Delete(_folder, recursive: true);
    }

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private async Task MaintainAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
