using GboParticipatie.Security.Permissions;
using GboParticipatie.Workflows.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Pages.Workflows;

/// <summary>All workflow types, on or off, and how they do.</summary>
[RequiresPermission("ManageWorkflows")]
public sealed class IndexModel(WorkflowReader reader, WorkflowTypeService types, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>The types.</summary>
    public IReadOnlyList<WorkflowSummary> Types { get; private set; } = [];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Types = await reader.ListAsync(cancel);

    /// <summary>Switches a type on.</summary>
    public Task<IActionResult> OnPostEnableAsync(string? id, CancellationToken cancel) => SwitchAsync(id, true, cancel);

    /// <summary>Switches a type off.</summary>
    public Task<IActionResult> OnPostDisableAsync(string? id, CancellationToken cancel) => SwitchAsync(id, false, cancel);

    private async Task<IActionResult> SwitchAsync(string? id, bool isEnabled, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id)) return NotFound();
        await types.SetEnabledAsync(id, isEnabled, cancel);
        TempData["Melding"] = (isEnabled ? S["Staat aan."] : S["Staat uit. Wat al loopt, loopt af."]).Value;
        return LocalRedirect("/beheer/workflows");
    }
}
