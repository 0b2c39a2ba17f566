using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>The field "Zoek" above the lists of the desk: a number, words of the point, or part of the name of an organisation.</summary>
internal static class DeskSearch
{
    /// <summary>Those of the points that are meant.</summary>
    public static IQueryable<AgendaItem> Find(GboDbContext db, IQueryable<AgendaItem> points, string typed, DateOnly today)
    {
        var reference = Reference.Normalize(typed, today.Year);
        if (reference.Length > 0) return points.Where(i => i.Reference == reference);
        var name = SearchText.Of(typed);
        var organisations = db.Set<Organisation>().Where(o => o.SearchName.Contains(name)).Select(o => (Guid?)o.Id);
        if (SearchQuery.Parse(typed) is not { } query) return points.Where(i => i.Visibility == Visibility.WithName && organisations.Contains(i.AuthorOrganisationId));
        var hits = SearchIndex.Points(db, query);
        return points.Where(i => hits.Contains(i.Id) || (i.Visibility == Visibility.WithName && organisations.Contains(i.AuthorOrganisationId)));
    }
}
