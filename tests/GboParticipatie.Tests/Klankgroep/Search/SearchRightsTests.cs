using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using Channel = GboParticipatie.Klankgroep.Models.Channel;
using KlankgroepPermissions = GboParticipatie.Klankgroep.Permissions;

namespace GboParticipatie.Tests.Klankgroep.Search;

/// <summary>What a group keeps for its members, and what people tell the coach: who finds it and who does not.</summary>
public sealed class SearchRightsTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task What_a_group_keeps_for_its_members_is_found_by_them_by_who_is_asked_and_by_nobody_else(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var group = (await world.AddGroupAsync("besloten", g => (g.Readers, g.ForwardsTo, g.Organisations) = (GroupReaders.Members, world.Body, [world.Organisation]))).Id;
        var seat = await world.AddPersonAsync("Heeft een plaats", group: group);
        var member = await world.AddPersonAsync("Van een organisatie die lid is", world.Organisation);
        var stranger = await world.AddPersonAsync("Hoort er niet bij");
        var session = await world.AddSessionAsync(7, group);
        var author = new ProposalAuthor { PersonId = world.Author, Channel = Channel.Web, IsConfirmed = true };
        var asked = await world.ProposeAsync("Geheimzinnig en doorgestuurd.", p => (p.GroupId, p.Author) = (group, author));
        await world.ProposeAsync("Geheimzinnig en gebleven.", p => (p.GroupId, p.Author) = (group, author));
        world.Time.Advance(TimeSpan.FromDays(8));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(asked.Id, "Er werd iets besprokkeld.")] }));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await world.GiveAsync((await world.ForwardAsync(asked.Id)).Id);

        Assert.Equal((2, 1, 1), await FoundAsync(world, null, isCoach: true));
        Assert.Equal((2, 1, 1), await FoundAsync(world, seat));
        Assert.Equal((2, 1, 1), await FoundAsync(world, member));
        Assert.Equal((2, 1, 1), await FoundAsync(world, world.Author));
        // Who is asked reads the point that is asked about, and what came of it.
        var (points, answers, _) = await FoundAsync(world, world.Chair);
        Assert.Equal((1, 1), (points, answers));
        Assert.Equal((0, 0, 0), await FoundAsync(world, stranger));
        Assert.Equal((0, 0, 0), await FoundAsync(world, null));
        Assert.Null(await world.UseAsync((SearchService s) => s.FindNumberAsync(asked.Reference)));
    }

    [Theory, AllDatabases]
    public async Task What_someone_told_is_found_by_the_coach_and_by_whoever_told_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var other = await world.AddPersonAsync("Zelfde organisatie", world.Organisation);
        var told = await world.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Kind = FeedbackKind.Barrier,
            Description = "Geheimzinnig verhaal.",
            Author = new FeedbackAuthor { PersonId = world.Author, OrganisationId = world.Organisation },
            Readers = FeedbackReaders.WhoCanHelp,
        }));

        foreach (var (person, isCoach, most) in ((Guid?, bool, int)[])[(null, true, 1), (world.Author, false, 1), (other, false, 0), (world.Chair, false, 0), (null, false, 0)])
        {
            await SignInAsync(world, person, isCoach);
            Assert.Equal(most, (await world.UseAsync((SearchService s) => s.FindAsync(SearchQuery.Parse("geheimzinnig")!, SearchKind.Feedback, 0, 20))).Count);
            Assert.Equal(most, await world.UseAsync((SearchService s) => s.FindNumberAsync(told.Reference)) is null ? 0 : 1);
        }
    }

    private static async Task<(int Points, int Answers, int Reports)> FoundAsync(World world, Guid? person, bool isCoach = false)
    {
        await SignInAsync(world, person, isCoach);
        async Task<int> CountAsync(string word, SearchKind kind) => (await world.UseAsync((SearchService s) => s.FindAsync(SearchQuery.Parse(word)!, kind, 0, 20))).Count;
        return (await CountAsync("geheimzinnig", SearchKind.Point), await CountAsync("klopt", SearchKind.Answer), await CountAsync("besprokkeld", SearchKind.Report));
    }

    private static async Task SignInAsync(World world, Guid? person, bool isCoach)
    {
        world.Site.User.Id = null;
        world.Site.User.Permissions.Clear();
        if (isCoach) world.Site.User.SignIn("coach@zolim.example", KlankgroepPermissions.ManageAgendaItems);
        if (person is not { } id) return;
        world.Site.User.SignIn("iemand@zolim.example");
        await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.UserId, world.Site.User.Id)));
    }
}
