using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Groups;

/// <summary>One group: what it is, which organisations sit in it, when it meets, which points it has.</summary>
[SameForVisitors]
[Public("Wat een groep doet, mag iedereen weten; punten leest alleen wie dat mag.")]
public sealed class DetailModel(GboDbContext db, GroupService groups, Viewers viewers, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const int PageSize = 10;

    // Far beyond any group; keeps a made-up page number from overflowing.
    private const int LastPage = 100_000;

    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>Which page of points, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page of points, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>What the region calls its groups.</summary>
    public string GroupsTitle { get; private set; } = "";

    /// <summary>True when it takes points today.</summary>
    public bool TakesPoints { get; private set; }

    /// <summary>True while it exists.</summary>
    public bool Exists { get; private set; }

    /// <summary>The group that answers, or null.</summary>
    public (string Slug, string Name)? Answers { get; private set; }

    /// <summary>Names of the organisations that sit in it.</summary>
    public IReadOnlyList<string> Organisations { get; private set; } = [];

    /// <summary>The next meetings.</summary>
    public IReadOnlyList<MeetingRow> Meetings { get; private set; } = [];

    /// <summary>Points that the reader may read.</summary>
    public IReadOnlyList<PointRow> Points { get; private set; } = [];

    /// <summary>True when there are older points.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Shows the group.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return NotFound();
        Group = group;
        GroupsTitle = (await site.GetAsync<KlankgroepSettings>(cancel)).GroupsTitle;
        Exists = group.ExistsOn(BrusselsTime.Today(time));
        TakesPoints = Exists && group.AcceptsItems;
        var viewer = await viewers.CurrentAsync(cancel);
        Meetings = await MeetingRows.ReadAsync(db, db.ComingUp(viewer, time.GetUtcNow().UtcDateTime).Where(s => s.GroupId == group.Id).Take(3), cancel);
        Organisations = await OrganisationsAsync(group.Id, cancel);
        if (group.ForwardsToGroupId is { } body && await groups.FindAsync(body, cancel) is { } answerer) Answers = (answerer.Slug, answerer.SpokenName);
        await ReadPointsAsync(viewer, cancel);
        return Page();
    }

    // Members, and organisations for which someone has a seat: bodies, never persons.
    private async Task<IReadOnlyList<string>> OrganisationsAsync(Guid groupId, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var members = db.Set<GroupOrganisation>().Where(m => m.GroupId == groupId).Select(m => m.OrganisationId);
        var seats = db.Set<Mandate>()
            .Where(m => m.GroupId == groupId && m.OrganisationId != null && m.From <= today && (m.To == null || m.To >= today)).Select(m => m.OrganisationId!.Value);
        return await db.Set<Organisation>().Where(o => members.Contains(o.Id) || seats.Contains(o.Id)).OrderBy(o => o.SearchName).Select(o => o.Name).ToListAsync(cancel);
    }

    private async Task ReadPointsAsync(Viewer viewer, CancellationToken cancel)
    {
        var readable = viewer.UserId is null ? AgendaItemAccess.ReadableByAnyone : AgendaItemAccess.ReadableBy(viewer);
        var points = db.Set<AgendaItem>().AsNoTracking().Where(i => i.GroupId == Group.Id && i.MergedIntoId == null).Where(readable)
            .OrderByDescending(i => i.ReceivedOn).ThenByDescending(i => i.Reference).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1);
        var rows = await PointRows.ReadAsync(db, points, S, cancel);
        HasMore = rows.Count > PageSize;
        Points = [.. rows.Take(PageSize)];
    }
}
