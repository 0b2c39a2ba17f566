using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>A meeting that is announced, of a group of its own.</summary>
/// <param name="Group">The group.</param>
/// <param name="Session">The meeting.</param>
/// <param name="Links">Local address of the invitation of each who sits in the group.</param>
internal sealed record AnnouncedMeeting(Group Group, Session Session, IReadOnlyList<string> Links);

/// <summary>What tests of meetings have in common.</summary>
internal static class MeetingSteps
{
    /// <summary>Announces a meeting in twenty days, with people who sit in its group.</summary>
    public static async Task<AnnouncedMeeting> AnnouncedAsync(
        PublicSite site, int people = 1, bool takesPoints = true, GroupReaders readers = GroupReaders.Everyone, Func<SessionDetails, SessionDetails>? change = null)
    {
        var group = await GroupAsync(site, takesPoints, readers);
        await site.UseAsync((GboDbContext db) =>
        {
            for (var i = 0; i < people; i++)
            {
                var person = new Person { Name = $"Lid {i}", Email = $"{Guid.NewGuid():N}@zolim.example" };
                db.AddRange(person, new Mandate { PersonId = person.Id, GroupId = group.Id, From = new DateOnly(2020, 1, 1) });
            }

            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var start = DateTime.UtcNow.Date.AddDays(20).AddHours(13);
        var details = new SessionDetails { Title = $"Bijeenkomst {Guid.NewGuid():N}", StartsAt = start, EndsAt = start.AddHours(2) };
        var made = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, change?.Invoke(details) ?? details)));
        var session = await site.UseAsync((SessionService s) => s.AnnounceAsync(made.Id));
        var invited = await site.UseAsync((GboDbContext db) => db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == session.Id).ToListAsync(TestContext.Current.CancellationToken));
        return new AnnouncedMeeting(group, session, await site.UseAsync((InvitationLinks l) => Task.FromResult<IReadOnlyList<string>>([.. invited.Select(i => l.ToReply(i.Id, i.LinkVersion))])));
    }

    /// <summary>A group of its own without a meeting.</summary>
    public static async Task<Group> GroupAsync(PublicSite site, bool takesPoints = true, GroupReaders readers = GroupReaders.Everyone)
    {
        var name = $"groep-{Guid.NewGuid():N}";
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!;
        return await site.UseAsync((GroupService g) => g.SaveAsync(
            new GroupDetails { Slug = name, Name = name, Kind = GroupKind.Klankgroep, AcceptsItems = takesPoints, Readers = readers, ForwardsToGroupId = body.Id }));
    }
}
