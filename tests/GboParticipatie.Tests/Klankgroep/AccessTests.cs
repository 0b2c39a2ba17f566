using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class AccessTests(DatabaseFixture databases)
{
    private static readonly string[] Who = ["anyone", "stranger", "member", "member organisation", "body", "author", "coach"];

    // Rows: who. Columns: with name in a public group, without name, coach only, not confirmed, in a group of members, declined.
    private static readonly Dictionary<string, bool[]> Expected = new(StringComparer.Ordinal)
    {
        ["anyone"] = [true, true, false, false, false, false],
        ["stranger"] = [true, true, false, false, false, false],
        ["member"] = [true, true, false, true, true, true],
        ["member organisation"] = [true, true, false, true, true, true],
        ["body"] = [true, true, false, true, true, false],
        ["author"] = [true, true, true, true, true, true],
        ["coach"] = [true, true, true, true, true, true],
    };

    [Theory, AllDatabases]
    public async Task Who_may_read_which_point_is_one_matrix_in_memory_and_in_the_database(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var closed = (await world.AddGroupAsync("besloten", g => (g.Readers, g.ForwardsTo, g.Organisations) = (GroupReaders.Members, world.Body, [world.Organisation]))).Id;
        var items = new List<Guid>
        {
            (await world.ProposeAsync("Met naam")).Id,
            (await world.ProposeAsync("Zonder naam", p => p.Visibility = Visibility.WithoutName)).Id,
            (await world.ProposeAsync("Alleen de coach", p => p.Visibility = Visibility.CoachOnly)).Id,
            (await world.ProposeAsync("Niet bevestigd", p => p.Author = p.Author with { IsConfirmed = false })).Id,
            (await world.ProposeAsync("Besloten groep", p => p.GroupId = closed)).Id,
            (await world.ProposeAsync("Niet op de agenda")).Id,
        };
        foreach (var id in items.Take(2).Concat(items.Skip(3).Take(2))) await world.ForwardAsync(id);
        await world.ForwardAsync(items[2], f => (f.Question, f.AuthorAgreed) = ("Een tekst zonder namen.", true));
        await world.UseAsync((AgendaItemService s) => s.DeclineAsync(items[5], "Hoort elders."));

        foreach (var who in Who)
        {
            var viewer = await ViewerAsync(world, who, closed);
            var readable = await world.Site.DataAsync(db => db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableBy(viewer)).Select(i => i.Id).ToListAsync());
            for (var i = 0; i < items.Count; i++)
            {
                var expected = Expected[who][i];
                Assert.True(expected == readable.Contains(items[i]), $"{who}, point {i}: the database says {!expected}");
                Assert.True(expected == AgendaItemAccess.MayRead(viewer, await world.ReadAsync(items[i])), $"{who}, point {i}: the check says {!expected}");
            }
        }
    }

    [Theory, AllDatabases]
    public async Task A_group_that_opens_up_does_not_open_the_points_that_were_sent_before(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var group = await world.AddGroupAsync("besloten", g => (g.Readers, g.Organisations) = (GroupReaders.Members, [world.Organisation]));
        var before = (await world.ProposeAsync("Ervoor", p => p.GroupId = group.Id)).Id;
        await world.AddGroupAsync("besloten", g => (g.Readers, g.Organisations) = (GroupReaders.Everyone, [world.Organisation]));
        var after = (await world.ProposeAsync("Erna", p => p.GroupId = group.Id)).Id;

        var open = await world.Site.DataAsync(db => db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableBy(Viewer.Anyone)).Select(i => i.Id).ToListAsync());
        var figures = await world.Site.DataAsync(db => db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableByAnyone).Select(i => i.Id).ToListAsync());

        Assert.Equal([after], open);
        Assert.Equal([after], figures);
        Assert.False(AgendaItemAccess.MayRead(Viewer.Anyone, await world.ReadAsync(before)));
        Assert.True(AgendaItemAccess.MayRead(Viewer.Anyone, await world.ReadAsync(after)));
    }

    [Theory, AllDatabases]
    public async Task What_anyone_may_read_is_what_the_public_pages_ask(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.ProposeAsync("Met naam");
        await world.ProposeAsync("Alleen de coach", p => p.Visibility = Visibility.CoachOnly);

        var byRule = await world.Site.DataAsync(db => db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableBy(Viewer.Anyone)).Select(i => i.Title).ToListAsync());
        var byPages = await world.Site.DataAsync(db => db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableByAnyone).Select(i => i.Title).ToListAsync());

        Assert.Equal(["Met naam"], byRule);
        Assert.Equal(byRule, byPages);
    }

    [Theory]
    [InlineData(Visibility.WithName, "Buurtwerk", null, true, "Buurtwerk")]
    [InlineData(Visibility.WithName, null, "Buurthuis", false, "Buurthuis (niet bevestigd)")]
    [InlineData(Visibility.WithName, null, null, true, "Zonder naam")]
    [InlineData(Visibility.WithoutName, "Buurtwerk", "Buurthuis", true, "Zonder naam")]
    [InlineData(Visibility.WithoutName, "Buurtwerk", null, false, "Zonder naam")]
    [InlineData(Visibility.CoachOnly, "Buurtwerk", null, true, "Zonder naam")]
    public void The_name_that_others_read_is_that_of_an_organisation_or_none(Visibility visibility, string? organisation, string? typed, bool confirmed, string shown)
        => Assert.Equal(shown, AgendaItemAccess.NameShown(visibility, organisation, typed, confirmed, DutchTexts.Instance));

    [Fact]
    public void The_author_reads_in_words_who_will_read_it()
    {
        var group = new Group("klankgroep", "Klankgroep", GroupKind.Klankgroep) { Readers = GroupReaders.Everyone };
        Assert.Contains("iedereen die deze site bezoekt", AgendaItemAccess.WhoReads(group, Visibility.WithName, "procescoach", DutchTexts.Instance), StringComparison.Ordinal);
        Assert.Contains("Alleen de procescoach", AgendaItemAccess.WhoReads(group, Visibility.CoachOnly, "procescoach", DutchTexts.Instance), StringComparison.Ordinal);
        Assert.Contains("naam van je organisatie", AgendaItemAccess.WhoReads(group, Visibility.WithName, "procescoach", DutchTexts.Instance), StringComparison.Ordinal);
        Assert.DoesNotContain("organisatie", AgendaItemAccess.WhoReads(group, Visibility.WithName, "procescoach", DutchTexts.Instance, forOneself: true), StringComparison.Ordinal);
        group.Readers = GroupReaders.Members;
        Assert.DoesNotContain("iedereen", AgendaItemAccess.WhoReads(group, Visibility.WithoutName, "procescoach", DutchTexts.Instance), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Only_who_sits_in_the_body_or_owns_the_question_may_answer(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var answer = await world.ForwardAsync((await world.ProposeAsync()).Id);

        foreach (var who in Who)
        {
            var viewer = await ViewerAsync(world, who, Guid.NewGuid());
            var expected = who is "body" or "coach";
            Assert.Equal(expected, AgendaItemAccess.MayAnswer(viewer, answer));
            Assert.Equal(expected, await world.Site.DataAsync(db => db.Set<Answer>().Where(AgendaItemAccess.AnswerableBy(viewer)).AnyAsync(a => a.Id == answer.Id)));
        }
    }

    [Theory, AllDatabases]
    public async Task The_timeline_of_others_keeps_what_is_not_theirs_to_read(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        await world.UseAsync((AgendaItemService s) => s.DeclineAsync(item.Id, "Een persoonlijke reden."));
        var read = await world.ReadAsync(item.Id);

        var others = await world.UseAsync((TimelineService t) => t.ReadAsync(read, Viewer.Anyone, isAuthor: false));
        var author = await world.UseAsync((TimelineService t) => t.ReadAsync(read, Viewer.Anyone, isAuthor: true));

        Assert.DoesNotContain(others.Timeline, t => t.Text is not null);
        Assert.Contains(author.Timeline, t => t.Text == "Een persoonlijke reden.");
    }

    private static async Task<Viewer> ViewerAsync(World world, string who, Guid closed) => who switch
    {
        "anyone" => Viewer.Anyone,
        "coach" => new Viewer { UserId = World.Coach, ReadsAll = true },
        "author" => await world.UseAsync((Viewers v) => v.OfPersonAsync(world.Author)),
        "body" => await world.UseAsync((Viewers v) => v.OfPersonAsync(world.Chair)),
        "stranger" => await OfAsync(world, await world.AddPersonAsync("Vreemd")),
        "member" => new Viewer { PersonId = Guid.NewGuid(), GroupIds = [world.Group, closed], MandateGroupIds = [world.Group, closed] },
        _ => await OfAsync(world, await world.AddPersonAsync("Collega", world.Organisation)),
    };

    private static Task<Viewer> OfAsync(World world, Guid person) => world.UseAsync((Viewers v) => v.OfPersonAsync(person));
}
