using System.Data.Common;
using System.Text.Json;
using GboParticipatie.Data;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// What a start needs to know of a database that is in use and up to date, without EF Core: making its model takes longer than
/// everything else in a start, so it is made beside the rest.
/// </summary>
internal static class QuickLook
{
    /// <summary>The features that are on, or null when the database is new, older than this version, or cannot be read: take the long way.</summary>
    public static async Task<IReadOnlyList<string>?> FeaturesAsync(GboDatabaseOptions database, CancellationToken cancel)
    {
        try
        {
            if (await GboDatabase.AppliedAsync(database, cancel) is not { } applied || !applied.SetEquals(GboDatabase.Known(database))) return null;
            await using var connection = database.NewConnection();
            await connection.OpenAsync(cancel);
            if (await ScalarAsync(connection, """SELECT "Name" FROM "AppliedRecipes" LIMIT 1""", cancel) is not string) return null;
            return await ScalarAsync(connection, $"""SELECT "Json" FROM "Settings" WHERE "Name" = '{nameof(EnabledFeatures)}'""", cancel) is string json
                ? SiteService.Read<EnabledFeatures>(json).Ids
                : null;
        }
        catch (Exception problem) when (problem is DbException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// On another thread, while the host is composed: fetches EF's model and asks the database something, so that the first page
    /// does not wait for what comes before every first query. What goes wrong is said where the answer is needed.
    /// </summary>
    public static void WarmUp(GboDatabaseOptions database, ModuleCatalog catalog) => _ = Task.Run(async () =>
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSiteData(database, catalog);
        services.AddSingleton<SettingsCache>();
        services.AddScoped<SiteService>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SiteService>().GetAsync<EnabledFeatures>(CancellationToken.None);
    });

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel);
    }
}
