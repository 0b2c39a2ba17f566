using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Where a point goes that its author's "nee" reopened.</summary>
internal static class Reopening
{
    /// <summary>Puts it on the next agenda, in the write transaction of the "nee". One for the coach alone only goes as the text that its author agreed with.</summary>
    public static async Task PutOnNextAgendaAsync(GboDbContext db, AgendaItem item, DateTime now, CancellationToken cancel)
    {
        if (item.CurrentSessionId is not null) return;
        var agreed = item.Visibility == Visibility.CoachOnly && await NeutralTextService.IsAgreedAsync(db, item.Id, cancel);
        if (item.Visibility == Visibility.CoachOnly && !agreed) return;
        var next = await Locked.NextSessionAsync(db, item.GroupId, now, null, cancel);
        // The meeting of now may have talked about it already: then the one after it.
        if (next is not null && item.Entries.Exists(e => e.SessionId == next.Id))
            next = await Locked.NextSessionAsync(db, item.GroupId, now, BrusselsTime.DayOf(next.StartsAt).AddDays(1), cancel);
        if (next is not null && !item.Entries.Exists(e => e.SessionId == next.Id)) item.PutOnAgenda(next, now, agreed);
    }
}
