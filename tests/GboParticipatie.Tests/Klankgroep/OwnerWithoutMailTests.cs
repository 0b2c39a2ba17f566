using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Someone sees to a question and reads no mail: the coach hears each time what that person would have read.</summary>
public sealed class OwnerWithoutMailTests(DatabaseFixture databases)
{
    private const string Coach = "coach@zolim.example";

    [Theory, AllDatabases]
    public async Task The_coach_is_asked_reminded_and_told_that_it_is_late(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        await TakeMailAwayAsync(journey);
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        var answer = await journey.World.ForwardAsync(item.Id);

        var asked = Assert.Single(await journey.NextAsync());
        var told = await journey.UntilAsync(new DateOnly(2027, 1, 8));

        Assert.Equal((Coach, $"/beheer/antwoorden/{answer.Id}/help"), (asked.To, asked.ActionUrl));
        Assert.Contains("Marleen volgt deze vraag op voor de stuurgroep, maar leest geen mail.", Journey.Plain(asked), StringComparison.Ordinal);
        Assert.Equal([new DateOnly(2026, 12, 28), new(2027, 1, 4), new(2027, 1, 6)], told.Where(m => m.To == Coach).Select(m => m.Day));
    }

    [Theory, AllDatabases]
    public async Task The_coach_is_told_that_a_text_is_to_be_read_and_that_someone_else_sees_to_it(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        var answer = await journey.World.ForwardAsync(item.Id);
        await journey.NextAsync();
        await TakeMailAwayAsync(journey);

        await journey.World.UseAsync<AnswerHelp, bool>(async h =>
        {
            await h.ProposeAsync(new ProposeAnswer(new GiveAnswer { AnswerId = answer.Id, Decision = Decision.WillNotDo, Why = "Er is geen geld." }, WasSaid: true));
            return true;
        });
        Assert.Contains("Laat die nalezen", Journey.Plain(Assert.Single(await journey.NextAsync(), m => m.To == Coach)), StringComparison.Ordinal);
        var other = await journey.World.AddPersonAsync("Omar", group: journey.World.Body);
        await TakeMailAwayAsync(journey, other);
        await journey.World.UseAsync((AnswerService s) => s.AssignAsync(answer.Id, other));
        Assert.Contains("Omar volgt deze vraag op", Journey.Plain(Assert.Single(await journey.NextAsync(), m => m.To == Coach)), StringComparison.Ordinal);
    }

    private static Task TakeMailAwayAsync(Journey journey, Guid? person = null)
    {
        var id = person ?? journey.World.Chair;
        return journey.World.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.PreferredChannel, ContactChannel.Phone).SetProperty(p => p.Phone, "0470 00 00 02")));
    }
}
