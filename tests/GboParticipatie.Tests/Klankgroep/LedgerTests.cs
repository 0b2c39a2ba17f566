using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LedgerTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_ledger_counts_what_came_in_and_what_was_done_with_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var items = new List<AgendaItem>();
        for (var i = 0; i < 12; i++) items.Add(await world.ProposeAsync($"Punt {i}", p => p.LifeDomain = "wonen"));
        for (var i = 0; i < 7; i++)
        {
            var answer = await world.ForwardAsync(items[i].Id, f => f.DueOn = world.Today.AddDays(i == 6 ? 0 : 30));
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.GiveAsync(answer.Id);
        }

        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(items[11].Id));

        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        // Four were not answered: that, and so how many were, stays unsaid.
        Assert.Equal(new LedgerFigure("", false, 11, null, 0, null, null, null), ledger.Total with { Done = 0 });
        await world.ProposeAsync("Punt 13", p => p.LifeDomain = "wonen");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        Assert.Equal((12, (int?)null, 7, 86, 4), (ledger.Total.Received, ledger.Total.Organisations, ledger.Total.Answered, ledger.Total.OnTimePercent, ledger.Total.MedianDays));
        Assert.Equal([("Wonen", 12, 7)], ledger.PerLifeDomain.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));
        Assert.Equal([2026], await world.UseAsync((LedgerService l) => l.YearsAsync()));
        Assert.Null((await world.UseAsync((LedgerService l) => l.ReadAsync(2025))).Total.OnTimePercent);
    }

    [Theory, AllDatabases]
    public async Task Only_answers_that_anyone_may_read_are_listed_without_persons(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        foreach (var visibility in Enum.GetValues<Visibility>())
        {
            var item = await world.ProposeAsync($"Punt {visibility}", p => p.Visibility = visibility);
            var answer = await world.ForwardAsync(item.Id, f => (f.Question, f.AuthorAgreed) = ("Neutraal.", true));
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.GiveAsync(answer.Id);
        }

        var answers = await world.UseAsync((LedgerService l) => l.AnswersAsync());

        Assert.Equal([("Punt WithoutName", "Zonder naam"), ("Punt WithName", "Buurtwerk Tongeren")], answers.Select(a => (a.Title, a.AuthorShown)));
        Assert.All(answers, a => Assert.Equal("Stuurgroep GBO", a.Body));
    }

    [Theory, AllDatabases]
    public async Task Figures_are_at_most_half_a_minute_old(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 5; i++) await world.ProposeAsync($"Punt {i}");
        Assert.Equal(5, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
        await world.ProposeAsync("Nog een");

        Assert.Equal(5, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(6, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
    }
}
