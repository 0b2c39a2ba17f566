using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>The point has arrived: number, code, and what happens next and when.</summary>
[Public("De link in het adres opent één punt, voor wie het bracht.")]
public sealed class DoneModel(AgendaItemService items, PointLinks links, ISiteService site) : PageModel
{
    /// <summary>Reference of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The author's link.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Token { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>The meeting on whose agenda it stands, if people may know of it.</summary>
    public Session? Meeting { get; private set; }

    /// <summary>Address to follow it.</summary>
    public string FollowAddress { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await items.FindByReferenceAsync(Reference, cancel) is not { } item || !links.OpensAsAuthor(item, Token)) return NotFound();
        Item = item;
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        Meeting = item.Entries.Find(e => e.IsPending)?.Session is { IsPublic: true } meeting ? meeting : null;
        FollowAddress = links.ToFollow(item);
        return Page();
    }
}
