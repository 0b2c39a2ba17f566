using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LedgerFiguresTests
{
    [Fact]
    public void Lines_that_are_large_enough_stand_alone()
    {
        var lines = LedgerFigures.Suppress([Count("a", 12, 12), Count("b", 7, 7), Count("c", 5, 0)]);

        Assert.Equal([("a", 12, 12), ("b", 7, 7), ("c", 5, 0)], lines.Select(l => (l.Name, l.Received, l.Answered ?? -1)));
    }

    [Fact]
    public void Small_lines_are_gathered_and_never_named()
    {
        var lines = LedgerFigures.Suppress([Count("a", 12, 12), Count("b", 3, 0), Count("c", 2, 0)]);

        Assert.Equal(["a", "Andere"], lines.Select(l => l.Name));
        Assert.Equal(5, lines[1].Received);
    }

    [Fact]
    public void One_small_line_takes_another_along_because_it_could_be_subtracted_from_the_total()
    {
        var lines = LedgerFigures.Suppress([Count("a", 12, 12), Count("b", 6, 6), Count("c", 2, 0)]);

        Assert.Equal([("a", 12), ("Andere", 8)], lines.Select(l => (l.Name, l.Received)));
    }

    [Fact]
    public void Too_few_in_all_shows_no_lines() => Assert.Empty(LedgerFigures.Suppress([Count("a", 2, 1), Count("b", 1, 1)]));

    [Fact]
    public void Whatever_came_in_no_number_under_five_can_be_read_or_computed()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 20_000; round++)
        {
            var counts = Enumerable.Range(0, random.Next(0, 9)).Select(i =>
            {
                var received = random.Next(3) == 0 ? random.Next(0, 5) : random.Next(0, 25);
                return Count($"g{i}", received, random.Next(0, received + 1));
            }).ToList();

            AssertSafe(counts, LedgerFigures.Suppress(counts));
        }
    }

    // Whoever reads knows the totals too, so what is not shown adds up to what is left of them.
    private static void AssertSafe(List<LedgerCount> counts, IReadOnlyList<LedgerLine> lines)
    {
        if (lines.Count == 0)
        {
            Assert.True(counts.Sum(c => c.Received) < LedgerFigures.Least);
            return;
        }

        Assert.Equal(counts.Sum(c => c.Received), lines.Sum(l => l.Received));
        Assert.All(lines, l => Assert.True(l.Received >= LedgerFigures.Least));
        Assert.All(lines.Where(l => l.Answered is not null), l => Assert.True(LedgerFigures.IsSafe(l.Answered!.Value) && LedgerFigures.IsSafe(l.Received - l.Answered.Value)));
        var hidden = lines.Where(l => l.Answered is null).ToList();
        if (hidden.Count == 0 || hidden.Count == lines.Count) return;
        var answered = counts.Sum(c => c.Answered) - lines.Sum(l => l.Answered ?? 0);
        Assert.True(hidden.Count > 1);
        Assert.True(LedgerFigures.IsSafe(answered));
        Assert.True(LedgerFigures.IsSafe(hidden.Sum(l => l.Received) - answered));
    }

    private static LedgerCount Count(string name, int received, int answered) => new(name, name, received, answered);
}
