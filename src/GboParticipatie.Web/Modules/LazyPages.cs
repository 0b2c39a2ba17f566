using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing.Matching;

namespace GboParticipatie.Web.Modules;

/// <summary>
/// Pages are described when someone opens them. Where pages are compiled, the framework describes all of them at each start: their
/// handlers, parameters and what these may hold, of which most visitors see five.
/// </summary>
internal static class LazyPages
{
    // The framework has both ways: this is the one it takes where pages are compiled while the site runs.
    public static void LoadPagesWhenAsked(this IServiceCollection services)
    {
        var eager = services.Single(s => s.ServiceType == typeof(IActionDescriptorProvider) && s.ImplementationType?.Name == "CompiledPageActionDescriptorProvider");
        services.Remove(eager);
        services.AddSingleton<IActionDescriptorProvider, PageActionDescriptorProvider>();
        services.AddSingleton<MatcherPolicy, Policy>();
    }

    // Before all else that looks at what a page asks: only the loaded page says who may use it. The loader keeps what it loaded.
    private sealed class Policy(PageLoader loader) : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => int.MinValue;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(e => Unloaded(e) is not null);

        public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                var (endpoint, values) = (candidates[i].Endpoint, candidates[i].Values);
                if (!candidates.IsValidCandidate(i) || Unloaded(endpoint) is not { } page) continue;
                var loaded = await loader.LoadAsync(page, endpoint.Metadata);
                candidates.ReplaceEndpoint(i, loaded.Endpoint, values);
            }
        }

        private static PageActionDescriptor? Unloaded(Endpoint endpoint)
            => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page and not CompiledPageActionDescriptor ? page : null;
    }
}
