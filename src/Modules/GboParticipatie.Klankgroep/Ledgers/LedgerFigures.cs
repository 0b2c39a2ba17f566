namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>Which part of a year.</summary>
public enum LedgerPeriod
{
    /// <summary>All of it.</summary>
    Year,

    /// <summary>January to June.</summary>
    FirstHalf,

    /// <summary>July to December.</summary>
    SecondHalf,
}

/// <summary>What came in and what became of it.</summary>
/// <param name="Received">How many points came in.</param>
/// <param name="Answered">How many of them were answered.</param>
/// <param name="Done">Of how many of those something was done.</param>
/// <param name="OnTime">How many of those that were answered were on time.</param>
public sealed record Tally(int Received, int Answered, int Done, int OnTime)
{
    /// <summary>Nothing.</summary>
    public static Tally None { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static Tally operator +(Tally a, Tally b) => new(a.Received + b.Received, a.Answered + b.Answered, a.Done + b.Done, a.OnTime + b.OnTime);
}

/// <summary>One line of the ledger before suppression.</summary>
/// <param name="Key">What it is about: a group's id, or the key of a life domain or of one of the seven B's.</param>
/// <param name="Name">What people read.</param>
/// <param name="First">January to June.</param>
/// <param name="Second">July to December.</param>
public sealed record LedgerCount(string Key, string Name, Tally First, Tally Second)
{
    /// <summary>What was counted in a period.</summary>
    public Tally In(LedgerPeriod period) => period switch { LedgerPeriod.FirstHalf => First, LedgerPeriod.SecondHalf => Second, _ => First + Second };
}

/// <summary>One line of the ledger as anyone may read it.</summary>
/// <param name="Keys">What it is about; several for the line that gathers what was too small.</param>
/// <param name="Name">What people read; empty for what was too small to stand alone.</param>
/// <param name="Received">How many points came in; null where that could give a small number away.</param>
/// <param name="Answered">How many were answered, or null.</param>
/// <param name="Done">Of how many something was done, or null.</param>
/// <param name="OnTime">How many were answered on time, or null; null where the answers are.</param>
public sealed record LedgerLine(IReadOnlyList<string> Keys, string Name, int? Received, int? Answered, int? Done, int? OnTime)
{
    /// <summary>True for the line that gathers what was too small.</summary>
    public bool IsOther => Keys.Count > 1;
}

/// <summary>
/// Makes figures safe to show: no number under five, and none that can be computed by adding and subtracting whatever is shown,
/// on the page of the year and of both its halves together.
/// <para>
/// What was received, answered, on time and done, of each line in each half, are unknowns, as is what one leaves of another: not
/// answered, late, not done. Each number that is shown is an equation. A number that is hidden is safe as long as the equations do
/// not determine it; where they do, one more is hidden, until none is.
/// </para>
/// </summary>
public static class LedgerFigures
{
    /// <summary>Smallest number that is shown.</summary>
    public const int Least = 5;

    /// <summary>
    /// From how many organisations, in fives and rounded down: exact ones could be subtracted, of a year less its half and of all less
    /// one group. Null for fewer than five.
    /// </summary>
    public static int? AtLeast(int organisations) => organisations < Least ? null : organisations - (organisations % Least);

    /// <summary>Fewest answers of which the middle is told: then each half of them is not small either.</summary>
    public const int LeastForMedian = 2 * Least;

    /// <summary>True for a number that can be shown: none at all, or not a few.</summary>
    public static bool IsSafe(int number) => number is 0 or >= Least;

    /// <summary>The total of a year and of its halves, as far as it can be shown.</summary>
    public static LedgerTable Total(IReadOnlyList<LedgerCount> counts)
    {
        var all = new LedgerCount("", "", Sum(counts, LedgerPeriod.FirstHalf), Sum(counts, LedgerPeriod.SecondHalf));
        if (all.In(LedgerPeriod.Year).Received > 0) return new Suppression([all], total: null).Run();
        IReadOnlyList<LedgerLine> none = [new LedgerLine([""], "", 0, 0, 0, 0)];
        return new LedgerTable(none, none, none);
    }

    /// <summary>The lines that can be shown beside that total of the same points: none when all together are too few.</summary>
    public static LedgerTable Lines(IReadOnlyList<LedgerCount> counts, LedgerTable total) => new Suppression(counts, total).Run();

    internal static Tally Sum(IEnumerable<LedgerCount> counts, LedgerPeriod period) => counts.Aggregate(Tally.None, (sum, c) => sum + c.In(period));
}

/// <summary>Lines of the ledger per period.</summary>
/// <param name="Year">Of the year.</param>
/// <param name="FirstHalf">Of January to June.</param>
/// <param name="SecondHalf">Of July to December.</param>
public sealed record LedgerTable(IReadOnlyList<LedgerLine> Year, IReadOnlyList<LedgerLine> FirstHalf, IReadOnlyList<LedgerLine> SecondHalf)
{
    /// <summary>Of a period.</summary>
    public IReadOnlyList<LedgerLine> In(LedgerPeriod period) => period switch { LedgerPeriod.FirstHalf => FirstHalf, LedgerPeriod.SecondHalf => SecondHalf, _ => Year };
}
