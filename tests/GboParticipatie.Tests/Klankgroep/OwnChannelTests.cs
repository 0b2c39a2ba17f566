using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Who does not want mail hears it the way they chose, also when their address is known: once, and never by mail.</summary>
public sealed class OwnChannelTests(DatabaseFixture databases)
{
    private static readonly (ContactChannel Channel, ContactMeans Means)[] Ways =
        [(ContactChannel.Phone, ContactMeans.Phone), (ContactChannel.Letter, ContactMeans.Letter), (ContactChannel.ViaOrganisation, ContactMeans.ViaOrganisation)];

    [Theory, AllDatabases]
    public async Task An_answer_is_told_once_and_the_way_its_author_wants(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        foreach (var (channel, means) in Ways)
        {
            var author = await AddAsync(world, channel);
            var point = await world.ProposeAsync($"De bus rijdt niet {channel}.", By(author));
            var asked = await world.ForwardAsync(point.Id);
            var mails = (await journey.NextAsync()).ToList();
            var where = Assert.Single(await TasksAsync(world, author));
            Assert.StartsWith($"Je punt “{point.Title}” ligt nu bij de stuurgroep. Je krijgt ten laatste op", where.Text, StringComparison.Ordinal);
            await world.GiveAsync(asked.Id);
            mails.AddRange(await journey.NextAsync());

            // Where it lay need not be told any more.
            var task = Assert.Single(await TasksAsync(world, author));
            Assert.StartsWith("Er is een antwoord op je punt", task.Text, StringComparison.Ordinal);
            Assert.Equal((point.Id, means), (task.ItemId, task.Means));
            Assert.All([point.Title, "van de stuurgroep", "Doen we", "Het klopt.", "We doen het.", "Is dit antwoord duidelijk?"], part => Assert.Contains(part, task.Text, StringComparison.Ordinal));
            Assert.DoesNotContain(mails, m => m.To == AddressOf(channel));
        }
    }

    [Theory, AllDatabases]
    public async Task A_meeting_is_announced_once_and_the_way_each_member_wants(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var people = new List<(Guid Person, ContactMeans Means)>();
        foreach (var (channel, means) in Ways) people.Add((await AddAsync(world, channel, world.Group), means));

        var session = await world.AddSessionAsync(16);
        var mails = await journey.NextAsync();

        foreach (var (person, means) in people)
        {
            var task = Assert.Single(await TasksAsync(world, person));
            Assert.Equal((session.Id, means), (task.SessionId, task.Means));
            Assert.All(["Je bent uitgenodigd:", "dinsdag 8 december 2026", "Kom je?"], part => Assert.Contains(part, task.Text, StringComparison.Ordinal));
        }

        Assert.Equal([journey.AuthorEmail], mails.Where(m => m.Kind == "session-invitation").Select(m => m.To));
        Assert.DoesNotContain(mails, m => Ways.Any(w => m.To == AddressOf(w.Channel)));
    }

    [Theory, AllDatabases]
    public async Task Who_brought_a_point_that_stands_with_another_is_called_about_their_own(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var called = await AddAsync(world, ContactChannel.Phone);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await world.ProposeAsync("Er is geen bus.", By(called));
        await world.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(first.Id, [second.Id])));
        var mails = (await journey.NextAsync()).ToList();
        Assert.Contains("Je punt staat samen met 1 ander punt", Assert.Single(await TasksAsync(world, called)).Text, StringComparison.Ordinal);

        await world.GiveAsync((await world.ForwardAsync(first.Id)).Id);
        mails.AddRange(await journey.NextAsync());

        var answered = Assert.Single(await TasksAsync(world, called), t => t.Text.StartsWith("Er is een antwoord", StringComparison.Ordinal));
        Assert.Equal((second.Id, ContactMeans.Phone), (answered.ItemId, answered.Means));
        Assert.Contains("“Er is geen bus”", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Het klopt.", answered.Text, StringComparison.Ordinal);
        Assert.All(await TasksAsync(world, called), t => Assert.DoesNotContain("De bus rijdt niet", t.Text, StringComparison.Ordinal));
        // The other reads it by mail, and nobody is told twice.
        Assert.Single(mails, m => m.To == journey.AuthorEmail && m.Subject == "Er is een antwoord op je punt");
        Assert.DoesNotContain(mails, m => m.To == AddressOf(ContactChannel.Phone));
    }

    [Theory, AllDatabases]
    public async Task Who_brings_what_was_answered_already_is_told_that_answer_and_promised_no_other(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var called = await AddAsync(world, ContactChannel.Phone);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        await world.GiveAsync((await world.ForwardAsync(first.Id)).Id);
        var second = await world.ProposeAsync("Er is geen bus.", By(called));
        world.Time.Advance(TimeSpan.FromMinutes(1));

        await world.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(first.Id, [second.Id])));
        await journey.NextAsync();

        var task = Assert.Single(await TasksAsync(world, called));
        Assert.Equal((second.Id, ContactMeans.Phone), (task.ItemId, task.Means));
        Assert.All(["“Er is geen bus”", "Het is ook voor jou.", "Het klopt.", "Is dit antwoord duidelijk?"], part => Assert.Contains(part, task.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("ten laatste", task.Text, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_reads_no_mail_is_asked_the_way_they_want_whether_anything_changed(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var author = await AddAsync(world, ContactChannel.Letter);
        var point = await world.ProposeAsync(change: By(author));
        await world.GiveAsync((await world.ForwardAsync(point.Id)).Id);
        await journey.NextAsync();
        world.Time.Advance(TimeSpan.FromDays(31));

        await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());
        var mails = await journey.NextAsync();

        var task = Assert.Single(await TasksAsync(world, author), t => t.Text.Contains("Is er iets veranderd?", StringComparison.Ordinal));
        Assert.Equal((point.Id, ContactMeans.Letter), (task.ItemId, task.Means));
        Assert.Contains("Dit beloofde de stuurgroep: We doen het.", task.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mails, m => m.To == AddressOf(ContactChannel.Letter));
    }

    [Theory, AllDatabases]
    public async Task Who_reads_no_mail_gets_the_number_and_code_of_a_part_of_their_point_that_goes_its_own_way(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var author = await AddAsync(world, ContactChannel.Phone);
        var point = await world.ProposeAsync("De bus rijdt niet. Het loket is dicht.", By(author));
        await journey.NextAsync();
        Assert.Empty(await TasksAsync(world, author));

        var part = await world.UseAsync((SplitService s) => s.SplitAsync(new SplitPoint { Key = Guid.NewGuid(), ItemId = point.Id, Description = "Het loket is dicht." }));
        await journey.NextAsync();

        var told = Assert.Single(await TasksAsync(world, author));
        Assert.Equal(
            $"Een deel van je punt gaat apart verder: “Het loket is dicht”. Het nummer is {part.Reference} en de code is {part.ShortCode}.\n\nHet hoorde bij {point.Reference}. Nu krijgt het een eigen antwoord. Je punt komt op de agenda van de volgende bijeenkomst.",
            told.Text);
    }

    private static Action<ProposalBuilder> By(Guid person) => p => p.Author = p.Author with { PersonId = person, OrganisationId = null };

    private static string AddressOf(ContactChannel channel) => $"{channel}@zolim.example".ToLowerInvariant();

    private static Task<Guid> AddAsync(World world, ContactChannel channel, Guid? group = null) => world.Site.DataAsync(async db =>
    {
        var person = new Person { Name = $"Mimoun {channel}", Email = AddressOf(channel), Phone = "0470 00 00 01", PreferredChannel = channel };
        db.Add(person);
        if (group is { } id) db.Add(new Mandate { PersonId = person.Id, GroupId = id, From = new DateOnly(2020, 1, 1) });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return person.Id;
    });

    private static Task<List<ContactTask>> TasksAsync(World world, Guid person)
        => world.Site.DataAsync(db => db.Set<ContactTask>().AsNoTracking().Where(t => t.PersonId == person).ToListAsync(TestContext.Current.CancellationToken));
}
