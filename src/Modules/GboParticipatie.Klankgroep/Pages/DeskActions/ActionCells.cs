using System.Runtime.CompilerServices;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>Actions as cells of a file.</summary>
internal static class ActionCells
{
    /// <summary>Heads of the columns.</summary>
    public static IReadOnlyList<string> Columns(IStringLocalizer S) => [S["Wat gebeurt er?"], S["Wie doet het"], S["Punten"], S["Status"], S["Tegen wanneer"], S["Proef tot"], S["Genoteerd"], S["Klaar op"]];

    /// <summary>All actions of the query, in its order.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(GboDbContext db, IQueryable<ActionItem> actions, IStringLocalizer S, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = actions.Select(a => new
        {
            a.What,
            Owner = db.Set<Group>().Where(g => g.Id == a.OwnerGroupId).Select(g => g.Name).FirstOrDefault() ?? db.Set<Organisation>().Where(o => o.Id == a.OwnerOrganisationId).Select(o => o.Name).FirstOrDefault(),
            Points = a.Points.Select(p => p.Item!.Reference).OrderBy(r => r).ToList(),
            a.State,
            a.DueOn,
            a.TrialUntil,
            a.CreatedAt,
            a.EndedOn,
        });
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return [r.What, r.Owner, string.Join(", ", r.Points), S[r.State.Dutch()], $"{r.DueOn:yyyy-MM-dd}", $"{r.TrialUntil:yyyy-MM-dd}", $"{BrusselsTime.DayOf(r.CreatedAt):yyyy-MM-dd}", $"{r.EndedOn:yyyy-MM-dd}"];
    }
}
