using System.Text.Json.Nodes;
using GboParticipatie.Network;
using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Network;

/// <summary>A site with the module Network, and what its tests need.</summary>
public static class NetworkTestSite
{
    public static Task<TestSite> CreateNetworkAsync(
        this DatabaseFixture databases, Db kind, FakeUserDirectory? directory = null, Action<IServiceCollection>? configure = null)
        => databases.CreateAsync(kind, services =>
        {
            services.AddSingleton<IUserDirectory>(directory ?? new FakeUserDirectory());
            new Startup().ConfigureServices(services);
            configure?.Invoke(services);
        });

    /// <summary>Carries out steps as the host does: in one transaction. Returns how many rows were written.</summary>
    public static Task<int> ApplyAsync(this TestSite site, string steps) => site.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<GboDbContext>();
        var handlers = services.GetServices<IRecipeStepHandler>().ToDictionary(h => h.Name);
        var written = 0;
        db.SavingChanges += (_, _) => written += db.ChangeTracker.Entries().Count(e => e.State is not (EntityState.Unchanged or EntityState.Detached));
        await db.WriteAsync(async cancel =>
        {
            var index = 0;
            foreach (var step in JsonNode.Parse(steps)!.AsArray().Select(s => s!.AsObject()))
            {
                index++;
                var name = (string)step["name"]!;
                if (!handlers.TryGetValue(name, out var handler)) continue;
                await handler.ExecuteAsync(
                    new RecipeExecutionContext { File = "test.recipe.json", Name = name, Index = index, Step = step, Services = services }, cancel);
            }
        });
        return written;
    });

    public static Task<Organisation> AddOrganisationAsync(this TestSite site, string name, params Municipality[] municipalities)
        => site.DataAsync(async db =>
        {
            var organisation = new Organisation { Slug = $"o-{Guid.NewGuid():N}", Name = name, Kind = OrganisationKind.Doelgroeporganisatie };
            foreach (var municipality in municipalities) db.Attach(municipality);
            organisation.Municipalities.AddRange(municipalities);
            db.Add(organisation);
            await db.SaveChangesAsync();
            return organisation;
        });

    public static Task<Person> AddPersonAsync(this TestSite site, string name, string? email = null) => site.DataAsync(async db =>
    {
        var person = new Person { Name = name, Email = email };
        db.Add(person);
        await db.SaveChangesAsync();
        return person;
    });
}
