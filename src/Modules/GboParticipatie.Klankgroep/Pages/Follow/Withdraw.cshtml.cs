using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>The author takes a point back, after one more question.</summary>
[Public("Alleen wie het punt bracht, komt hier met zijn link of code.")]
public sealed class WithdrawModel(FollowAccess access, AgendaItemService items, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Reference of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The author's link.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Token { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>Where the point is shown.</summary>
    public string Address => $"/volg/{Uri.EscapeDataString(Reference)}{Query}";

    /// <summary>The author's link, as it goes behind an address.</summary>
    public string Query => string.IsNullOrEmpty(Token) ? "" : $"?s={Uri.EscapeDataString(Token)}";

    /// <summary>Asks once more.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        return (Item.IsOver && !Item.IsMerged) || Item.Status == AgendaItemStatus.Answered ? LocalRedirect(Address) : Page();
    }

    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            await items.WithdrawAsync(Item.Id, cancel);
            return Withdrawn();
        }
        catch (RuleException rule)
        {
            // A button that was pressed twice finds it taken back.
            if ((await items.FindAsync(Item.Id, cancel))?.Status == AgendaItemStatus.Withdrawn) return Withdrawn();
            ModelState.AddRule(rule, "");
            return Page();
        }
    }

    private LocalRedirectResult Withdrawn()
    {
        TempData["Melding"] = S["Je punt is teruggetrokken."].Value;
        return LocalRedirect(Address);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await access.OpenAsync(Reference, Token, cancel) is not { IsAuthor: true } point) return false;
        Item = point.Item;
        return true;
    }
}
