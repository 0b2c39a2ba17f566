using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>The mail that a point is asked again: who said "nee" reads that they said it, and whoever brought a point beside it that someone else did.</summary>
public sealed class AskedAgainTests(DatabaseFixture databases)
{
    private const string OwnUnclear = "Je vond het antwoord op je punt niet duidelijk.";
    private const string OthersUnclear = "Je punt staat samen met een ander punt. Wie dat bracht, vond het antwoord niet duidelijk.";
    private const string OwnUnchanged = "Je zei dat er na het antwoord op je punt niets veranderde.";
    private const string OthersUnchanged = "Je punt staat samen met een ander punt. Wie dat bracht, zei dat er na het antwoord niets veranderde.";

    [Theory, AllDatabases]
    public async Task Who_found_the_answer_unclear_reads_it_and_the_other_reads_that_someone_else_did(Db kind)
    {
        foreach (var saidByRoot in new[] { true, false })
        {
            await using var scene = await TogetherAsync(kind);
            await scene.World.UseAsync((AnswerService s) => s.RateAsync(scene.Answer.Id, ClarityRating.No, "Wie doet het dan?", saidByRoot ? null : scene.Second.Id));

            await AssertToldAsync(scene, saidByRoot ? (OwnUnclear, OthersUnclear) : (OthersUnclear, OwnUnclear));
        }
    }

    [Theory, AllDatabases]
    public async Task Who_says_that_nothing_changed_reads_that_and_the_other_reads_that_someone_else_did(Db kind)
    {
        foreach (var saidByRoot in new[] { true, false })
        {
            await using var scene = await TogetherAsync(kind);
            scene.World.Time.Advance(TimeSpan.FromDays(31));
            await scene.World.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());
            var action = await scene.World.Site.DataAsync(db => db.Set<ActionItem>().Select(a => a.Id).SingleAsync());
            await scene.World.UseAsync((ActionService s) => s.RateAsync(action, saidByRoot ? scene.First.Id : scene.Second.Id, ChangeRating.No, "Er is nog altijd geen bus."));

            await AssertToldAsync(scene, saidByRoot ? (OwnUnchanged, OthersUnchanged) : (OthersUnchanged, OwnUnchanged));
        }
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_asked_for_the_first_time_is_not_told_as_asked_again(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        await journey.World.ForwardAsync((await journey.World.ProposeAsync()).Id);

        Assert.DoesNotContain("opnieuw", Journey.Plain((await journey.NextAsync()).Single(m => m.Kind == "point-forwarded")), StringComparison.Ordinal);
    }

    private static async Task AssertToldAsync(Scene scene, (string First, string Second) expected)
    {
        await scene.Journey.NextAsync();
        await scene.World.ForwardAsync(scene.First.Id);
        var told = (await scene.Journey.NextAsync()).Where(m => m.Kind == "point-forwarded").ToDictionary(m => m.To, Journey.Plain);
        Assert.Equal(2, told.Count);
        Assert.Contains($"{expected.First} Daarom vragen we het opnieuw aan de stuurgroep", told[scene.Journey.AuthorEmail], StringComparison.Ordinal);
        Assert.Contains($"{expected.Second} Daarom vragen we het opnieuw aan de stuurgroep", told[scene.OmarEmail], StringComparison.Ordinal);
        Assert.Contains(scene.Second.Reference, told[scene.OmarEmail], StringComparison.Ordinal);
    }

    private async Task<Scene> TogetherAsync(Db kind)
    {
        var journey = await Journey.CreateAsync(databases, kind);
        var omar = await journey.World.AddPersonAsync("Omar");
        var first = await journey.World.ProposeAsync("De bus rijdt niet.");
        var second = await journey.World.ProposeAsync("Er is geen bus.", p => p.Author = p.Author with { PersonId = omar, OrganisationId = null });
        await journey.World.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(first.Id, [second.Id])));
        var answer = await journey.World.ForwardAsync(first.Id);
        await journey.World.GiveAsync(answer.Id);
        var email = (await journey.NextAsync()).First(m => m.Kind == "point-received" && m.To != journey.AuthorEmail).To;
        return new Scene(journey, first, second, answer, email);
    }

    private sealed record Scene(Journey Journey, AgendaItem First, AgendaItem Second, Answer Answer, string OmarEmail) : IAsyncDisposable
    {
        public World World => Journey.World;

        public ValueTask DisposeAsync() => Journey.DisposeAsync();
    }
}
