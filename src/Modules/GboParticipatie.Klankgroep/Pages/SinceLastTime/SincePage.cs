using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.SinceLastTime;

/// <summary>"Sinds vorige keer" of one group, on screen and on a wall.</summary>
public abstract class SincePage(GroupService groups, SinceLastTimeService since, Viewers viewers, ISiteService site, SiteAddress address, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>What there is to tell.</summary>
    public Services.SinceLastTime Told { get; private set; } = default!;

    /// <summary>The region.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Address of the page, for its QR.</summary>
    public string WholeAddress { get; private set; } = "";

    /// <summary>"Sinds dinsdag 8 december 2026".</summary>
    public string SinceText => Told.HasMet ? S["Sinds {0}", BrusselsTime.LongDate(Told.Since)] : S["Het voorbije half jaar"];

    /// <summary>True for what anyone reads who comes by: of a group whose points anyone may read, it has nothing else.</summary>
    protected virtual bool HangsOnAWall => false;

    /// <summary>True when there is anything to tell.</summary>
    public bool HasAny => Told.HasAny;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return NotFound();
        Told = await since.ReadAsync(group, HangsOnAWall && group.Readers == GroupReaders.Everyone ? Viewer.Anyone : await viewers.CurrentAsync(cancel), cancel);
        Site = await site.GetAsync<SiteSettings>(cancel);
        WholeAddress = $"{address.Of(Site)}/klankgroepen/{group.Slug}/sinds-vorige-keer";
        return Page();
    }
}

/// <summary>On screen.</summary>
[SameForVisitors]
[Public("Wat er met de punten van een groep gebeurt, mag iedereen weten; elk punt leest alleen wie dat mag.")]
public sealed class IndexModel(GroupService groups, SinceLastTimeService since, Viewers viewers, ISiteService site, SiteAddress address, IStringLocalizer<Startup> S) : SincePage(groups, since, viewers, site, address, S);

/// <summary>On a wall: one sheet of A3.</summary>
[SameForVisitors]
[Public("Wat er met de punten van een groep gebeurt, mag iedereen weten; elk punt leest alleen wie dat mag.")]
public sealed class PosterModel(GroupService groups, SinceLastTimeService since, Viewers viewers, ISiteService site, SiteAddress address, IStringLocalizer<Startup> S) : SincePage(groups, since, viewers, site, address, S)
{
    /// <inheritdoc />
    protected override bool HangsOnAWall => true;
}
