using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Points as a file for Excel. A file is passed on: of a point for the coach alone it has only the number, and a name only where others may read it.</summary>
internal static class PointCsv
{
    /// <summary>More points than this are not put in one file.</summary>
    public const int Most = 20_000;

    private static readonly CsvColumn[] Columns =
    [
        new("Nummer"), new("Onderwerp"), new("Waar lopen mensen tegenaan?"), new("Wat zou helpen?"), new("Van"), new("Groep"), new("Thema"), new("7 B's"),
        new("Status"), new("Binnengekomen"), new("Tegen wanneer"), new("Staat samen met"),
    ];

    /// <summary>The file, in the order of the query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="points">Which, in order.</param>
    /// <param name="settings">Of the region.</param>
    /// <param name="coach">What the coach is called.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<byte[]> WriteAsync(GboDbContext db, IQueryable<AgendaItem> points, KlankgroepSettings settings, string coach, CancellationToken cancel)
    {
        var rows = await points.Take(Most).Select(i => new
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
        }).ToListAsync(cancel);
        return CsvOutput.Write(Columns, rows.Select(r =>
        {
            var isSecret = r.Visibility == Visibility.CoachOnly;
            return (IReadOnlyList<string?>)
            [
                r.Reference, isSecret ? $"Alleen voor de {coach}" : r.Title, isSecret ? "" : r.Description, isSecret ? "" : r.Remedy,
                AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed), r.Group, settings.NameOf(r.LifeDomain), r.Barrier?.Dutch(),
                r.Status.Dutch(), $"{r.ReceivedOn:yyyy-MM-dd}", $"{r.DueOn:yyyy-MM-dd}",
                r.Root ?? (r.TogetherWith > 0 ? StatusWords.Together(r.TogetherWith) : ""),
            ];
        }));
    }
}
