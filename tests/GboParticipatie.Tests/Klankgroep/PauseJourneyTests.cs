using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>More time for an answer, through the workflows: no mail until shortly before the new day, and from then on as ever.</summary>
public sealed class PauseJourneyTests(DatabaseFixture databases)
{
    private const string Coach = "coach@zolim.example";
    private const string Waits = "Een vraag wacht op antwoord";
    private const string IsLate = "Een antwoord is te laat";

    // Asked on Sunday 22 November and due on Tuesday 5 January: reminders on 28 December and 4 January, late on 6, told on on 11.
    private static readonly DateOnly NewDay = new(2027, 2, 2);

    [Theory, AllDatabases]
    public async Task Before_the_first_reminder(Db kind) => await PausedOnAsync(kind, new DateOnly(2026, 12, 20), before: []);

    [Theory, AllDatabases]
    public async Task Between_the_last_reminder_and_the_day(Db kind)
        => await PausedOnAsync(kind, new DateOnly(2027, 1, 4), [(new(2026, 12, 28), Waits), (new(2027, 1, 4), Waits)]);

    [Theory, AllDatabases]
    public async Task After_the_owner_read_that_it_is_late(Db kind)
        => await PausedOnAsync(kind, new DateOnly(2027, 1, 7), [(new(2026, 12, 28), Waits), (new(2027, 1, 4), Waits), (new(2027, 1, 6), IsLate)]);

    [Theory, AllDatabases]
    public async Task After_coach_and_chair_were_told(Db kind)
        => await PausedOnAsync(kind, new DateOnly(2027, 1, 12), [(new(2026, 12, 28), Waits), (new(2027, 1, 4), Waits), (new(2027, 1, 6), IsLate), (new(2027, 1, 11), IsLate)]);

    [Theory, AllDatabases]
    public async Task A_second_time_counts_from_the_newest_day_and_an_answer_ends_it(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var answer = await AskAsync(journey);
        await journey.UntilAsync(new DateOnly(2026, 12, 20));
        await PauseAsync(journey, answer.Id, NewDay);
        await journey.UntilAsync(new DateOnly(2027, 1, 20));
        var later = new DateOnly(2027, 3, 2);
        await PauseAsync(journey, answer.Id, later);

        Assert.Equal([(new DateOnly(2027, 3, 1), journey.ChairEmail, Waits)], await journey.UntilAsync(new DateOnly(2027, 3, 1)));
        await journey.World.GiveAsync(answer.Id);
        await journey.NextAsync();
        Assert.Empty(await journey.UntilAsync(new DateOnly(2027, 3, 20)));
    }

    private async Task PausedOnAsync(Db kind, DateOnly day, (DateOnly Day, string Subject)[] before)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var answer = await AskAsync(journey);
        var chair = journey.ChairEmail;

        var first = await journey.UntilAsync(day);
        await PauseAsync(journey, answer.Id, NewDay);
        var quiet = await journey.UntilAsync(new DateOnly(2027, 1, 31));
        var then = await journey.UntilAsync(new DateOnly(2027, 3, 1));

        Assert.Equal(before, first.Where(m => m.To == chair).Select(m => (m.Day, m.Subject)));
        Assert.Empty(quiet);
        Assert.Equal(
        [
            (new DateOnly(2027, 2, 1), chair, Waits), (new(2027, 2, 3), chair, IsLate),
            (new(2027, 2, 8), Coach, IsLate), (new(2027, 2, 8), chair, IsLate),
        ], then.OrderBy(m => m.Day).ThenBy(m => m.To == chair));
    }

    private static async Task<Answer> AskAsync(Journey journey)
    {
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        var answer = await journey.World.ForwardAsync(item.Id);
        await journey.NextAsync();
        return answer;
    }

    private static async Task PauseAsync(Journey journey, Guid answer, DateOnly until)
    {
        await journey.World.UseAsync((AnswerHelp h) => h.PauseAsync(answer, "Het budget is er nog niet.", until));
        Assert.Equal([(Coach, "Een antwoord komt later")], (await journey.NextAsync()).Select(m => (m.To, m.Subject)));
    }
}
