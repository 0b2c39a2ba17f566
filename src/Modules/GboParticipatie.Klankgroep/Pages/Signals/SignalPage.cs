using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Signals;

/// <summary>What a page for an organisation needs: whose link it is.</summary>
public abstract class SignalPage(SignalLinks links, ISiteService site, GboDbContext db) : PageModel
{
    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Whose it is; null when the link does not work.</summary>
    public Organisation? Organisation { get; private set; }

    /// <summary>The region's coach, for who needs a new link.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Address of the list.</summary>
    public string ListAddress => $"/signalen/{Token}";

    /// <summary>Opens the link.</summary>
    protected async Task<Organisation?> OpenAsync(CancellationToken cancel)
    {
        Site = await site.GetAsync<SiteSettings>(cancel);
        var id = await links.ReadAsync(Token, cancel);
        return Organisation = id is null ? null : await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.IsActive, cancel);
    }

    /// <summary>The same for a link that is not ours and one that is over.</summary>
    protected PageResult NotHere()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
