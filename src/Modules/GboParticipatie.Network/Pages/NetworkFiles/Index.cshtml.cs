using System.Globalization;
using GboParticipatie.Localization;
using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkFiles;

/// <summary>Lists of organisations and people, in and out.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class IndexModel(ImportService imports, IEnumerable<INetworkFile> files, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>What the file holds.</summary>
    [BindProperty]
    public ImportKind? Kind { get; set; }

    /// <summary>The file.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Kinds of file, with their columns.</summary>
    public IReadOnlyList<INetworkFile> Files { get; } = [.. files];

    /// <summary>The last imports.</summary>
    public IReadOnlyList<NetworkImport> Last { get; private set; } = [];

    /// <summary>Shows what can be done.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Last = await imports.LastAsync(cancel);

    /// <summary>Gives all organisations or people as a file.</summary>
    public async Task<IActionResult> OnGetExportAsync([FromQuery(Name = "soort")] ImportKind kind, CancellationToken cancel)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(kind)) return NotFound();
        var day = BrusselsTime.Today(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return File(await imports.ExportAsync(kind, cancel), "text/csv; charset=utf-8", $"{S[kind.Dutch()].Value.ToLowerInvariant()}-{day}.csv");
    }

    /// <summary>Takes a file in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Kind is null) ModelState.AddModelError(nameof(Kind), S["Kies wat er in het bestand staat."]);
        if (Upload is null) ModelState.AddModelError(nameof(Upload), S["Kies een bestand."]);
        if (Upload?.Length > NetworkImport.MaxBytes) ModelState.AddModelError(nameof(Upload), S["Dit bestand is groter dan 10 MB. Maak er kleinere bestanden van."]);
        try
        {
            if (ModelState.IsValid)
            {
                using var content = new MemoryStream();
                await Upload!.CopyToAsync(content, cancel);
                var import = await imports.UploadAsync(Kind!.Value, Path.GetFileName(Upload.FileName), content.ToArray(), cancel);
                return LocalRedirect($"/beheer/netwerk/bestanden/{import.Id}");
            }
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, nameof(Upload));
        }

        Last = await imports.LastAsync(cancel);
        return Page();
    }
}
