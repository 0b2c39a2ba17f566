using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Network.Pages.NetworkMunicipalities;

/// <summary>The municipalities of the region, also those that merged.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class IndexModel(MunicipalityRegister register) : PageModel
{
    /// <summary>All of them. A region has a few dozen.</summary>
    public IReadOnlyList<MunicipalityRow> Municipalities { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Municipalities = await register.ListAsync(cancel);
}
