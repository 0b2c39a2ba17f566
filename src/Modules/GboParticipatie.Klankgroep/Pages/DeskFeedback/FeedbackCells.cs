using System.Runtime.CompilerServices;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskFeedback;

/// <summary>What people told as cells of a file: days, never hours; no name of a person; of what is for the coach alone only the number.</summary>
internal static class FeedbackCells
{
    /// <summary>Heads of the columns.</summary>
    public static IReadOnlyList<string> Columns(IStringLocalizer S) =>
        [S["Nummer"], S["Soort"], S["Wat merken mensen?"], S["Wat zou helpen?"], S["Van"], S["Thema"], S["Status"], S["Bij punt"], S["Antwoord"], S["Binnengekomen"], S["Tegen wanneer"]];

    /// <summary>All that the query finds, in its order.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        GboDbContext db, IQueryable<Feedback> told, KlankgroepSettings settings, string coach, IStringLocalizer S, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = told.Select(f => new
        {
            f.Reference,
            f.Kind,
            f.Description,
            f.Remedy,
            f.IsAnonymous,
            f.Readers,
            Organisation = db.Set<Organisation>().Where(o => o.Id == f.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault() ?? f.AuthorOrganisationName,
            f.LifeDomain,
            f.Status,
            Point = f.Item!.Reference,
            f.Answer,
            f.ReceivedOn,
            f.DueOn,
        });
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var isSecret = r.Readers == FeedbackReaders.CoachOnly;
            yield return
            [
                r.Reference, S[r.Kind.Dutch()], isSecret ? S["Alleen voor de {0}", coach] : r.Description, isSecret ? "" : r.Remedy, r.IsAnonymous || isSecret ? S["Zonder naam"] : r.Organisation ?? S["Zonder naam"],
                settings.NameOf(r.LifeDomain), S[r.Status.Dutch()], r.Point, isSecret ? "" : r.Answer, $"{r.ReceivedOn:yyyy-MM-dd}", $"{r.DueOn:yyyy-MM-dd}",
            ];
        }
    }
}
