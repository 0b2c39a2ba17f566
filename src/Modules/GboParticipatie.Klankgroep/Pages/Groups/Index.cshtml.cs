using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Groups;

/// <summary>The groups of the region.</summary>
[SameForVisitors]
[Public("Welke groepen er zijn, mag iedereen weten.")]
public sealed class IndexModel(GroupService groups, GroupPlaces places, Viewers viewers, ISiteService site) : PageModel
{
    /// <summary>What the region calls its groups.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>Groups that take points.</summary>
    public IReadOnlyList<GroupListItem> TakePoints { get; private set; } = [];

    /// <summary>Groups that answer or do other things.</summary>
    public IReadOnlyList<GroupListItem> Others { get; private set; } = [];

    /// <summary>Where a group works, in words.</summary>
    public Func<IReadOnlyList<Guid>, string> PlaceOf { get; private set; } = _ => "";

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Heading = (await site.GetAsync<KlankgroepSettings>(cancel)).GroupsTitle;
        var all = await groups.ListAsync(await viewers.CurrentAsync(cancel), cancel);
        PlaceOf = await places.ReadAsync(cancel);
        TakePoints = [.. all.Where(g => g.AcceptsItems)];
        Others = [.. all.Where(g => !g.AcceptsItems)];
    }
}
