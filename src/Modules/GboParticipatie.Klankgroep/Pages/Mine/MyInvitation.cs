using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Klankgroep.Pages.Mine;

/// <summary>An invitation to a meeting that is to come.</summary>
/// <param name="Title">Title of the meeting.</param>
/// <param name="StartsAt">Its start (UTC).</param>
/// <param name="EndsAt">Its end (UTC).</param>
/// <param name="Reply">What was said.</param>
/// <param name="IsWaiting">True when the person waits for a place.</param>
/// <param name="IsOfBefore">True when that was said before the meeting moved.</param>
/// <param name="Address">Where to answer.</param>
public sealed record MyInvitation(string Title, DateTime StartsAt, DateTime EndsAt, InvitationReply Reply, bool IsWaiting, bool IsOfBefore, string Address)
{
    private const int Most = 10;

    internal static async Task<IReadOnlyList<MyInvitation>> ReadAsync(GboDbContext db, InvitationLinks links, Guid person, DateTime now, CancellationToken cancel)
    {
        var rows = await (
            from s in db.ComingUp(now)
            join i in db.Set<Invitation>() on s.Id equals i.SessionId
            where i.PersonId == person
            orderby s.StartsAt, s.Id
            select new { s.Title, s.StartsAt, s.EndsAt, i.Reply, IsWaiting = i.WaitingSince != null, IsOfBefore = i.AskedAgainAt != null, i.Id, i.LinkVersion }).Take(Most).ToListAsync(cancel);
        return rows.ConvertAll(r => new MyInvitation(r.Title, r.StartsAt, r.EndsAt, r.Reply, r.IsWaiting, r.IsOfBefore, links.ToReply(r.Id, r.LinkVersion)));
    }
}
