using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Network.Pages.NetworkFiles;

/// <summary>One file: how far it is, what it would do, what is wrong with it.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class DetailModel(ImportService imports) : PageModel
{
    /// <summary>Which import.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The import.</summary>
    public NetworkImport Import { get; private set; } = default!;

    /// <summary>Its errors.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await imports.FindAsync(Id, cancel) is not { } import) return NotFound();
        Import = import;
        if (import.State == ImportState.Refused) Problems = await imports.ProblemsAsync(Id, cancel);
        return Page();
    }

    /// <summary>Imports it.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
    {
        await imports.ConfirmAsync(Id, cancel);
        return LocalRedirect($"/beheer/netwerk/bestanden/{Id}");
    }

    /// <summary>Throws it away.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        await imports.CancelAsync(Id, cancel);
        return LocalRedirect($"/beheer/netwerk/bestanden/{Id}");
    }
}
