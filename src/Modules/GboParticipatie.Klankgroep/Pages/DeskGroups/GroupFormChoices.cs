using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>What can be chosen for a group.</summary>
/// <param name="Municipalities">Where it works: those of today, and those of old that stand there already.</param>
/// <param name="Bodies">Where its points can go: other groups that exist.</param>
/// <param name="Coaches">Who can own its points.</param>
/// <param name="Kinds">The kinds of group that the region has.</param>
public sealed record GroupChoices(IReadOnlyList<Choice> Municipalities, IReadOnlyList<Choice> Bodies, IReadOnlyList<Choice> Coaches, IReadOnlyList<Choice> Kinds)
{
    /// <summary>Nothing yet.</summary>
    public static GroupChoices None { get; } = new([], [], [], []);

    /// <summary>Who may read its points.</summary>
    public static IReadOnlyList<Choice> Readers(IStringLocalizer S) =>
    [
        new(nameof(GroupReaders.Everyone), S["Iedereen"], S["Zodra een punt bevestigd is, staat het op de site."]),
        new(nameof(GroupReaders.Members), S["Alleen de leden"], S["Van deze groep, en van wie antwoordt."]),
    ];
}

/// <summary>Reads what can be chosen for a group.</summary>
public sealed class GroupFormChoices(GboDbContext db, MunicipalityService municipalities, IUserDirectory directory, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S)
{
    /// <summary>Reads it.</summary>
    /// <param name="group">The group: what it has stays to choose, also when it would no longer be offered. Null for a new one.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<GroupChoices> ReadAsync(Group? group, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var (id, forwards, kept) = (group?.Id, group?.ForwardsToGroupId, group?.MunicipalityIds ?? []);
        var places = (await municipalities.ValidOnAsync(today, cancel)).Select(m => new Choice(m.Id.ToString(), m.Name)).ToList();
        if (kept.Exists(k => places.TrueForAll(p => p.Value != k.ToString())))
        {
            var old = await db.Set<Municipality>().AsNoTracking().Where(m => kept.Contains(m.Id)).OrderBy(m => m.SearchName).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
            places.AddRange(old.Where(o => places.TrueForAll(p => p.Value != o.Id.ToString())).Select(o => new Choice(o.Id.ToString(), o.Name, S["Bestaat niet meer"])));
        }

        var bodies = await db.Set<Group>().AsNoTracking().Where(g => g.Id != id && (g.EndedOn == null || g.EndedOn >= today || g.Id == forwards))
            .OrderBy(g => g.Position).ThenBy(g => g.Name).Select(g => new { g.Id, g.Name }).ToListAsync(cancel);
        return new GroupChoices(places, [.. bodies.Select(b => new Choice(b.Id.ToString(), b.Name))], await CoachesAsync(group?.CoachUserId, cancel), await KindsAsync(cancel));
    }

    private async Task<IReadOnlyList<Choice>> KindsAsync(CancellationToken cancel)
        => [.. (await site.GetAsync<KlankgroepSettings>(cancel)).GroupKinds.Select(k => new Choice(k.Kind.ToString(), DeskPoints.DeskWords.Capital(S[k.Name])))];

    private async Task<IReadOnlyList<Choice>> CoachesAsync(string? kept, CancellationToken cancel)
    {
        var coaches = (await directory.InRoleAsync((await site.GetAsync<SiteSettings>(cancel)).CoachRole, cancel)).ToList();
        if (kept is not null && coaches.TrueForAll(c => c.Id != kept) && await directory.FindByIdAsync(kept, cancel) is { } other) coaches.Add(other);
        return [.. coaches.Select(c => new Choice(c.Id, c.Name))];
    }
}
