using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Where groups work, in words.</summary>
public sealed class GroupPlaces(GboDbContext db, IStringLocalizer<Startup> S)
{
    /// <summary>"Bilzen, Riemst"; "de hele regio" for a group without municipalities. Asks once, however many groups there are.</summary>
    public async Task<Func<IReadOnlyList<Guid>, string>> ReadAsync(CancellationToken cancel = default)
    {
        var names = await db.Set<Municipality>().AsNoTracking().OrderBy(m => m.SearchName).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        return ids => ids.Count == 0 ? S["de hele regio"] : string.Join(", ", names.Where(n => ids.Contains(n.Id)).Select(n => n.Name));
    }
}
