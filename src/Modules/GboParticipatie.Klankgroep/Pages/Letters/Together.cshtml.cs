using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>Ticks off several people at once: a round of calls, a pile of letters.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class TogetherModel(ContactTasks tasks, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    private const int Most = 100;

    /// <summary>Keys of what must be told.</summary>
    [BindProperty(SupportsGet = true, Name = "vertel")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>Address of the list that they were chosen in.</summary>
    [BindProperty(SupportsGet = true, Name = "terug")]
    public string? Back { get; set; }

    /// <summary>What must be told.</summary>
    public IReadOnlyList<TellRow> Rows { get; private set; } = [];

    /// <summary>Where one goes when it is done.</summary>
    public string ReturnTo => Back is { Length: > 0 } back && Url.IsLocalUrl(back) ? back : "/beheer/vertellen";

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await LoadAsync(cancel);
    }

    /// <summary>All of them were told.</summary>
    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Chosen.Count == 0) return Page();
        var told = 0;
        foreach (var row in Rows) told += await tasks.MarkAsync(row.Id, done: true, cancel) ? 1 : 0;
        if (told == 0) return this.Gone(S);
        TempData["Melding"] = S.Plural(told, "Genoteerd: je hebt het verteld.", "Genoteerd: je hebt het aan {0} mensen verteld.").Value;
        return LocalRedirect(ReturnTo);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var chosen = Chosen.Distinct().Take(Most).ToList();
        Rows = await TellRows.ReadAsync(db, db.Set<ContactTask>().AsNoTracking().Where(t => chosen.Contains(t.Id)).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id), S, cancel);
    }
}
