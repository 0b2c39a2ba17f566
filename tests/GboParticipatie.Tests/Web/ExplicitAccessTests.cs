using System.Reflection;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Web;

/// <summary>Nothing is open by accident: every page and endpoint says who may use it.</summary>
public sealed class ExplicitAccessTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Every_page_and_endpoint_says_who_may_use_it()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var silent = new List<string>();
        foreach (var (name, metadata) in await EndpointsAsync(site))
            if (!Declares(metadata)) silent.Add(name);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task No_page_or_endpoint_is_both_public_and_protected()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var both = (await EndpointsAsync(site)).Where(e => e.Metadata.OfType<PublicAttribute>().Any()
            && (e.Metadata.OfType<RequiresPermissionAttribute>().Any() || e.Metadata.OfType<RequiresSignInAttribute>().Any()));

        Assert.Empty(both.Select(e => e.Name));
    }

    [Fact]
    public async Task Every_reason_to_be_public_is_written_out()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var reasons = (await EndpointsAsync(site)).Where(e => !e.Name.Contains("/test/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.OfType<PublicAttribute>().Select(p => (e.Name, p.Reason)));

        Assert.DoesNotContain(reasons, r => r.Reason.Length < 10);
    }

    private static async Task<List<(string Name, IReadOnlyList<object> Metadata)>> EndpointsAsync(RunningSite site)
    {
        var loader = site.App.Services.GetRequiredService<PageLoader>();
        var all = new List<(string, IReadOnlyList<object>)>();
        foreach (var endpoint in ((IEndpointRouteBuilder)site.App).DataSources.SelectMany(d => d.Endpoints))
        {
            // What a page declares is only known once it is loaded.
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            if (page is null)
            {
                all.Add(($"{(endpoint as RouteEndpoint)?.RoutePattern.RawText} {endpoint.DisplayName}", [.. endpoint.Metadata]));
                continue;
            }

            var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            all.Add((page.RelativePath, [.. endpoint.Metadata, .. loaded.HandlerTypeInfo.GetCustomAttributes(inherit: true)]));
        }

        Assert.NotEmpty(all);
        return all;
    }

    private static bool Declares(IEnumerable<object> metadata) => metadata.Any(m => m is PublicAttribute or RequiresPermissionAttribute or RequiresSignInAttribute);
}
