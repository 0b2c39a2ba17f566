using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>The invitation that news about a meeting is about.</summary>
internal static class TaskInvitation
{
    public static IQueryable<Invitation> InvitationOf(this GboDbContext db, ContactTask task) => db.Set<Invitation>().AsNoTracking()
        .Where(i => i.SessionId == task.SessionId && i.PersonId == task.PersonId && (i.PersonId != null || i.OrganisationId == task.OrganisationId));

    /// <summary>Where the coach writes down the answer; null when they are not invited.</summary>
    public static async Task<string?> AnswerAddressAsync(this GboDbContext db, ContactTask task, Session meeting, CancellationToken cancel)
        => await db.InvitationOf(task).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancel) is { } id ? $"/beheer/bijeenkomsten/{meeting.Id}/genodigden/{id}" : null;
}
