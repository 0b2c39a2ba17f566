using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.SignalBundle;

/// <summary>Organisations that something was told about.</summary>
[RequiresPermission("ManageFeedback")]
public sealed class IndexModel(SignalBundles bundles) : PageModel
{
    /// <summary>The organisations, by name.</summary>
    public IReadOnlyList<BundleRow> Rows { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Rows = await bundles.ListAsync(cancel);
}
