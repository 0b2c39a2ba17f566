namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>Decides for one table which numbers can be shown. See <see cref="LedgerFigures"/>.</summary>
internal sealed class Suppression
{
    private enum Measure
    {
        Received,
        Answered,
        Done,
    }

    // A number that may be shown: of some lines together, in a period.
    private sealed record Cell(LedgerPeriod Period, IReadOnlyList<int> Lines, Measure Measure);

    private static readonly LedgerPeriod[] Halves = [LedgerPeriod.FirstHalf, LedgerPeriod.SecondHalf];
    private static readonly LedgerPeriod[] Periods = [LedgerPeriod.Year, .. Halves];

    private readonly IReadOnlyList<LedgerCount> _counts;
    private readonly LedgerTable? _total;
    private readonly int[] _all;

    // Lines that stand together, of the year and of its halves.
    private readonly List<int[]> _yearLines;
    private readonly List<int[]> _halfLines;
    private readonly HashSet<(LedgerPeriod Period, int Line, Measure Measure)> _hidden = [];

    public Suppression(IReadOnlyList<LedgerCount> counts, LedgerTable? total)
    {
        _counts = [.. counts.Where(c => c.In(LedgerPeriod.Year).Received > 0).OrderByDescending(c => c.In(LedgerPeriod.Year).Received).ThenBy(c => c.Name, StringComparer.Ordinal)];
        _all = [.. Enumerable.Range(0, _counts.Count)];
        _total = total;
        // A total stands alone: there is nothing to gather it with.
        _yearLines = total is null ? Alone() : Gather([], LedgerPeriod.Year);
        _halfLines = total is null ? Alone() : Gather(_yearLines.Count == 0 ? _all : _yearLines[^1].Length > 1 ? _yearLines[^1] : [], Halves);
    }

    public LedgerTable Run()
    {
        HideWhatIsSmall();
        while (Leak() is { } leak)
            if (!Hide(leak)) return new LedgerTable(Nothing(), Nothing(), Nothing());
        return new LedgerTable(Shown(LedgerPeriod.Year), Shown(LedgerPeriod.FirstHalf), Shown(LedgerPeriod.SecondHalf));
    }

    private List<int[]> Alone() => [.. _all.Select(i => new[] { i })];

    // Small lines stand together, and take the smallest of the others along until they are no longer small. The last one is "Andere".
    private List<int[]> Gather(IEnumerable<int> already, params LedgerPeriod[] periods)
    {
        var together = _all.Where(i => already.Contains(i) || periods.Any(p => !LedgerFigures.IsSafe(Tally([i], p).Received))).ToList();
        var alone = _all.Except(together).ToList();
        while (together.Count > 0 && alone.Count > 0 && (together.Count == 1 || periods.Any(p => !LedgerFigures.IsSafe(Tally(together, p).Received))))
        {
            together.Add(alone[^1]);
            alone.RemoveAt(alone.Count - 1);
        }

        if (together.Count > 0 && periods.Any(p => !LedgerFigures.IsSafe(Tally(together, p).Received))) return [];
        return [.. alone.Select(i => new[] { i }), .. together.Count > 0 ? new[] { together.Order().ToArray() } : []];
    }

    private List<int[]> LinesOf(LedgerPeriod period) => period == LedgerPeriod.Year ? _yearLines : _halfLines;

    // A small number that can be computed from what is shown, or null.
    private Cell? Leak()
    {
        var known = new LinearSpan(_counts.Count * 6);
        foreach (var cell in ShownCells()) known.Add(Factors(cell));
        foreach (var period in Periods)
            foreach (var lines in Alone().Concat(LinesOf(period)).Append(_all))
                foreach (var measure in Enum.GetValues<Measure>())
                    if (SmallPart(lines, period, measure, known)) return new Cell(period, lines, measure);
        return null;
    }

    // A number gives away what it leaves of the others too: of 20 that came in, 18 answered means 2 that were not.
    private bool SmallPart(int[] lines, LedgerPeriod period, Measure measure, LinearSpan known)
    {
        var value = Value(Tally(lines, period), measure);
        var factors = Factors(new Cell(period, lines, measure));
        if (!LedgerFigures.IsSafe(value) && known.Knows(factors)) return true;
        foreach (var larger in Enum.GetValues<Measure>().Where(m => m < measure))
        {
            var rest = Value(Tally(lines, period), larger) - value;
            if (LedgerFigures.IsSafe(rest)) continue;
            var difference = Factors(new Cell(period, lines, larger));
            for (var i = 0; i < difference.Length; i++) difference[i] -= factors[i];
            if (known.Knows(difference)) return true;
        }

        return false;
    }

    // What is small itself goes at once; the rest of the work is with what could be subtracted.
    private void HideWhatIsSmall()
    {
        foreach (var period in Periods)
        {
            var lines = LinesOf(period);
            for (var line = 0; line < lines.Count; line++)
            {
                var tally = Tally(lines[line], period);
                foreach (var measure in Enum.GetValues<Measure>())
                    if (!LedgerFigures.IsSafe(Value(tally, measure)) || Enum.GetValues<Measure>().Any(m => m < measure && !LedgerFigures.IsSafe(Value(tally, m) - Value(tally, measure))))
                        Conceal((period, line, measure));
            }
        }
    }

    // First on the line itself, then on the smallest that still shows it, the halves before the year; what came in goes last.
    private bool Hide(Cell leak)
    {
        var candidates =
            from measure in new[] { leak.Measure, Measure.Done, Measure.Answered, Measure.Received }.Distinct()
            from period in new[] { leak.Period, LedgerPeriod.SecondHalf, LedgerPeriod.FirstHalf, LedgerPeriod.Year }.Distinct()
            let lines = LinesOf(period)
            from line in Enumerable.Range(0, lines.Count).OrderByDescending(l => lines[l].Intersect(leak.Lines).Any()).ThenByDescending(l => l)
            where !_hidden.Contains((period, line, measure)) && (measure != Measure.Received || _total is null || leak.Measure == Measure.Received)
            select (period, line, measure);
        if (candidates.Cast<(LedgerPeriod, int, Measure)?>().FirstOrDefault() is not { } first) return false;
        Conceal(first);
        return true;
    }

    private List<LedgerLine> Nothing() => _total is null ? [new LedgerLine([], "", null, null, null)] : [];

    // Both halves hide the same: of a year that is shown, one half gives the other away.
    private void Conceal((LedgerPeriod Period, int Line, Measure Measure) what)
    {
        foreach (var period in what.Period == LedgerPeriod.Year ? [LedgerPeriod.Year] : Halves) _hidden.Add((period, what.Line, what.Measure));
    }

    private IEnumerable<Cell> ShownCells()
    {
        foreach (var period in Periods)
        {
            var lines = LinesOf(period);
            for (var line = 0; line < lines.Count; line++)
                foreach (var measure in Enum.GetValues<Measure>())
                    if (!_hidden.Contains((period, line, measure))) yield return new Cell(period, lines[line], measure);
            if (_total?.In(period) is not [var total]) continue;
            if (total.Received is not null) yield return new Cell(period, _all, Measure.Received);
            if (total.Answered is not null) yield return new Cell(period, _all, Measure.Answered);
            if (total.Done is not null) yield return new Cell(period, _all, Measure.Done);
        }
    }

    // Unknowns: per line and half what was not answered, answered without more, and done.
    private int[] Factors(Cell cell)
    {
        var factors = new int[_counts.Count * 6];
        foreach (var line in cell.Lines)
            foreach (var half in Enumerable.Range(0, 2).Where(h => cell.Period == LedgerPeriod.Year || cell.Period == Halves[h]))
                for (var part = (int)cell.Measure; part < 3; part++) factors[(line * 6) + (half * 3) + part] = 1;
        return factors;
    }

    private Tally Tally(IEnumerable<int> lines, LedgerPeriod period) => LedgerFigures.Sum(lines.Select(l => _counts[l]), period);

    private static int Value(Tally tally, Measure measure) => measure switch { Measure.Received => tally.Received, Measure.Answered => tally.Answered, _ => tally.Done };

    private List<LedgerLine> Shown(LedgerPeriod period)
    {
        var lines = LinesOf(period);
        return [.. lines.Select((members, line) =>
        {
            var tally = Tally(members, period);
            int? Number(Measure measure) => _hidden.Contains((period, line, measure)) ? null : Value(tally, measure);
            return new LedgerLine(
                [.. members.Select(m => _counts[m].Key)], members.Length > 1 ? LedgerFigures.Other : _counts[members[0]].Name, Number(Measure.Received), Number(Measure.Answered), Number(Measure.Done));
        }).Where(l => _total is null || l.Received is > 0)];
    }
}
