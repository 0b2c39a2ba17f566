using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Access;

/// <summary>More around what there is in a scene: a page that asks a question for each of them, asks many more.</summary>
internal static class SceneMore
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Adds points on the same agenda, questions, stories and actions about the same point, organisations and people of the same group, letters and meetings.</summary>
    public static async Task AddAsync(AccessScene scene, int count)
    {
        var site = scene.Site;
        var group = (await site.UseAsync((GroupService g) => g.FindAsync(scene.Open.GroupId)))!;
        for (var i = 0; i < count; i++)
        {
            var point = await PointAsync(site, group);
            if (i % 2 == 0) await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
            await TellAsync(site, scene.Open.Reference);
            await site.UseAsync((ActionService a) => a.AddAsync(
                new TypedAction { What = "Er komt een rek.", Owner = scene.Asked.GroupId, DueOn = BrusselsTime.Today(TimeProvider.System).AddDays(20) }, scene.Open.Reference));
            await MeetingAsync(site, group, DateTime.UtcNow.AddDays(25 + i));
            await PersonAsync(site, group, point);
        }
    }

    private static async Task TellAsync(PublicSite site, string about)
    {
        var told = await ToldAsync(site);
        await site.UseAsync((FeedbackService s) => s.LinkAsync(told.Id, about));
    }

    private static Task<int> PersonAsync(PublicSite site, Group group, AgendaItem point) => site.UseAsync(async (GboDbContext db) =>
    {
        var organisation = new Organisation { Slug = Guid.NewGuid().ToString("N"), Name = $"Huis {Guid.NewGuid():N}", Kind = OrganisationKind.Doelgroeporganisatie };
        var person = new Person { Name = $"Mimoun {Guid.NewGuid():N}", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
        db.AddRange(organisation, person);
        db.Add(new Membership { PersonId = person.Id, OrganisationId = organisation.Id, From = new DateOnly(2020, 1, 1) });
        db.Add(new Mandate { PersonId = person.Id, GroupId = group.Id, OrganisationId = organisation.Id, From = new DateOnly(2020, 1, 1) });
        db.Add(new ContactTask { Key = $"test:{Guid.NewGuid():N}", ItemId = point.Id, PersonId = person.Id, Means = ContactMeans.Phone, Text = "Er komt een bus.", CreatedAt = DateTime.UtcNow });
        return await db.SaveChangesAsync(Cancel);
    });
}
