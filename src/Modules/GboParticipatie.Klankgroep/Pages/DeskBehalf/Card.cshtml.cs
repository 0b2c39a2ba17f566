using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskBehalf;

/// <summary>A card on paper for who brought a point: number, code and QR to follow it.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class CardModel(AgendaItemService items, PointLinks links, ISiteService site, SiteAddress address) : PageModel
{
    /// <summary>Which point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>The site.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Address that opens the point.</summary>
    public string FollowLink { get; private set; } = "";

    /// <summary>Address to type.</summary>
    public string FollowAddress => TypedAddress.Of(address.Of(Site), "/volg");

    /// <summary>Shows the card.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item) return NotFound();
        Item = item;
        Site = await site.GetAsync<SiteSettings>(cancel);
        FollowLink = address.Of(Site) + links.ToFollow(item);
        return Page();
    }
}
