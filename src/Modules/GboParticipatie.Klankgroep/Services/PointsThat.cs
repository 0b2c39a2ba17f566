using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Kinds of points that lists, counts and menus have in common.</summary>
public static class PointsThat
{
    private static readonly AgendaItemStatus[] Over =
        [AgendaItemStatus.Answered, AgendaItemStatus.Closed, AgendaItemStatus.Declined, AgendaItemStatus.Withdrawn, AgendaItemStatus.Merged];

    /// <summary>Of which the author has not heard a word yet.</summary>
    public static Expression<Func<AgendaItem, bool>> NobodyHeardOf { get; } = i => i.FirstWordOn == null && i.DueOn != null;

    /// <summary>That are not over.</summary>
    public static Expression<Func<AgendaItem, bool>> AreOpen { get; } = i => !Over.Contains(i.Status);

    /// <summary>That are open, and for whose author nobody vouches.</summary>
    public static Expression<Func<AgendaItem, bool>> AreNotConfirmed { get; } = i => !i.IsConfirmed && !Over.Contains(i.Status);
}
