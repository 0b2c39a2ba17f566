using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.Binding;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPointFiles;

/// <summary>Files of a point, for the coach: adds what someone gave along on paper or by phone, takes away what should not be there.</summary>
[RequiresPermission("ManageAgendaItems")]
[TakesFiles]
[IgnoreAntiforgeryToken]
public sealed class IndexModel(AgendaItemService items, PointFiles points, IFileStore files, Uploads uploads, IAntiforgery antiforgery, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>True when the point was just written down: what follows is the card to give along.</summary>
    [BindProperty(SupportsGet = true, Name = "nieuw")]
    public bool IsNew { get; set; }

    /// <summary>What was chosen.</summary>
    [BindProperty]
    public List<IFormFile> Upload { get; set; } = [];

    /// <summary>Why a file is taken away.</summary>
    [BindProperty(Name = "Why")]
    public string? Reason { get; set; }

    /// <summary>Which file someone tried to take away.</summary>
    public Guid? Removing { get; private set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>What is there.</summary>
    public IReadOnlyList<FileRow> Files { get; private set; } = [];

    /// <summary>What was taken away.</summary>
    public IReadOnlyList<StoredFile> Removed { get; private set; } = [];

    /// <summary>Id of the field that asks why a file is taken away.</summary>
    public string ReasonId(Guid file) => $"Why-{file:N}";

    /// <summary>What was typed there.</summary>
    public string ReasonOf(Guid file) => Removing == file ? Reason ?? "" : "";

    /// <summary>What is wrong with it, or null.</summary>
    public string? ErrorOf(Guid file) => ModelState[ReasonId(file)]?.Errors is [var error, ..] ? error.ErrorMessage : null;

    /// <summary>Address of this page.</summary>
    public string Address(string? handler = null)
        => $"/beheer/punten/{Id}/bestanden{(IsNew, handler) switch { (true, null) => "?nieuw=true", (true, _) => $"?nieuw=true&handler={handler}", (_, null) => "", _ => $"?handler={handler}" }}";

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    /// <summary>Adds files.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (!await IsWholeAsync()) return Page();
        if (Upload.Count == 0) ModelState.AddModelError(nameof(Upload), S["Kies eerst een foto of bestand."]);
        var kept = await uploads.TakeInAsync(Upload, Files.Count, nameof(Upload), file => points.AddAsync(Id, file, cancel), HttpContext, ModelState);
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return Page();
        }

        TempData["Melding"] = (kept.Count == 1 ? S["“{0}” is erbij.", kept[0]] : S["{0} bestanden zijn erbij.", kept.Count]).Value;
        return LocalRedirect(Address());
    }

    /// <summary>Takes a file away.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([FromQuery(Name = "bestand")] Guid file, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        Removing = file;
        if (!await IsWholeAsync()) return Page();
        try
        {
            await points.RemoveAsync(Id, file, Reason, cancel);
            TempData["Melding"] = S["Het bestand is weg. Wie het punt bracht, leest waarom."].Value;
            return LocalRedirect(Address());
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, ReasonId(file));
            return Page();
        }
    }

    private async Task<bool> IsWholeAsync()
    {
        if (TakesFilesAttribute.Problem(HttpContext) is { } problem) ModelState.AddModelError(nameof(Upload), problem);
        else if (!await antiforgery.IsRequestValidAsync(HttpContext)) ModelState.AddModelError("", S["Deze pagina stond lang open. Kies het bestand opnieuw en klik nog eens op de knop."]);
        else return true;
        return false;
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item) return false;
        Item = item;
        var all = await files.ListAsync(Id, withRemoved: true, cancel);
        Files = FileRow.Of(all.Where(f => f.Place is not null), $"/volg/{item.Reference}/bestanden", knowsNames: true, S);
        Removed = [.. all.Where(f => f.Place is null)];
        return true;
    }
}
