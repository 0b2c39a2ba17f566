using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class ReportTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_correction_keeps_what_stood_there_with_the_day_and_why(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);

        await CorrectAsync(world, session, item, "Zeven mensen.", "Verkeerd geteld.");
        await CorrectAsync(world, session, item, null, "Iemand vroeg om dit weg te laten.");
        await CorrectAsync(world, session, item, null, null);

        Assert.Null((await world.ReadAsync(item)).Entries[0].WhatWasSaid);
        var history = (await world.UseAsync((ReportService s) => s.CorrectionsAsync(session.Id)))[item].ToList();
        Assert.Equal([("Zeven mensen.", "Iemand vroeg om dit weg te laten."), ("Zes mensen.", "Verkeerd geteld.")], history.Select(c => (c.Before, c.Why)));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_correct_at_once_the_second_is_told_and_nothing_is_lost(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);
        var seen = TypedText.Mark("Zes mensen.");

        await CorrectAsync(world, session, item, "Van An", "Omdat", seen);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => CorrectAsync(world, session, item, "Van Koen", "Omdat", seen));

        Assert.Equal("Van An", (await world.ReadAsync(item)).Entries[0].WhatWasSaid);
    }

    [Theory, AllDatabases]
    public async Task Without_a_reason_or_before_the_meeting_is_over_nothing_is_corrected(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);
        var next = await world.AddSessionAsync(30);
        var waiting = await world.ProposeAsync("Nieuw");

        Assert.Equal("Why", (await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, session, item, "Anders", " "))).Field);
        Assert.Contains("nog niet voorbij", (await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, next, waiting.Id, "Anders", "Omdat"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, session, waiting.Id, "Anders", "Omdat"));
    }

    private static async Task<(Session Session, Guid Item)> HeldAsync(World world)
    {
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync("De bus");
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(item.Id, "Zes mensen.")] }));
        return (await world.UseAsync((SessionService s) => s.ReportAsync(session.Id)), item.Id);
    }

    private static Task<bool> CorrectAsync(World world, Session session, Guid item, string? text, string? why, string? seen = null) => world.UseAsync(async (ReportService s) =>
    {
        await s.CorrectAsync(new CorrectReport { SessionId = session.Id, ItemId = item, WhatWasSaid = text, Why = why, Seen = seen });
        return true;
    });
}
