using System.Runtime.CompilerServices;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Points as a file for Excel. A file is passed on: of a point for the coach alone it has only the number, and a name only where others may read it.</summary>
internal static class PointCsv
{
    /// <summary>Heads of the columns.</summary>
    public static IReadOnlyList<string> Columns(IStringLocalizer S) =>
        [S["Nummer"], S["Onderwerp"], S["Waar lopen mensen tegenaan?"], S["Wat zou helpen?"], S["Van"], S["Groep"], S["Thema"], S["7 B's"], S["Status"], S["Binnengekomen"], S["Tegen wanneer"], S["Staat samen met"]];

    /// <summary>All points of the query, in its order, as cells.</summary>
    /// <param name="db">The database.</param>
    /// <param name="points">Which, in order.</param>
    /// <param name="settings">Of the region.</param>
    /// <param name="coach">What the coach is called.</param>
    /// <param name="cancel">Stops it.</param>
    public static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        GboDbContext db, IQueryable<AgendaItem> points, KlankgroepSettings settings, string coach, IStringLocalizer S, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = points.Select(i => new
        {
            i.Reference,
            i.Title,
            i.Description,
            i.Remedy,
            i.Visibility,
            i.AuthorOrganisationName,
            i.IsConfirmed,
            Organisation = db.Set<Organisation>().Where(o => o.Id == i.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
            Group = i.Group!.Name,
            i.LifeDomain,
            i.Barrier,
            i.Status,
            i.ReceivedOn,
            i.DueOn,
            i.TogetherWith,
            Root = i.MergedInto!.Reference,
        });
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var isSecret = r.Visibility == Visibility.CoachOnly;
            yield return
            [
                r.Reference, isSecret ? S["Alleen voor de {0}", coach] : r.Title, isSecret ? "" : r.Description, isSecret ? "" : r.Remedy,
                AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S), r.Group, settings.NameOf(r.LifeDomain), r.Barrier is { } barrier ? S[barrier.Dutch()].Value : null,
                S[r.Status.Dutch()], $"{r.ReceivedOn:yyyy-MM-dd}", $"{r.DueOn:yyyy-MM-dd}",
                r.Root ?? (r.TogetherWith > 0 ? StatusWords.Together(r.TogetherWith, S) : ""),
            ];
        }
    }
}
