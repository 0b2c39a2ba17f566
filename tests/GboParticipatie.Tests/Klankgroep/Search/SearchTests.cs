using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Users;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using KlankgroepPermissions = GboParticipatie.Klankgroep.Permissions;

namespace GboParticipatie.Tests.Klankgroep.Search;

/// <summary>Search over points, answers, reports and feedback, with the rights of who asks.</summary>
public sealed class SearchTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_point_is_found_by_other_forms_of_its_words_and_by_the_beginning_of_a_longer_one(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        var point = await world.ProposeAsync("Er zijn lange wachttijden voor kinderopvang in grote huizen. Privéscholen weigeren brieven.");
        await world.ProposeAsync("De bus rijdt maar om de twee uur.");

        foreach (var typed in (string[])["wachttijd", "WACHTTIJDEN", "huis", "huizen", "groot", "brief", "school prive", "privéscholen", "kinderop", "lange opvang kinder"])
        {
            var found = await FindAsync(world, typed);
            if (typed is "lange opvang kinder" or "school prive") Assert.Empty(found);
            else Assert.True(found.Select(f => f.Reference).SequenceEqual([point.Reference]), $"{typed}: {string.Join(", ", found.Select(f => f.Title))}");
        }
    }

    [Theory, AllDatabases]
    public async Task What_changes_is_found_by_its_new_words_and_no_longer_by_the_old(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        var point = await world.ProposeAsync();
        Assert.Empty(await FindAsync(world, "vervoersarmoede"));

        await world.UseAsync((AgendaItemService s) => s.RetitleAsync(point.Id, "Vervoersarmoede op het platteland"));
        Assert.Single(await FindAsync(world, "vervoersarmoede"));
        await world.UseAsync((AgendaItemService s) => s.RetitleAsync(point.Id, "Te weinig bussen"));
        Assert.Empty(await FindAsync(world, "vervoersarmoede"));
        Assert.Single(await FindAsync(world, "bus"));
    }

    [Theory, AllDatabases]
    public async Task Answers_reports_and_feedback_are_found_too_newest_first(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        var session = await world.AddSessionAsync(7);
        var point = await world.ProposeAsync("De sleutel past niet.");
        var discussed = await world.ProposeAsync("De deur is te smal.");
        world.Time.Advance(TimeSpan.FromDays(8));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(point.Id, "Iemand maakt een reservesleutel."), new DiscussedPoint(discussed.Id, "Meten.") { Conclusion = "Er komt een breekijzer." }] }));
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.GiveAsync((await world.ForwardAsync(point.Id)).Id);
        await world.UseAsync((FeedbackService f) => f.GiveAsync(Told("De sleutel werkt nu.")));

        Assert.Equal([SearchKind.Feedback, SearchKind.Point], (await FindAsync(world, "sleutel")).Select(f => f.Kind));
        Assert.Single(await FindAsync(world, "reservesleutel", SearchKind.Report));
        Assert.Contains("Er komt een breekijzer.", Assert.Single(await FindAsync(world, "breekijzer")).Text, StringComparison.Ordinal);
        Assert.Single(await FindAsync(world, "klopt", SearchKind.Answer));
        Assert.Equal(point.Reference, Assert.Single(await FindAsync(world, "klopt")).Reference);
        Assert.Equal(SearchKind.Feedback, (await FindAsync(world, "sleutel"))[0].Kind);
    }

    [Theory, AllDatabases]
    public async Task Others_find_only_what_they_may_read(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        var session = await world.AddSessionAsync(7);
        var open = await world.ProposeAsync("Openbaar geheimzinnig punt.");
        var secret = await world.ProposeAsync("Geheimzinnig punt alleen voor de coach.", p => p.Visibility = Visibility.CoachOnly);
        await world.UseAsync((FeedbackService f) => f.GiveAsync(Told("Geheimzinnig verhaal.")));
        world.Time.Advance(TimeSpan.FromDays(8));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(open.Id, "Er werd iets besprokkeld.")] }));
        Assert.Equal(3, (await FindAsync(world, "geheimzinnig")).Count);
        Assert.NotNull(await NumberAsync(world, secret.Reference));

        world.Site.User.Id = null;
        world.Site.User.Permissions.Clear();
        Assert.Equal([open.Reference], (await FindAsync(world, "geheimzinnig")).Select(f => f.Reference));
        Assert.Null(await NumberAsync(world, secret.Reference));
        Assert.NotNull(await NumberAsync(world, open.Reference));
        Assert.Empty(await FindAsync(world, "besprokkeld"));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        // Anyone may know of the meeting; what was said there is for the members.
        Assert.Empty(await FindAsync(world, "besprokkeld"));
        world.Site.User.SignIn("lid@zolim.example");
        await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == world.Author).ExecuteUpdateAsync(p => p.SetProperty(x => x.UserId, world.Site.User.Id)));
        Assert.Single(await FindAsync(world, "besprokkeld"));
    }

    [Theory, AllDatabases]
    public async Task The_author_finds_what_is_for_the_coach_alone_and_another_member_does_not(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.ProposeAsync("Geheimzinnig punt alleen voor de coach.", p => p.Visibility = Visibility.CoachOnly);
        foreach (var (person, most) in ((Guid, int)[])[(world.Author, 1), (world.Chair, 0)])
        {
            world.Site.User.SignIn("iemand@zolim.example");
            await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.UserId, world.Site.User.Id)));
            Assert.Equal(most, (await FindAsync(world, "geheimzinnig")).Count);
        }
    }

    [Theory, AllDatabases]
    public async Task Pages_follow_each_other_without_gap_or_repetition(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        for (var i = 0; i < 7; i++) await world.ProposeAsync($"Lift nummer {i} is stuk.");

        var pages = new List<string>();
        for (var page = 0; page < 4; page++) pages.AddRange((await FindAsync(world, "liften", null, page * 2, 2)).Select(f => f.Reference));

        Assert.Equal(7, pages.Distinct().Count());
        Assert.Equal(pages.OrderDescending(StringComparer.Ordinal), pages);
    }

    [Theory, AllDatabases]
    public async Task Points_that_stand_together_are_one_hit_and_hide_none_of_the_others(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        var others = new List<string>();
        for (var i = 0; i < 4; i++) others.Add((await world.ProposeAsync($"Lift nummer {i} is stuk.")).Reference);
        var alike = new List<AgendaItem>();
        for (var i = 0; i < 9; i++) alike.Add(await world.ProposeAsync($"De lift is weer stuk, keer {i}."));
        await world.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(alike[0].Id, [.. alike.Skip(1).Select(a => a.Id)])));

        var pages = new List<string>();
        for (var page = 0; page < 4; page++) pages.AddRange((await FindAsync(world, "liften", null, page * 2, 2)).Select(f => f.Reference));

        Assert.Equal(others.Append(alike[0].Reference).Order(), pages.Order());
    }

    // Without a name, the order of rows in the index would tell between which others it came.
    [Fact]
    public async Task The_index_of_SQLite_gives_what_has_no_name_a_random_place()
    {
        await using var world = await World.CreateAsync(databases, Db.Sqlite);
        await world.ProposeAsync("Met naam.");
        await world.ProposeAsync("Zonder naam.", p => p.Visibility = Visibility.WithoutName);
        await world.UseAsync((FeedbackService f) => f.GiveAsync(Told("Anoniem.")));

        var places = await world.Site.DataAsync(db => db.Database.SqlQueryRaw<long>("""SELECT "Id" AS "Value" FROM "SearchRows" ORDER BY "Id" """).ToListAsync());

        Assert.Equal(3, places.Count);
        Assert.Equal(2, places.Count(p => p < -1_000_000));
        Assert.Equal(1, places[^1]);
    }

    [Theory, AllDatabases]
    public async Task A_script_that_changed_is_run_again_and_fills_the_index_with_what_is_there(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        await world.ProposeAsync("De lift is stuk.");
        await world.Site.DataAsync(db => db.Database.ExecuteSqlRawAsync(db.IsSqlite
            ? """DROP TRIGGER "AgendaItems_Search_Insert"; DELETE FROM "SearchRows" """
            : """DROP INDEX "IX_AgendaItems_Search" """));
        await world.Site.DataAsync(db => db.Database.ExecuteSqlRawAsync(
            """UPDATE "__EFMigrationsHistory" SET "MigrationId" = 'Repeatable_Search_0' WHERE "MigrationId" LIKE 'Repeatable_Search%'"""));
        if (kind == Db.Sqlite) Assert.Empty(await FindAsync(world, "lift"));

        await GboDatabase.MigrateAsync(world.Site.Services, CancellationToken.None);

        Assert.Single(await FindAsync(world, "lift"));
        await world.ProposeAsync("Ook deze lift is stuk.");
        Assert.Equal(2, (await FindAsync(world, "lift")).Count);
        var known = await world.Site.DataAsync(db => db.Database.SqlQueryRaw<string>("""SELECT "MigrationId" AS "Value" FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE 'Repeatable_Search%'""").ToListAsync());
        Assert.Single(known);
        Assert.Contains(known[0], GboDatabase.Known(world.Site.Services.GetRequiredService<GboDatabaseOptions>()));
    }

    [Theory, AllDatabases]
    public async Task Killed_after_a_migration_and_before_the_scripts_the_next_start_makes_the_index(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        AsCoach(world);
        await world.ProposeAsync("De lift is stuk.");
        await world.Site.DataAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" NOT LIKE 'Repeatable%'"""));
        await using (var killed = TestSite.On(world.Site.Database, services => services.ConfigureDbContext<GboDbContext>(options => options.ReplaceService<IMigrator, KilledAfterMigrating>())))
            await Assert.ThrowsAsync<KilledException>(() => GboDatabase.MigrateAsync(killed.Services, CancellationToken.None));
        Assert.Empty(await world.Site.DataAsync(db => db.Database.GetPendingMigrationsAsync()));

        await GboDatabase.MigrateAsync(world.Site.Services, CancellationToken.None);

        Assert.Single(await FindAsync(world, "lift"));
        await world.ProposeAsync("Ook deze lift is stuk.");
        Assert.Equal(2, (await FindAsync(world, "lift")).Count);
    }

    private static void AsCoach(World world) => world.Site.User.SignIn("coach@zolim.example", KlankgroepPermissions.ManageAgendaItems);

    private static GiveFeedback Told(string text) => new() { SubmissionKey = Guid.NewGuid(), Kind = FeedbackKind.Barrier, Description = text, Author = FeedbackAuthor.Anonymous(), Readers = FeedbackReaders.WhoCanHelp };

    private static Task<IReadOnlyList<SearchHit>> FindAsync(World world, string typed, SearchKind? kind = null, int skip = 0, int take = 20)
        => world.UseAsync((SearchService s) => s.FindAsync(SearchQuery.Parse(typed)!, kind, skip, take));

    private static Task<SearchHit?> NumberAsync(World world, string typed) => world.UseAsync((SearchService s) => s.FindNumberAsync(typed));

    /// <summary>Notes the migrations that were missing, as one does that rebuilds a table without what hung on it; then the process is gone.</summary>
    private sealed class KilledAfterMigrating(ICurrentDbContext context, IHistoryRepository history) : IMigrator
    {
        public async Task MigrateAsync(string? targetMigration = null, CancellationToken cancellationToken = default)
        {
            var database = context.Context.Database;
            foreach (var id in await database.GetPendingMigrationsAsync(cancellationToken)) await database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(id, "none")), cancellationToken);
            await database.ExecuteSqlRawAsync(((GboDbContext)context.Context).IsSqlite
                ? """DROP TRIGGER "AgendaItems_Search_Insert"; DROP TRIGGER "AgendaItems_Search_Update"; DROP TRIGGER "AgendaItems_Search_Delete"; DELETE FROM "SearchRows" """
                : "DROP FUNCTION dutch_words CASCADE", cancellationToken);
            throw new KilledException();
        }

        public void Migrate(string? targetMigration = null) => throw new NotSupportedException();

        public string GenerateScript(string? fromMigration = null, string? toMigration = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default) => throw new NotSupportedException();

        public bool HasPendingModelChanges() => false;
    }

    private sealed class KilledException : Exception;
}
