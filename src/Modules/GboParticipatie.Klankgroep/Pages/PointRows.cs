using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>A point in a list.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Who">"Buurtwerk Tongeren, voor 10 tot 20 mensen".</param>
/// <param name="Status">How far it is.</param>
/// <param name="StatusText">The same in words.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="TogetherWith">How many points about the same stand together with it.</param>
public sealed record PointRow(string Reference, string Title, string Who, AgendaItemStatus Status, string StatusText, DateOnly ReceivedOn, int TogetherWith = 0);

/// <summary>Reads points for a list, in one query.</summary>
internal static class PointRows
{
    public static async Task<IReadOnlyList<PointRow>> ReadAsync(GboDbContext db, IQueryable<AgendaItem> points, IStringLocalizer S, CancellationToken cancel)
    {
        var rows = await points.Select(i => new
        {
            i.Reference,
            i.Title,
            i.Visibility,
            i.AuthorOrganisationName,
            i.IsConfirmed,
            i.HeardFrom,
            Status = i.MergedIntoId == null ? i.Status : i.MergedInto!.Status,
            i.ReceivedOn,
            TogetherWith = i.MergedIntoId == null ? i.TogetherWith : i.MergedInto!.TogetherWith,
            Organisation = db.Set<Organisation>().Where(o => o.Id == i.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
            Start = db.Set<Session>().Where(s => s.Id == (i.MergedIntoId == null ? i.CurrentSessionId : i.MergedInto!.CurrentSessionId) && s.State != SessionState.Draft).Select(s => (DateTime?)s.StartsAt).FirstOrDefault(),
            Body = db.Set<Group>().Where(g => g.Id == (i.MergedIntoId == null ? i.CurrentBodyId : i.MergedInto!.CurrentBodyId)).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. rows.Select(r => new PointRow(
            r.Reference, r.Title,
            Looks.Who(AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S), r.HeardFrom, S),
            r.Status, StatusWords.Of(r.Status, r.Start, r.Body, S), r.ReceivedOn, r.TogetherWith))];
    }
}
