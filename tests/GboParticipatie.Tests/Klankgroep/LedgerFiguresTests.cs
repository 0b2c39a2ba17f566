using System.Numerics;
using GboParticipatie.Klankgroep.Ledgers;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LedgerFiguresTests
{
    private static readonly LedgerPeriod[] Periods = Enum.GetValues<LedgerPeriod>();

    [Fact]
    public void Lines_that_are_large_enough_stand_alone()
        => Assert.Equal([("a", 12, 12), ("b", 7, 7), ("c", 5, 0)], Year(Count("a", 12, 12), Count("b", 7, 7), Count("c", 5, 0)).Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));

    [Fact]
    public void Small_lines_are_gathered_and_never_named()
    {
        var lines = Year(Count("a", 12, 12), Count("b", 3, 0), Count("c", 2, 0));

        Assert.Equal(["a", "Andere"], lines.Select(l => l.Name));
        Assert.Equal(5, lines[1].Received);
        Assert.True(lines[1].IsOther);
    }

    [Fact]
    public void One_small_line_takes_another_along_because_it_could_be_subtracted_from_the_total()
        => Assert.Equal([("a", 12), ("Andere", 8)], Year(Count("a", 12, 12), Count("b", 6, 6), Count("c", 2, 0)).Select(l => (l.Name, l.Received!.Value)));

    [Fact]
    public void Too_few_in_all_shows_nothing()
    {
        LedgerCount[] counts = [Count("a", 2, 1), Count("b", 1, 1)];
        var total = LedgerFigures.Total(counts);

        Assert.Null(Assert.Single(total.Year).Received);
        Assert.Empty(LedgerFigures.Lines(counts, total).Year);
    }

    [Fact]
    public void A_year_without_points_says_so() => Assert.Equal((0, 0, 0), Assert.Single(LedgerFigures.Total([]).SecondHalf) is var line ? (line.Received, line.Answered, line.Done) : default);

    [Fact]
    public void A_half_that_leaves_a_small_other_half_is_not_shown()
    {
        LedgerCount[] counts = [new("a", "a", new Tally(20, 20, 0), new Tally(3, 0, 0)), new("b", "b", new Tally(9, 9, 0), new Tally(9, 9, 0))];
        var total = LedgerFigures.Total(counts);
        var lines = LedgerFigures.Lines(counts, total);

        Assert.Equal([23, 18], lines.Year.Select(l => l.Received));
        Assert.Equal([29], lines.FirstHalf.Select(l => l.Received));
        Assert.Equal("Andere", lines.FirstHalf[0].Name);
    }

    [Fact]
    public void How_many_were_answered_is_not_shown_where_it_tells_that_a_few_were_not()
    {
        var lines = Year(Count("a", 20, 18), Count("b", 20, 10), Count("c", 20, 10));

        Assert.Null(lines[0].Answered);
        Assert.True(lines.Skip(1).Any(l => l.Answered is null), "What is left of the total would tell.");
    }

    // An attacker who knows all that is shown of the year and its halves, adds and subtracts.
    [Fact]
    public void Whatever_came_in_no_number_under_five_can_be_read_or_computed()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 150; round++) AssertSafe(Random(random), LedgerFigures.Total, LedgerFigures.Lines);
    }

    [Fact]
    public void The_attacker_of_these_tests_finds_what_is_not_hidden_well()
    {
        var random = new Random(1);
        var caught = 0;
        for (var round = 0; round < 20; round++)
        {
            try
            {
                // Hides what is small itself, and nothing that it could be computed from.
                AssertSafe(Random(random), LedgerFigures.Total, (counts, _) => new LedgerTable(Naive(counts, LedgerPeriod.Year), Naive(counts, LedgerPeriod.FirstHalf), Naive(counts, LedgerPeriod.SecondHalf)));
            }
            catch (Xunit.Sdk.XunitException)
            {
                caught++;
            }
        }

        Assert.InRange(caught, 10, 20);
    }

    [Fact]
    public void A_usual_year_keeps_most_of_its_figures()
    {
        LedgerCount[] counts =
        [
            new("wonen", "Wonen", new Tally(22, 15, 8), new Tally(31, 20, 6)), new("mobiliteit", "Mobiliteit", new Tally(14, 9, 3), new Tally(18, 11, 5)),
            new("opvang", "Opvang", new Tally(17, 12, 6), new Tally(12, 6, 0)), new("geld", "Geld", new Tally(9, 4, 1), new Tally(11, 5, 5)),
            new("zorg", "Zorg", new Tally(3, 1, 0), new Tally(4, 1, 0)), new("taal", "Taal", new Tally(2, 2, 1), new Tally(0, 0, 0)),
        ];
        var lines = LedgerFigures.Lines(counts, LedgerFigures.Total(counts)).Year;

        Assert.Equal(["Wonen", "Mobiliteit", "Opvang", "Geld", "Andere"], lines.Select(l => l.Name));
        Assert.InRange(lines.Count(l => l.Answered is not null), 3, 5);
    }

    private static List<LedgerCount> Random(Random random) => [.. Enumerable.Range(0, random.Next(0, 7)).Select(i => new LedgerCount($"k{i}", $"k{i}", AnyTally(random), AnyTally(random)))];

    private static Tally AnyTally(Random random)
    {
        var received = random.Next(3) == 0 ? random.Next(0, 5) : random.Next(0, 25);
        var answered = random.Next(0, received + 1);
        return new Tally(received, answered, random.Next(0, answered + 1));
    }

    private static List<LedgerLine> Naive(IReadOnlyList<LedgerCount> counts, LedgerPeriod period) => [.. counts.Select(c =>
    {
        var tally = c.In(period);
        int? Safe(int number) => LedgerFigures.IsSafe(number) ? number : null;
        return new LedgerLine([c.Key], c.Name, Safe(tally.Received), Safe(tally.Answered), Safe(tally.Done));
    })];

    private static void AssertSafe(List<LedgerCount> counts, Func<IReadOnlyList<LedgerCount>, LedgerTable> totalOf, Func<IReadOnlyList<LedgerCount>, LedgerTable, LedgerTable> linesOf)
    {
        var total = totalOf(counts);
        var lines = linesOf(counts, total);
        var known = new List<BigInteger[]>();
        foreach (var period in Periods)
        {
            foreach (var line in lines.In(period)) Learn(line, [.. line.Keys.Select(k => counts.FindIndex(c => c.Key == k))], period);
            Learn(total.In(period)[0], [.. Enumerable.Range(0, counts.Count)], period);
        }

        var basis = Reduce(known);
        foreach (var period in Periods)
        {
            for (var line = 0; line < counts.Count; line++)
            {
                var tally = counts[line].In(period);
                foreach (var (name, number, from, to) in new[]
                {
                    ("received", tally.Received, 0, 3), ("answered", tally.Answered, 1, 3), ("done", tally.Done, 2, 3),
                    ("not answered", tally.Received - tally.Answered, 0, 1), ("not done", tally.Received - tally.Done, 0, 2), ("answered, not done", tally.Answered - tally.Done, 1, 2),
                })
                    Assert.False(number is > 0 and < LedgerFigures.Least && IsKnown(basis, Sum([line], period, from, to)), $"{counts[line].Key} {name} in {period}: {number}");
            }
        }

        void Learn(LedgerLine line, int[] members, LedgerPeriod period)
        {
            if (line.Received is not null) known.Add(Sum(members, period, 0, 3));
            if (line.Answered is not null) known.Add(Sum(members, period, 1, 3));
            if (line.Done is not null) known.Add(Sum(members, period, 2, 3));
        }

        BigInteger[] Sum(int[] members, LedgerPeriod period, int from, int to)
        {
            var row = new BigInteger[counts.Count * 6];
            foreach (var member in members)
                for (var half = 0; half < 2; half++)
                    for (var part = from; part < to && (period == LedgerPeriod.Year || (int)period == half + 1); part++) row[(member * 6) + (half * 3) + part] = 1;
            return row;
        }
    }

    // Elimination without fractions and without rounding.
    private static List<BigInteger[]> Reduce(List<BigInteger[]> rows)
    {
        var basis = new List<BigInteger[]>();
        foreach (var row in rows)
        {
            var rest = Without(basis, row);
            if (rest.Any(x => !x.IsZero)) basis.Add(rest);
        }

        return basis;
    }

    private static bool IsKnown(List<BigInteger[]> basis, BigInteger[] row) => Without(basis, row).All(x => x.IsZero);

    private static BigInteger[] Without(List<BigInteger[]> basis, BigInteger[] row)
    {
        var rest = (BigInteger[])row.Clone();
        foreach (var known in basis)
        {
            var lead = Array.FindIndex(known, x => !x.IsZero);
            var (times, by) = (rest[lead], known[lead]);
            if (times.IsZero) continue;
            for (var i = 0; i < rest.Length; i++) rest[i] = (rest[i] * by) - (known[i] * times);
            var common = rest.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
            if (common > 1) rest = [.. rest.Select(x => x / common)];
        }

        return rest;
    }

    private static IReadOnlyList<LedgerLine> Year(params LedgerCount[] counts) => LedgerFigures.Lines(counts, LedgerFigures.Total(counts)).Year;

    private static LedgerCount Count(string name, int received, int answered) => new(name, name, new Tally(received, answered, 0), Tally.None);
}
