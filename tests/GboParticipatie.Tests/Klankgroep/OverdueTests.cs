using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>An answer stays out: who sees to it hears it first, and then the coach and who chairs the body.</summary>
public sealed class OverdueTests(DatabaseFixture databases)
{
    private const string Coach = "coach@zolim.example";
    private const string Waits = "Een vraag wacht op antwoord";
    private const string Late = "Een antwoord is te laat";

    // Asked on Sunday 22 November and due on Tuesday 5 January: five and one working days before, the day after, three working days later.
    private static readonly DateOnly[] Days = [new(2026, 12, 28), new(2027, 1, 4), new(2027, 1, 6), new(2027, 1, 11)];

    private static readonly DateOnly Last = new(2027, 1, 25);

    [Theory, AllDatabases]
    public async Task Who_sees_to_it_is_reminded_and_told_first_and_coach_and_chair_only_when_it_stays_out(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var answer = await AskedAsync(journey);
        var owner = await journey.World.AddPersonAsync("Omar", group: journey.World.Body);
        await journey.World.UseAsync((AnswerService s) => s.AssignAsync(answer, owner));
        var email = await EmailAsync(journey, owner);
        Assert.Equal((email, Waits), Assert.Single((await journey.NextAsync()).Select(m => (m.To, m.Subject))));

        var told = await journey.UntilAsync(Last);

        Assert.Equal(
            new[] { (Days[0], email, Waits), (Days[1], email, Waits), (Days[2], email, Late), (Days[3], Coach, Late), (Days[3], journey.ChairEmail, Late) }.Order(),
            told.Order());
    }

    [Theory, AllDatabases]
    public async Task Of_a_body_that_nobody_chairs_the_coach_alone_hears_that_it_stays_out(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var body = (await journey.World.AddGroupAsync("werkgroep", g => (g.Name, g.NameInText, g.AcceptsItems) = ("Werkgroep", "de werkgroep", false))).Id;
        var owner = await journey.World.AddPersonAsync("Omar", group: body);
        var answer = await AskedAsync(journey, f => f.GroupId = body);
        await journey.World.UseAsync((AnswerService s) => s.AssignAsync(answer, owner));
        await journey.NextAsync();
        var email = await EmailAsync(journey, owner);

        var told = await journey.UntilAsync(Last);

        Assert.Equal(new[] { (Days[0], email, Waits), (Days[1], email, Waits), (Days[2], email, Late), (Days[3], Coach, Late) }.Order(), told.Order());
    }

    [Theory, AllDatabases]
    public async Task Of_an_organisation_who_sees_to_it_hears_it_first_and_then_the_coach(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var organisation = await journey.World.Site.DataAsync(async db =>
        {
            var one = new Organisation { Slug = "sociaal-huis", Name = "Sociaal Huis", Kind = OrganisationKind.Ocmw };
            db.Add(one);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return one.Id;
        });
        var email = await EmailAsync(journey, await journey.World.AddPersonAsync("Lien", organisation));
        await AskedAsync(journey, f => f.OrganisationId = organisation);

        var told = await journey.UntilAsync(Last);

        Assert.Equal(new[] { (Days[0], email, Waits), (Days[1], email, Waits), (Days[2], email, Late), (Days[3], Coach, Late) }.Order(), told.Order());
    }

    // Without an author who is told, so that only the question is mailed.
    private static async Task<Guid> AskedAsync(Journey journey, Action<ForwardBuilder>? change = null)
    {
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        var answer = await journey.World.ForwardAsync(item.Id, change);
        await journey.NextAsync();
        return answer.Id;
    }

    private static Task<string> EmailAsync(Journey journey, Guid person)
        => journey.World.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.Email!).SingleAsync());
}
