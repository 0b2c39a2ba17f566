using GboParticipatie.Caching;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Web.Pages.About;

/// <summary>A page that explains something and names the region.</summary>
[Public("Uitleg voor iedereen, zonder gegevens.")]
public abstract class ExplanationModel(ISiteService site) : PageModel
{
    /// <summary>What the region is called and who helps.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Site = await site.GetAsync<SiteSettings>(cancel);
}

/// <summary>What this site is for.</summary>
[SameForVisitors]
[Public("Uitleg voor iedereen, zonder gegevens.")]
public sealed class AboutModel(ISiteService site) : ExplanationModel(site);

/// <summary>How to get on with the site.</summary>
[SameForVisitors]
[Public("Uitleg voor iedereen, zonder gegevens.")]
public sealed class HelpModel(ISiteService site) : ExplanationModel(site);

/// <summary>What is kept of people and what not.</summary>
[SameForVisitors]
[Public("Uitleg voor iedereen, zonder gegevens.")]
public sealed class PrivacyModel(ISiteService site) : ExplanationModel(site);

/// <summary>The accessibility statement.</summary>
[SameForVisitors]
[Public("Uitleg voor iedereen, zonder gegevens.")]
public sealed class AccessibilityModel(ISiteService site) : ExplanationModel(site);
