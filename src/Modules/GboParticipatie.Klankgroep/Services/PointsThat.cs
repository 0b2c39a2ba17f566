using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Kinds of points that lists, counts and menus have in common.</summary>
public static class PointsThat
{
    /// <summary>Of which the author has not heard a word yet.</summary>
    public static Expression<Func<AgendaItem, bool>> NobodyHeardOf { get; } = i => i.FirstWordOn == null && i.DueOn != null;

    /// <summary>That are not over: they wait for someone, so they have a day (<see cref="AgendaItem.DeriveDueOn"/>), and the index of those alone finds them.</summary>
    public static Expression<Func<AgendaItem, bool>> AreOpen { get; } = i => i.DueOn != null;

    /// <summary>That are open, and for whose author nobody vouches.</summary>
    public static Expression<Func<AgendaItem, bool>> AreNotConfirmed { get; } = i => !i.IsConfirmed && i.DueOn != null;

    /// <summary>Whose author did not find the answer clear, or says that nothing changed, and about which nobody was asked since.</summary>
    public static Expression<Func<AgendaItem, bool>> CameBack { get; } = i => i.ReopenedAt != null && i.DueOn != null && i.Status != AgendaItemStatus.Forwarded;
}
