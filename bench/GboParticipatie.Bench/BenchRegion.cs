using GboParticipatie.Data;
using GboParticipatie.Web.Hosting;
using Microsoft.AspNetCore.Builder;

namespace GboParticipatie.Bench;

/// <summary>The region ZOLim on a database of its own, composed in this process as the server composes it; nothing works in the background.</summary>
internal sealed class BenchRegion : IAsyncDisposable
{
    private BenchRegion(WebApplication app, GboDatabaseOptions database, string folder) => (App, Database, Folder) = (app, database, folder);

    public WebApplication App { get; }

    public GboDatabaseOptions Database { get; }

    /// <summary>Its App_Data.</summary>
    public string Folder { get; }

    /// <summary>How a process of the site is told to use the same region.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Gbo__Region"] = "zolim",
        ["Gbo__AppData"] = Folder,
        ["Points__PerAccount"] = "1000000",
        ["ConnectionStrings__Gbo"] = Database.ConnectionString,
    };

    public static async Task<BenchRegion> CreateAsync(BenchPlace place, string kind, string name)
    {
        var (database, folder) = await place.CreateDatabaseAsync(kind, name);
        var app = await GboHost.BuildAsync(new GboHostOptions
        {
            Environment = "Production",
            IsCommand = true,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Gbo:Region"] = "zolim",
                ["Gbo:AppData"] = folder,
                ["Gbo:Recipes"] = Path.Combine(place.Options.SiteFolder, "recipes"),
                ["Gbo:BackgroundTasks"] = "false",
                ["Gbo:Outbox"] = "false",
                ["ConnectionStrings:Gbo"] = database.ConnectionString,
                // What EF says when it looks for its history in an empty PostgreSQL database.
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Critical",
            },
        });
        return new BenchRegion(app, database, folder);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
