using System.Net;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Modules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Web;

/// <summary>Nothing is open by accident: every page and endpoint says who may use it.</summary>
public sealed class ExplicitAccessTests(DatabaseFixture databases)
{
    // A module that were off here would hide its pages from all that follows.
    [Fact]
    public async Task The_site_that_is_looked_at_has_every_module_on()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var on = site.App.Services.GetRequiredService<EnabledFeatureSet>().Features;

        Assert.Equal(ModuleCatalog.Discover().Features.Select(f => f.Id), on.Select(f => f.Id));
    }

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

    [Fact]
    public async Task Whoever_adds_a_button_that_anyone_may_press_says_why()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var handlers = (await HandlersAsync(site)).ToList();
        var open = handlers.Where(h => h.Handler.StartsWith("OnPost", StringComparison.Ordinal) && h.IsPublic)
            .Select(h => $"{h.Page}: {h.Handler}").Concat(await PublicPostsThatAreNoPageAsync(site)).Order(StringComparer.Ordinal);

        Assert.True(handlers.Count > 250, $"Only {handlers.Count} handlers were found.");
        Assert.Equal(OpenPosts.All.Keys.Order(StringComparer.Ordinal), open);
        Assert.DoesNotContain(OpenPosts.All.Values, reason => reason.Length < 20);
    }

    [Fact]
    public async Task Every_handler_of_a_page_is_for_whom_its_page_is_or_asks_more()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var handlers = (await HandlersAsync(site)).ToList();

        // HandlerAccessFilter reads these and no others; AllowAnonymous on a handler would say what nobody hears.
        Assert.Empty(handlers.Where(h => h.Declared.Any(d => d is IAllowAnonymous or (IAuthorizeData and not RequiresPermissionAttribute and not RequiresSignInAttribute)))
            .Select(h => $"{h.Page}: {h.Handler}"));
        Assert.Empty(handlers.Where(h => !Declares(h.OfPage)).Select(h => $"{h.Page}: {h.Handler}"));
    }

    [Fact]
    public async Task A_page_or_endpoint_that_says_nothing_is_found_and_lets_nobody_in()
    {
        await using var site = await RunningSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), map: app => app.MapGet("/stil", () => ""), replace: InventedPage.Add);

        var silent = (await EndpointsAsync(site)).Where(e => !Declares(e.Metadata)).Select(e => e.Name.Split(' ')[0]);

        Assert.Equal([InventedPage.File, "/stil"], silent.Order(StringComparer.Ordinal));
        foreach (var path in new[] { "/stil", InventedPage.Address })
            Assert.Equal(HttpStatusCode.Redirect, (await site.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<IEnumerable<(string Page, string Handler, IReadOnlyList<object> OfPage, IReadOnlyList<object> Declared, bool IsPublic)>> HandlersAsync(RunningSite site)
    {
        var all = new List<(string, string, IReadOnlyList<object>, IReadOnlyList<object>, bool)>();
        foreach (var page in await site.PagesAsync())
        {
            IReadOnlyList<object> ofPage = [.. page.Endpoint!.Metadata];
            foreach (var handler in page.HandlerMethods)
            {
                IReadOnlyList<object> declared = [.. handler.MethodInfo.GetCustomAttributes(inherit: true)];
                all.Add((page.ShortName(), handler.ShortName(), ofPage, declared, ofPage.OfType<PublicAttribute>().Any() && !declared.OfType<IAuthorizeData>().Any()));
            }
        }

        return all;
    }

    private static async Task<IEnumerable<string>> PublicPostsThatAreNoPageAsync(RunningSite site)
        => (await EndpointsAsync(site)).Where(e => !e.Name.Contains("/test/", StringComparison.Ordinal) && !e.Name.StartsWith("/Pages/", StringComparison.Ordinal)
            && e.Metadata.OfType<PublicAttribute>().Any()
            && e.Metadata.OfType<IHttpMethodMetadata>().SelectMany(m => m.HttpMethods).Any(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m))).Select(e => e.Name.Split(' ')[0]);

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
            all.Add((page.RelativePath, [.. loaded.Endpoint!.Metadata]));
        }

        Assert.NotEmpty(all);
        return all;
    }

    private static bool Declares(IEnumerable<object> metadata) => metadata.Any(m => m is PublicAttribute or RequiresPermissionAttribute or RequiresSignInAttribute);
}
