using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;

namespace GboParticipatie.Tests.Web;

public sealed class QuickLookTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_database_in_use_tells_which_features_are_on_and_an_older_one_takes_the_long_way(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        Assert.Null(await QuickLook.FeaturesAsync(database, Cancel));
        await using (var site = await RunningSite.StartAsync(database))
        {
            var running = site.App.Services.GetRequiredService<EnabledFeatureSet>();
            var found = await QuickLook.FeaturesAsync(database, Cancel);
            Assert.Equal(running.Features.Select(f => f.Id), running.Catalog.Enable(found!).Features.Select(f => f.Id));
            await using var scope = site.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<GboDbContext>().Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Cancel);
        }

        Assert.Null(await QuickLook.FeaturesAsync(database, Cancel));
    }
}
