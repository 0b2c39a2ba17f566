using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using KlankgroepPermissions = GboParticipatie.Klankgroep.Permissions;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>
/// What becomes of a point that only the coach may read is told to the members of its group and to who is asked, under the text that its
/// author agreed with: since last time, in digests and in search. Its own words are found and read by nobody but the coach and its author.
/// </summary>
public sealed class NeutralToldTests(DatabaseFixture databases)
{
    private const string Secret = "Haar baas bij Frituur Sus lacht haar uit.";
    private const string Text = "Iemand wordt uitgelachen op het werk.";
    private const string Title = "Iemand wordt uitgelachen op het werk";

    [Theory, AllDatabases]
    public async Task Since_last_time_the_group_and_who_is_asked_read_what_was_done_under_the_text(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (waits, done, refused) = (await PrivateAsync(world), await PrivateAsync(world), await PrivateAsync(world));
        await world.ForwardAsync(waits);
        var promised = await world.ForwardAsync(done);
        await world.GiveAsync(promised.Id);
        await world.GiveAsync((await world.ForwardAsync(refused)).Id, Decision.WillNotDo);
        var action = await world.Site.DataAsync(db => db.Set<ActionItem>().Where(a => a.FromAnswerId == promised.Id).Select(a => a.Id).SingleAsync());
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action, ActionState.Done, "Er is een vertrouwenspersoon.")));
        // Of this one the author said nothing yet about the text.
        var asked = (await world.ProposeAsync(Secret, p => p.Visibility = Visibility.CoachOnly)).Id;
        await world.Site.UseAsync((NeutralTextService s) => s.AskAsync(asked, "Nog niet afgesproken.", null));
        var (seat, stranger) = (await world.AddPersonAsync("Zetel", null, world.Group), await world.AddPersonAsync("Ander"));

        foreach (var viewer in new[] { await OfAsync(world, seat), await OfAsync(world, world.Chair), new Viewer { UserId = World.Coach, ReadsAll = true } })
        {
            foreach (var group in new[] { world.Group, world.Body })
            {
                var told = await SinceAsync(world, group, viewer);
                Assert.Equal((Title, true, "Er is een vertrouwenspersoon."), One(told.Done));
                Assert.Equal((Title, true, "We doen het."), One(told.NotDone));
                Assert.Equal(Title, Assert.Single(told.Waiting).Title);
            }
        }

        foreach (var viewer in new[] { Viewer.Anyone, await OfAsync(world, stranger) })
            Assert.Equal("", (await SinceAsync(world, world.Group, viewer)).InWords(DutchTexts.Instance));

        static (string, bool, string?) One(IReadOnlyList<SinceLine> lines)
        {
            var line = Assert.Single(lines);
            return (line.Title, line.IsNeutralText, line.Why);
        }
    }

    [Theory, AllDatabases]
    public async Task The_digests_of_the_group_and_of_who_is_asked_tell_it_under_the_text_with_a_link_that_they_may_open(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        await world.AddPersonAsync("Zetel", null, world.Group);
        var seat = await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Name == "Zetel").Select(p => p.Email).SingleAsync());
        var session = await world.AddSessionAsync(5);
        var item = await PrivateAsync(world);
        await world.Site.UseAsync((AgendaService s) => s.AddAsync(session.Id, item));
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(item, "Dat kan niet.")] }));
        await journey.NextAsync();
        var discussed = await DigestAsync(journey, world.Group, seat!);
        var asked = await world.ForwardAsync(item);
        await journey.NextAsync();
        var toAnswer = await DigestAsync(journey, world.Body, journey.ChairEmail);
        await world.GiveAsync(asked.Id);
        // One digest a day.
        world.Time.Advance(TimeSpan.FromDays(1));
        await journey.NextAsync();

        var answered = await DigestAsync(journey, world.Group, seat!);

        var reference = (await world.ReadAsync(item)).Reference;
        Assert.All((string[])[discussed, toAnswer, answered], d =>
        {
            Assert.Contains($"{Title}", d, StringComparison.Ordinal);
            Assert.DoesNotContain("Sus", d, StringComparison.Ordinal);
            Assert.DoesNotContain($"/volg/{reference}", d, StringComparison.Ordinal);
        });
        Assert.Contains($"/bijeenkomsten/{session.Id}", discussed, StringComparison.Ordinal);
        Assert.Contains("Doen we", answered, StringComparison.Ordinal);
        Assert.Contains("/klankgroepen/klankgroep/sinds-vorige-keer", answered, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Members_find_it_by_the_words_of_the_text_and_only_the_coach_and_its_author_by_its_own(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await PrivateAsync(world);
        await world.Site.UseAsync((AgendaService s) => s.AddAsync(session.Id, item));
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(item, "Dit is besprokkeld.")] }));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await world.GiveAsync((await world.ForwardAsync(item)).Id);
        var (seat, stranger) = (await world.AddPersonAsync("Zetel", null, world.Group), await world.AddPersonAsync("Ander"));

        await SignInAsync(world, seat);
        var found = Assert.Single(await FindAsync(world, "uitgelachen", SearchKind.Point));
        Assert.Equal((Title, Text, session.Id), (found.Title, found.Text, found.MeetingId));
        Assert.Equal((Title, session.Id), (Assert.Single(await FindAsync(world, "klopt", SearchKind.Answer)).Title, Assert.Single(await FindAsync(world, "klopt", SearchKind.Answer)).MeetingId));
        Assert.Equal((Title, session.Id), (Assert.Single(await FindAsync(world, "besprokkeld", SearchKind.Report)).Title, Assert.Single(await FindAsync(world, "besprokkeld", SearchKind.Report)).Id));
        Assert.Empty(await FindAsync(world, "frituur"));

        await SignInAsync(world, world.Author);
        Assert.StartsWith(Secret, Assert.Single(await FindAsync(world, "frituur", SearchKind.Point)).Text, StringComparison.Ordinal);
        world.Site.User.SignIn("coach@zolim.example", KlankgroepPermissions.ManageAgendaItems);
        Assert.Equal(item, Assert.Single(await FindAsync(world, "frituur", SearchKind.Point)).Id);
        Assert.Equal(item, Assert.Single(await FindAsync(world, "uitgelachen", SearchKind.Point)).Id);
        await SignInAsync(world, stranger);
        foreach (var word in new[] { "uitgelachen", "klopt", "besprokkeld", "frituur" }) Assert.Empty(await FindAsync(world, word));
        world.Site.User.Id = null;
        foreach (var word in new[] { "uitgelachen", "klopt", "besprokkeld", "frituur" }) Assert.Empty(await FindAsync(world, word));
    }

    [Theory, AllDatabases]
    public async Task A_text_that_was_changed_or_not_agreed_is_found_by_nobody(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await PrivateAsync(world);
        await world.Site.UseAsync((AgendaService s) => s.AddAsync(session.Id, item));
        var seat = await world.AddPersonAsync("Zetel", null, world.Group);
        await SignInAsync(world, seat);
        Assert.Single(await FindAsync(world, "uitgelachen"));

        await world.Site.UseAsync((NeutralTextService s) => s.AskAsync(item, "Iemand wordt gepest.", null));

        Assert.Empty(await FindAsync(world, "uitgelachen"));
        Assert.Empty(await FindAsync(world, "gepest"));
        await world.Site.UseAsync((NeutralTextService s) => s.AnswerAsync(item, 2, agrees: true, null, byCoach: true));
        await world.Site.UseAsync((AgendaService s) => s.AddAsync(session.Id, item));
        Assert.Empty(await FindAsync(world, "uitgelachen"));
        Assert.Single(await FindAsync(world, "gepest"));
    }

    private static async Task<Guid> PrivateAsync(World world)
    {
        var item = (await world.ProposeAsync(Secret, p => (p.Visibility, p.LifeDomain, p.Remedy) = (Visibility.CoachOnly, "werk", "Praat met Sus."))).Id;
        await world.Site.UseAsync((NeutralTextService s) => s.AskAsync(item, Text, null));
        await world.Site.UseAsync((NeutralTextService s) => s.AnswerAsync(item, 1, agrees: true, null, byCoach: true));
        return item;
    }

    private static async Task<string> DigestAsync(Journey journey, Guid group, string to)
    {
        Assert.NotNull(await journey.World.UseAsync((IDigestService d) => d.CompileNowAsync(group)));
        return Journey.Plain((await journey.NextAsync()).Single(m => m.To == to && m.Body.Contains("uitgelachen", StringComparison.Ordinal)));
    }

    private static async Task<SinceLastTime> SinceAsync(World world, Guid group, Viewer viewer)
    {
        var of = await world.UseAsync((GroupService g) => g.FindAsync(group));
        return await world.UseAsync((SinceLastTimeService s) => s.ReadAsync(of!, viewer));
    }

    private static Task<IReadOnlyList<SearchHit>> FindAsync(World world, string typed, SearchKind? kind = null)
        => world.UseAsync((SearchService s) => s.FindAsync(SearchQuery.Parse(typed)!, kind, 0, 20));

    private static Task<Viewer> OfAsync(World world, Guid person) => world.UseAsync((Viewers v) => v.OfPersonAsync(person));

    private static Task<int> SignInAsync(World world, Guid person)
    {
        world.Site.User.SignIn($"iemand-{person:N}@zolim.example");
        return world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.UserId, world.Site.User.Id)));
    }
}
