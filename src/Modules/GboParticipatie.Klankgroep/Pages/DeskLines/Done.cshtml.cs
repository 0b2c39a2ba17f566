using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskLines;

/// <summary>The points that were made of the lines, with number and code, to read and to print.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class DoneModel(SessionService sessions, LineService lines, ISiteService site, SiteAddress address, GboDbContext db) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Key of the form that was sent.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>The points, in order.</summary>
    public IReadOnlyList<AgendaItem> Items { get; private set; } = [];

    /// <summary>Names of the organisations.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Where people follow their point.</summary>
    public string FollowAddress { get; private set; } = "";

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Items = await lines.FindAsync(Key, cancel);
        if (Items.Count == 0 || await sessions.FindAsync(Id, cancel) is not { } meeting) return NotFound();
        Meeting = meeting;
        FollowAddress = TypedAddress.Of(address.Of(await site.GetAsync<SiteSettings>(cancel)), "/volg");
        var organisations = Items.Select(i => i.AuthorOrganisationId).OfType<Guid>().Distinct().ToList();
        Names = await db.Set<Organisation>().AsNoTracking().Where(o => organisations.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        return Page();
    }
}
