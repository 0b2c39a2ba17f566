using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class NeutralTextTests(DatabaseFixture databases)
{
    private const string Text = "Een gezin krijgt geen antwoord op zijn aanvraag.";

    [Theory, AllDatabases]
    public async Task Only_the_text_that_its_author_agreed_with_goes_on(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await PrivateAsync(world);
        await AskAsync(world, item, Text);

        var silent = await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item, f => (f.Question, f.AuthorAgreed) = (Text, true)));
        await AnswerAsync(world, item, 1, agrees: true);
        var other = await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item, f => (f.Question, f.AuthorAgreed) = ("Iets anders", true)));
        var answer = await world.ForwardAsync(item);

        Assert.Contains("zei nog niets", silent.Message, StringComparison.Ordinal);
        Assert.Contains("Alleen de tekst", other.Message, StringComparison.Ordinal);
        Assert.Equal(Text, answer.Question);
    }

    [Theory, AllDatabases]
    public async Task A_no_stops_it_and_another_text_asks_again_with_a_link_of_its_own(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await PrivateAsync(world);
        await AskAsync(world, item, Text);
        await AnswerAsync(world, item, 1, agrees: false, "Mijn straat staat erin.");

        var refused = await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item, f => (f.Question, f.AuthorAgreed) = (Text, true)));
        await AskAsync(world, item, "Een gezin wacht.", version: (await ReadAsync(world, item)).Version);
        var old = await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(world, item, 1, agrees: true));

        Assert.Contains("wil deze tekst niet", refused.Message, StringComparison.Ordinal);
        Assert.Contains("andere tekst", old.Message, StringComparison.Ordinal);
        var now = await ReadAsync(world, item);
        Assert.Equal((true, 2, null), (now.IsAsked, now.LinkVersion, now.Word));
    }

    [Theory, AllDatabases]
    public async Task Of_two_coaches_who_write_at_once_the_second_is_told(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await PrivateAsync(world);
        await AskAsync(world, item, Text);
        var seen = (await ReadAsync(world, item)).Version;

        await AskAsync(world, item, "Van An", seen);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => AskAsync(world, item, "Van Koen", seen));

        Assert.Equal("Van An", (await ReadAsync(world, item)).Text);
    }

    [Theory, AllDatabases]
    public async Task It_is_for_points_that_only_the_coach_reads_and_gives_nobody_away(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var open = await world.ProposeAsync();
        var item = await PrivateAsync(world);

        await Assert.ThrowsAsync<RuleException>(() => AskAsync(world, open.Id, Text));
        Assert.Equal("Text", (await Assert.ThrowsAsync<RuleException>(() => AskAsync(world, item, " "))).Field);
        Assert.Equal("Text", (await Assert.ThrowsAsync<RuleException>(() => AskAsync(world, item, "BE68 5390 0754 7034"))).Field);
        await AskAsync(world, item, Text);
        await AnswerAsync(world, item, 1, agrees: true);
        await world.ForwardAsync(item);
        Assert.Contains("al verstuurd", (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(world, item, 1, agrees: false))).Message, StringComparison.Ordinal);
    }

    private static async Task<Guid> PrivateAsync(World world) => (await world.ProposeAsync("Mevrouw X uit de Dorpsstraat wacht al maanden.", p => p.Visibility = Visibility.CoachOnly)).Id;

    private static async Task<NeutralText> ReadAsync(World world, Guid item) => (await world.UseAsync((NeutralTextService s) => s.FindAsync(item)))!;

    private static Task<bool> AskAsync(World world, Guid item, string text, int? version = null) => world.UseAsync(async (NeutralTextService s) =>
    {
        await s.AskAsync(item, text, version);
        return true;
    });

    private static Task<bool> AnswerAsync(World world, Guid item, int link, bool agrees, string? word = null) => world.UseAsync(async (NeutralTextService s) =>
    {
        await s.AnswerAsync(item, link, agrees, word, byCoach: false);
        return true;
    });
}
