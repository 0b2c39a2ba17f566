using GboParticipatie.Klankgroep.Ledgers;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LedgerFiguresTests
{
    [Fact]
    public void Lines_that_are_large_enough_stand_alone()
        => Assert.Equal([("a", 12, 12), ("b", 7, 7), ("c", 5, 0)], Year(Count("a", 12, 12), Count("b", 7, 7), Count("c", 5, 0)).Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));

    [Fact]
    public void Small_lines_are_gathered_and_never_named()
    {
        var lines = Year(Count("a", 12, 12), Count("b", 3, 0), Count("c", 2, 0));

        Assert.Equal(["a", ""], lines.Select(l => l.Name));
        Assert.Equal(5, lines[1].Received);
        Assert.True(lines[1].IsOther);
    }

    [Fact]
    public void One_small_line_takes_another_along_because_it_could_be_subtracted_from_the_total()
        => Assert.Equal([("a", 12), ("", 8)], Year(Count("a", 12, 12), Count("b", 6, 6), Count("c", 2, 0)).Select(l => (l.Name, l.Received!.Value)));

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
        LedgerCount[] counts = [new("a", "a", new Tally(20, 20, 0, 20), new Tally(3, 0, 0, 0)), new("b", "b", new Tally(9, 9, 0, 9), new Tally(9, 9, 0, 9))];
        var total = LedgerFigures.Total(counts);
        var lines = LedgerFigures.Lines(counts, total);

        Assert.Equal([23, 18], lines.Year.Select(l => l.Received));
        Assert.Equal([29], lines.FirstHalf.Select(l => l.Received));
        Assert.True(lines.FirstHalf[0].IsOther);
    }

    [Fact]
    public void How_many_were_answered_is_not_shown_where_it_tells_that_a_few_were_not()
    {
        var lines = Year(Count("a", 20, 18), Count("b", 20, 10), Count("c", 20, 10));

        Assert.Null(lines[0].Answered);
        Assert.True(lines.Skip(1).Any(l => l.Answered is null), "What is left of the total would tell.");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1)]
    public void How_many_were_on_time_is_not_shown_where_it_tells_that_a_few_were_late_or_a_few_were_not(int onTime)
    {
        LedgerCount[] counts = [new("a", "a", new Tally(12, 7, 0, onTime), Tally.None)];

        Assert.Equal((7, null), (LedgerFigures.Total(counts).Year[0].Answered, LedgerFigures.Total(counts).Year[0].OnTime));
    }

    [Fact]
    public void Who_was_late_cannot_be_subtracted_from_the_total_either()
    {
        LedgerCount[] counts = [new("a", "a", new Tally(20, 20, 0, 14), Tally.None), new("b", "b", new Tally(20, 20, 0, 18), Tally.None), new("c", "c", new Tally(20, 20, 0, 10), Tally.None)];
        var lines = LedgerFigures.Lines(counts, LedgerFigures.Total(counts)).Year;

        Assert.Equal(42, LedgerFigures.Total(counts).Year[0].OnTime);
        Assert.Null(lines.Single(l => l.Name == "b").OnTime);
        Assert.InRange(lines.Count(l => l.OnTime is null), 2, 3);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    [InlineData(23, 20)]
    public void Organisations_are_told_in_fives(int number, int? told) => Assert.Equal(told, LedgerFigures.AtLeast(number));

    // An attacker who knows all that is shown of the year and its halves, in all three divisions, adds and subtracts.
    [Fact]
    public void Whatever_came_in_no_number_under_five_can_be_read_or_computed()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 120; round++) Assert.Null(Attack(LedgerAttack.Random(random, random.Next(1, 4)), LedgerFigures.Lines));
    }

    [Fact]
    public void The_attacker_of_these_tests_finds_what_is_not_hidden_well()
    {
        var random = new Random(1);
        var caught = 0;
        // Hides what is small itself, and nothing that it could be computed from.
        for (var round = 0; round < 20; round++)
            if (Attack(LedgerAttack.Random(random, 1), (counts, _) => new LedgerTable(Naive(counts, LedgerPeriod.Year), Naive(counts, LedgerPeriod.FirstHalf), Naive(counts, LedgerPeriod.SecondHalf))) is not null) caught++;

        Assert.InRange(caught, 10, 20);
    }

    [Fact]
    public void The_attacker_of_these_tests_counts_who_was_late_from_the_share_that_was_on_time()
    {
        var attack = new LedgerAttack([new LedgerPart(["a"], IsSecond: false, [5, 0, 1, 0, 6])]);
        attack.Learn(new LedgerLine(["a"], "a", 12, 7, null, 6), 0, LedgerPeriod.Year);

        Assert.Equal("a late in Year: 1", attack.Find());
    }

    [Fact]
    public void A_usual_year_keeps_most_of_its_figures()
    {
        LedgerCount[] counts =
        [
            new("wonen", "Wonen", new Tally(22, 15, 8, 10), new Tally(31, 20, 6, 13)), new("mobiliteit", "Mobiliteit", new Tally(14, 9, 3, 7), new Tally(18, 11, 5, 6)),
            new("opvang", "Opvang", new Tally(17, 12, 6, 12), new Tally(12, 6, 0, 6)), new("geld", "Geld", new Tally(9, 4, 1, 4), new Tally(11, 5, 5, 3)),
            new("zorg", "Zorg", new Tally(3, 1, 0, 1), new Tally(4, 1, 0, 0)), new("taal", "Taal", new Tally(2, 2, 1, 1), new Tally(0, 0, 0, 0)),
        ];
        var lines = LedgerFigures.Lines(counts, LedgerFigures.Total(counts)).Year;

        Assert.Equal(["Wonen", "Mobiliteit", "Opvang", "Geld", ""], lines.Select(l => l.Name));
        Assert.InRange(lines.Count(l => l.Answered is not null), 3, 5);
        Assert.InRange(lines.Count(l => l.OnTime is not null), 2, 5);
    }

    private static List<LedgerLine> Naive(IReadOnlyList<LedgerCount> counts, LedgerPeriod period) => [.. counts.Select(c =>
    {
        var tally = c.In(period);
        int? Safe(int number) => LedgerFigures.IsSafe(number) ? number : null;
        return new LedgerLine([c.Key], c.Name, Safe(tally.Received), Safe(tally.Answered), Safe(tally.Done), Safe(tally.Answered) is null ? null : Safe(tally.OnTime));
    })];

    // What an attacker finds who reads the total and each division, on the pages of the year and of its halves; null: nothing.
    private static string? Attack(LedgerAttack attack, Func<IReadOnlyList<LedgerCount>, LedgerTable, LedgerTable> linesOf)
    {
        var total = LedgerFigures.Total(attack.Counts(0));
        foreach (var period in Enum.GetValues<LedgerPeriod>())
        {
            attack.Learn(total.In(period)[0], null, period);
            for (var division = 0; division < attack.Divisions; division++)
                foreach (var line in linesOf(attack.Counts(division), total).In(period)) attack.Learn(line, division, period);
        }

        return attack.Find();
    }

    private static IReadOnlyList<LedgerLine> Year(params LedgerCount[] counts) => LedgerFigures.Lines(counts, LedgerFigures.Total(counts)).Year;

    private static LedgerCount Count(string name, int received, int answered) => new(name, name, new Tally(received, answered, 0, answered), Tally.None);
}
