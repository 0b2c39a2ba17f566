using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Who may know of a meeting, and read what was said there: one rule for pages, timelines, search, feeds.</summary>
public sealed class SessionAccessTests(DatabaseFixture databases)
{
    private static readonly string[] Who = ["anyone", "stranger", "member", "member organisation", "coach"];

    // Rows: who. Columns: announced in a public group, in the making in a public group, announced in a group of members, in the making there;
    // called off in a public group after it was announced, and before.
    private static readonly Dictionary<string, bool[]> Expected = new(StringComparer.Ordinal)
    {
        ["anyone"] = [true, false, false, false, true, false],
        ["stranger"] = [true, false, false, false, true, false],
        ["member"] = [true, false, true, false, true, false],
        ["member organisation"] = [true, false, true, false, true, false],
        ["coach"] = [true, true, true, true, true, true],
    };

    [Theory, AllDatabases]
    public async Task Who_may_know_of_which_meeting_is_one_matrix_in_memory_and_in_the_database(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var closed = (await world.AddGroupAsync("besloten", g => (g.Readers, g.Organisations) = (GroupReaders.Members, [world.Organisation]))).Id;
        List<Guid> ids = [];
        foreach (var (group, announce) in new[] { (world.Group, true), (world.Group, false), (closed, true), (closed, false) })
            ids.Add((await world.AddSessionAsync(10, group, announce)).Id);
        foreach (var announce in new[] { true, false })
        {
            ids.Add((await world.AddSessionAsync(10, world.Group, announce)).Id);
            await world.UseAsync((SessionService s) => s.CancelAsync(ids[^1], "De zaal is bezet."));
        }

        foreach (var who in Who)
        {
            var viewer = await ViewerAsync(world, who, closed);
            var known = await world.Site.DataAsync(db => db.Set<Session>().Where(SessionAccess.ReadableBy(viewer)).Select(s => s.Id).ToListAsync());
            for (var i = 0; i < ids.Count; i++)
            {
                var id = ids[i];
                var session = await world.Site.DataAsync(db => db.Set<Session>().AsNoTracking().Include(s => s.Group).SingleAsync(s => s.Id == id));
                Assert.True(Expected[who][i] == known.Contains(id), $"{who}, meeting {i}: the database says {!Expected[who][i]}");
                Assert.True(Expected[who][i] == SessionAccess.MayRead(viewer, session, session.Group!), $"{who}, meeting {i}: the check says {!Expected[who][i]}");
            }
        }
    }

    [Theory, AllDatabases]
    public async Task What_was_said_is_read_once_the_report_is_there_on_the_timeline_too(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync();
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(item.Id, "Nog een klad.") { Conclusion = "Nog niets zeker." }] }));

        foreach (var who in new[] { "member", "member organisation", "anyone" }) Assert.Null(await ToldAsync(world, item.Id, await ViewerAsync(world, who, Guid.Empty)));
        Assert.Null(await ToldAsync(world, item.Id, Viewer.Anyone, isAuthor: true));
        Assert.Equal("Nog een klad.\n\nBesluit: Nog niets zeker.", await ToldAsync(world, item.Id, new Viewer { ReadsAll = true }));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));

        foreach (var who in new[] { "member", "member organisation", "coach" })
            Assert.Equal("Nog een klad.\n\nBesluit: Nog niets zeker.", await ToldAsync(world, item.Id, await ViewerAsync(world, who, Guid.Empty)));
        Assert.NotNull(await ToldAsync(world, item.Id, Viewer.Anyone, isAuthor: true));
        Assert.Null(await ToldAsync(world, item.Id, Viewer.Anyone));
    }

    [Theory, AllDatabases]
    public async Task The_timeline_of_a_point_gives_no_day_of_a_meeting_that_the_reader_may_not_know_of(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(10, announce: false);
        var item = await world.ReadAsync((await world.ProposeAsync()).Id);

        var member = await world.UseAsync((TimelineService t) => t.ReadAsync(item, new Viewer { PersonId = Guid.NewGuid(), GroupIds = [world.Group] }, isAuthor: false));
        var coach = await world.UseAsync((TimelineService t) => t.ReadAsync(item, new Viewer { ReadsAll = true }, isAuthor: false));

        Assert.Equal("Op de agenda van de volgende bijeenkomst", member.StatusText);
        Assert.All(member.Timeline, t => Assert.Null(t.SessionId));
        Assert.Equal("Op de agenda van woensdag 2 december 2026", coach.StatusText);
    }

    private static async Task<string?> ToldAsync(World world, Guid item, Viewer viewer, bool isAuthor = false)
    {
        var read = await world.ReadAsync(item);
        return (await world.UseAsync((TimelineService t) => t.ReadAsync(read, viewer, isAuthor))).Timeline.Single(t => t.Kind == TimelineKind.Discussed).Text;
    }

    private static async Task<Viewer> ViewerAsync(World world, string who, Guid closed) => who switch
    {
        "anyone" => Viewer.Anyone,
        "coach" => new Viewer { UserId = World.Coach, ReadsAll = true },
        "stranger" => await OfAsync(world, await world.AddPersonAsync("Vreemd")),
        "member" => new Viewer { PersonId = Guid.NewGuid(), GroupIds = [world.Group, closed], MandateGroupIds = [world.Group, closed] },
        _ => await OfAsync(world, await world.AddPersonAsync("Collega", world.Organisation)),
    };

    private static Task<Viewer> OfAsync(World world, Guid person) => world.UseAsync((Viewers v) => v.OfPersonAsync(person));
}
