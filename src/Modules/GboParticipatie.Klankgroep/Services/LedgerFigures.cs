namespace GboParticipatie.Klankgroep.Services;

/// <summary>One line of the ledger before suppression.</summary>
/// <param name="Key">What it is about: a group's id or the key of a life domain.</param>
/// <param name="Name">What people read.</param>
/// <param name="Received">How many points came in.</param>
/// <param name="Answered">How many of them were answered.</param>
public sealed record LedgerCount(string Key, string Name, int Received, int Answered);

/// <summary>One line of the ledger as anyone may read it.</summary>
/// <param name="Name">What people read; "Andere" for what was too small to stand alone.</param>
/// <param name="Received">How many points came in: at least <see cref="LedgerFigures.Least"/>.</param>
/// <param name="Answered">How many were answered, or null where that number, or the number that was not, would be too small.</param>
/// <param name="IsOther">True for the line that gathers what was too small.</param>
public sealed record LedgerLine(string Name, int Received, int? Answered, bool IsOther = false);

/// <summary>
/// Makes figures safe to show: no number under five per group or theme, and none that can be computed by subtracting what is
/// shown from a total that is shown.
/// </summary>
public static class LedgerFigures
{
    /// <summary>Smallest number that is shown.</summary>
    public const int Least = 5;

    /// <summary>True for a number that can be shown: none at all, or not a few.</summary>
    public static bool IsSafe(int number) => number is 0 or >= Least;

    /// <summary>
    /// The lines that can be shown beside the totals of the same points. Small lines are gathered in "Andere"; when that would
    /// still be too small, the smallest of the others joins them. Nothing is shown per line when all together are too few.
    /// </summary>
    public static IReadOnlyList<LedgerLine> Suppress(IEnumerable<LedgerCount> counts)
    {
        var all = counts.Where(c => c.Received > 0).OrderByDescending(c => c.Received).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        var small = all.Where(c => c.Received < Least).ToList();
        var large = all.Except(small).ToList();
        while (small.Count > 0 && small.Sum(c => c.Received) < Least && large.Count > 0)
        {
            small.Add(large[^1]);
            large.RemoveAt(large.Count - 1);
        }

        if (small.Sum(c => c.Received) is > 0 and < Least) return [];
        List<LedgerCount> shown = small.Count == 0 ? large : [.. large, new LedgerCount("", "Andere", small.Sum(c => c.Received), small.Sum(c => c.Answered))];
        var hidden = HiddenAnswers(shown);
        return [.. shown.Select(c => new LedgerLine(c.Name, c.Received, hidden.Contains(c) ? null : c.Answered, c.Key.Length == 0))];
    }

    // The totals are shown, so what is hidden adds up to a known number: hide until that sum, and what it leaves, are safe too.
    // A single hidden line would be known exactly, so it takes at least two, unless hiding all.
    private static HashSet<LedgerCount> HiddenAnswers(List<LedgerCount> shown)
    {
        var hidden = shown.Where(c => !IsSafe(c.Answered) || !IsSafe(c.Received - c.Answered)).ToHashSet();
        var rest = new Stack<LedgerCount>(shown.Except(hidden).OrderByDescending(c => c.Received));
        while (hidden.Count > 0 && rest.Count > 0 && !SumIsSafe(hidden)) hidden.Add(rest.Pop());
        return hidden.Count > 0 && !SumIsSafe(hidden) ? [.. shown] : hidden;
    }

    private static bool SumIsSafe(HashSet<LedgerCount> hidden)
    {
        var answered = hidden.Sum(c => c.Answered);
        return hidden.Count > 1 && IsSafe(answered) && IsSafe(hidden.Sum(c => c.Received) - answered);
    }
}
