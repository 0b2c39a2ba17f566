using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Network.Pages.NetworkFiles;

/// <summary>One file: how far it is, what it would do, what is wrong with it.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class DetailModel(ImportService imports, EntryProgress progress) : PageModel
{
    /// <summary>Which import.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The import.</summary>
    public NetworkImport Import { get; private set; } = default!;

    /// <summary>How many rows are in while it is being entered; null when that is not known.</summary>
    public int? Entered => Import.State == ImportState.Confirmed ? progress.Of(Id) : null;

    /// <summary>Its errors.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];

    /// <summary>Which page of the rows, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page of the rows, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, NetworkImport.MaxChanges);

    /// <summary>Rows that are new or change something.</summary>
    public ListPart<ImportChange> Changes { get; private set; } = new([], 0);

    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await imports.FindAsync(Id, cancel) is not { } import) return NotFound();
        Import = import;
        if (import.State == ImportState.Refused) Problems = await imports.ProblemsAsync(Id, cancel);
        if (import.State == ImportState.Checked) Changes = await imports.ChangesAsync(Id, (PageNumber - 1) * PageSize, PageSize, cancel);
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
