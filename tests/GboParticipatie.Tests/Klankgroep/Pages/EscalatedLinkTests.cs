using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Klankgroep.Workflows;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Workflows;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>The button of the mail that an answer stays out opens for whoever gets it.</summary>
public sealed class EscalatedLinkTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task Who_chairs_the_group_and_does_not_work_at_the_desk_reads_the_point_by_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var readers in new[] { GroupReaders.Everyone, GroupReaders.Members })
        {
            var (item, answer) = await AskedAsync(site, readers);
            var chair = site.NewBrowser();
            var recipient = await ChairAsync(site, chair, item.GroupId);

            await chair.OpenAsync(await LinkAsync(site, item.Id, answer.Id, recipient));

            Assert.Equal((HttpStatusCode.OK, $"/volg/{item.Reference}"), (chair.Status, chair.Path));
            Assert.Equal(item.Title, chair.Heading);
            // What the mail linked to before.
            Assert.Equal(HttpStatusCode.Forbidden, (await chair.OpenAsync($"/beheer/punten/{item.Reference}")).Status);
        }
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_comes_to_the_desk_by_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (item, answer) = await AskedAsync(site, GroupReaders.Everyone);
        var coach = await DeskSteps.CoachAsync(site);
        var user = await site.UseAsync((GboDbContext db) => db.Users.Where(u => u.Email == "coach@zolim.example").Select(u => u.Id).SingleAsync());
        var person = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.UserId == user).Select(p => (Guid?)p.Id).SingleOrDefaultAsync());

        await coach.OpenAsync(await LinkAsync(site, item.Id, answer.Id, new WorkflowRecipient { Key = $"user:{user}", UserId = user, PersonId = person }));

        Assert.Equal((HttpStatusCode.OK, $"/beheer/punten/{item.Reference}"), (coach.Status, coach.Path));
    }

    private static async Task<(AgendaItem Item, Answer Answer)> AskedAsync(PublicSite site, GroupReaders readers)
    {
        var name = $"groep-{Guid.NewGuid():N}";
        var group = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = name, Name = name, Kind = GroupKind.Klankgroep, AcceptsItems = true, Readers = readers }));
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().Where(o => o.IsActive).OrderBy(o => o.Slug).Select(o => o.Id).FirstAsync());
        var item = await DeskSteps.PointAsync(site, group);
        return (item, await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = item.Id, OrganisationId = organisation, Question = "Kan dit?" })));
    }

    private static async Task<WorkflowRecipient> ChairAsync(PublicSite site, Browser browser, Guid group)
    {
        var email = $"{Guid.NewGuid():N}@zolim.example";
        await browser.SignInAsync(email);
        return await site.UseAsync(async (GboDbContext db) =>
        {
            var person = new Person { Name = "Rita", Email = email, UserId = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync() };
            db.AddRange(person, new Mandate { PersonId = person.Id, GroupId = group, Role = MandateRole.Chair, From = new DateOnly(2020, 1, 1) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return new WorkflowRecipient { Key = $"person:{person.Id:N}", PersonId = person.Id, UserId = person.UserId, Name = person.Name, Email = person.Email };
        });
    }

    private static async Task<string> LinkAsync(PublicSite site, Guid item, Guid answer, WorkflowRecipient reader)
        => ((WorkflowLink)(await site.UseAsync((PointFields f) => f.AnswerAsync(item, answer, default)))!["answer.link"]!).AddressFor(reader);
}
