using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Web;

/// <summary>All pages of a site as they run, with their handlers: for tests that leave none out.</summary>
internal static class SitePages
{
    public static Task<List<CompiledPageActionDescriptor>> PagesAsync(this RunningSite site)
        => PagesAsync(site.App.Services);

    public static async Task<List<CompiledPageActionDescriptor>> PagesAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var all = new List<CompiledPageActionDescriptor>();
        foreach (var page in services.GetRequiredService<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()).OfType<PageActionDescriptor>().DistinctBy(p => p.RelativePath))
            all.Add(await loader.LoadAsync(page, EndpointMetadataCollection.Empty));
        Assert.True(all.Count > 100, $"Only {all.Count} pages were found.");
        return all;
    }

    /// <summary>Such as Propose/Check.</summary>
    public static string ShortName(this PageActionDescriptor page) => page.RelativePath["/Pages/".Length..^".cshtml".Length];

    /// <summary>Such as OnPostKeep.</summary>
    public static string ShortName(this HandlerMethodDescriptor handler)
        => handler.MethodInfo.Name.EndsWith("Async", StringComparison.Ordinal) ? handler.MethodInfo.Name[..^"Async".Length] : handler.MethodInfo.Name;
}
