using GboParticipatie.Klankgroep.Models;
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

    [Theory, AllDatabases]
    public async Task Of_an_organisation_who_chairs_the_group_hears_it_with_the_coach_and_reads_the_point_not_the_desk(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var chair = await EmailAsync(journey, await world.AddPersonAsync("Rita", null, world.Group, MandateRole.Chair));
        await AskedAsync(journey, f => f.OrganisationId = world.Organisation);

        var late = await EscalatedAsync(journey);

        Assert.Equal(new[] { chair, Coach }.Order(StringComparer.Ordinal), late.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("/beheer/punten/AP-", late[Coach], StringComparison.Ordinal);
        Assert.StartsWith("/volg/AP-", late[chair], StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Of_an_organisation_about_a_point_for_the_coach_alone_no_chair_hears(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        await world.AddPersonAsync("Rita", null, world.Group, MandateRole.Chair);
        await AskedAsync(journey, f => (f.OrganisationId, f.Question, f.AuthorAgreed) = (world.Organisation, "Hoe helpen jullie wie niet belt?", true), Visibility.CoachOnly);

        Assert.Equal([Coach], (await EscalatedAsync(journey)).Keys);
    }

    // Whom the escalation is mailed to, and what its button opens.
    private static async Task<Dictionary<string, string?>> EscalatedAsync(Journey journey)
    {
        var late = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (journey.World.Today < Last)
        {
            journey.World.Time.Advance(TimeSpan.FromDays(1));
            await journey.World.Site.UseAsync((AnswerService s) => s.MarkOverdueAsync());
            foreach (var mail in (await journey.NextAsync()).Where(m => m.Kind == "answer-escalated")) late.Add(mail.To, mail.ActionUrl);
        }

        return late;
    }

    // Without an author who is told, so that only the question is mailed.
    private static async Task<Guid> AskedAsync(Journey journey, Action<ForwardBuilder>? change = null, Visibility visibility = Visibility.WithName)
    {
        var item = await journey.World.ProposeAsync(change: p => (p.Author, p.Visibility) = (p.Author with { PersonId = null }, visibility));
        var answer = await journey.World.ForwardAsync(item.Id, change);
        await journey.NextAsync();
        return answer.Id;
    }

    private static Task<string> EmailAsync(Journey journey, Guid person)
        => journey.World.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.Email!).SingleAsync());
}
