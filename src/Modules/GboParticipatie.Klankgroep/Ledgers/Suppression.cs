namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>Decides for one table which numbers can be shown. See <see cref="LedgerFigures"/>.</summary>
internal sealed class Suppression
{
    private enum Measure
    {
        Received,
        Answered,
        OnTime,
        Done,
    }

    // A number that may be shown: of some lines together, in a period.
    private sealed record Cell(LedgerPeriod Period, IReadOnlyList<int> Lines, Measure Measure);

    private static readonly LedgerPeriod[] Halves = [LedgerPeriod.FirstHalf, LedgerPeriod.SecondHalf];
    private static readonly LedgerPeriod[] Periods = [LedgerPeriod.Year, .. Halves];
    private static readonly Measure[] Measures = Enum.GetValues<Measure>();

    private readonly IReadOnlyList<LedgerCount> _counts;
    private readonly LedgerTable? _total;
    private readonly int[] _all;

    // Lines that stand together, of the year and of its halves.
    private readonly List<int[]> _yearLines;
    private readonly List<int[]> _halfLines;
    private readonly HashSet<(LedgerPeriod Period, int Line, Measure Measure)> _hidden = [];
    private readonly LinearSpan _knownOfTotal;

    public Suppression(IReadOnlyList<LedgerCount> counts, LedgerTable? total)
    {
        _counts = [.. counts.Where(c => c.In(LedgerPeriod.Year).Received > 0).OrderByDescending(c => c.In(LedgerPeriod.Year).Received).ThenBy(c => c.Name, StringComparer.Ordinal)];
        _all = [.. Enumerable.Range(0, _counts.Count)];
        _total = total;
        // A total stands alone: there is nothing to gather it with.
        _yearLines = total is null ? Alone() : Gather([], LedgerPeriod.Year);
        _halfLines = total is null ? Alone() : Gather(_yearLines.Count == 0 ? _all : _yearLines[^1].Length > 1 ? _yearLines[^1] : [], Halves);
        _knownOfTotal = Known(TotalCells());
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

    // A small number that can be computed from what is shown, or null. What a table tells of the total beyond what stands there
    // itself counts as well: with it, the other tables could be subtracted from.
    private Cell? Leak()
    {
        var known = Known([.. ShownCells(), .. TotalCells()]);
        foreach (var cell in AllCells())
        {
            if (Gives(cell, known, IsSmall)) return cell;
            if (_total is not null && cell.Lines == _all && Gives(cell, known, (_, factors) => !_knownOfTotal.Knows(factors))) return cell;
        }

        return null;
    }

    // True when this number, or what it leaves of a larger one, is known and should not be: of 20 that came in, 18 answered means 2
    // that were not.
    private bool Gives(Cell cell, LinearSpan known, Func<int, int[], bool> isWrong)
    {
        var (value, factors) = (Value(cell), Factors(cell));
        if (isWrong(value, factors) && known.Knows(factors)) return true;
        foreach (var larger in Measures.Where(m => IsPartOf(cell.Measure, m)).Select(m => cell with { Measure = m }))
        {
            var rest = Less(Factors(larger), factors);
            if (isWrong(Value(larger) - value, rest) && known.Knows(rest)) return true;
        }

        return false;
    }

    // All that follows from these numbers. Where a sum is nothing, so is each of its parts.
    private LinearSpan Known(IEnumerable<Cell> shown)
    {
        var known = new LinearSpan(_counts.Count * 2 * Measures.Length);
        foreach (var cell in shown) known.Add(Factors(cell));
        bool isNew;
        do
        {
            isNew = false;
            foreach (var cell in AllCells()) isNew |= AddNothings(cell, known);
        }
        while (isNew);

        return known;
    }

    private bool AddNothings(Cell cell, LinearSpan known)
    {
        var isNew = false;
        if (Value(cell) == 0 && known.Knows(Factors(cell)))
            foreach (var part in Measures.Where(m => m == cell.Measure || IsPartOf(m, cell.Measure))) isNew |= AddEach(cell, known, (line, half) => Factor(line, half, part));
        foreach (var larger in Measures.Where(m => IsPartOf(cell.Measure, m)))
        {
            if (Value(cell with { Measure = larger }) != Value(cell) || !known.Knows(Less(Factors(cell with { Measure = larger }), Factors(cell)))) continue;
            foreach (var between in Measures.Where(m => m == cell.Measure || (IsPartOf(cell.Measure, m) && IsPartOf(m, larger))))
                isNew |= AddEach(cell, known, (line, half) => Less(Factor(line, half, larger), Factor(line, half, between)));
        }

        return isNew;
    }

    private static bool AddEach(Cell cell, LinearSpan known, Func<int, int, int[]> factors)
    {
        var isNew = false;
        foreach (var line in cell.Lines)
            foreach (var half in HalvesOf(cell.Period)) isNew |= known.Add(factors(line, half));
        return isNew;
    }

    // Whatever could be small: of each line, of those that stand together, and of all.
    private IEnumerable<Cell> AllCells() =>
        from period in Periods
        from lines in Alone().Concat(LinesOf(period)).Append(_all)
        from measure in Measures
        select new Cell(period, lines, measure);

    private static bool IsSmall(int number, int[] factors) => !LedgerFigures.IsSafe(number);

    // What is answered on time and what was done are both parts of what was answered, but neither is one of the other.
    private static bool IsPartOf(Measure part, Measure whole) => whole < part && (whole, part) is not (Measure.OnTime, Measure.Done);

    // What is small itself goes at once; the rest of the work is with what could be subtracted.
    private void HideWhatIsSmall()
    {
        foreach (var period in Periods)
        {
            var lines = LinesOf(period);
            for (var line = 0; line < lines.Count; line++)
                foreach (var cell in Measures.Select(m => new Cell(period, lines[line], m)))
                    if (!LedgerFigures.IsSafe(Value(cell)) || Measures.Any(m => IsPartOf(cell.Measure, m) && !LedgerFigures.IsSafe(Value(cell with { Measure = m }) - Value(cell))))
                        Conceal((period, line, cell.Measure));
        }
    }

    // First on the line itself, then on the smallest that still shows it, the halves before the year; what came in goes last.
    private bool Hide(Cell leak)
    {
        var candidates =
            from measure in new[] { leak.Measure, Measure.OnTime, Measure.Done, Measure.Answered, Measure.Received }.Distinct()
            from period in new[] { leak.Period, LedgerPeriod.SecondHalf, LedgerPeriod.FirstHalf, LedgerPeriod.Year }.Distinct()
            let lines = LinesOf(period)
            from line in Enumerable.Range(0, lines.Count).OrderByDescending(l => lines[l].Intersect(leak.Lines).Any()).ThenByDescending(l => l)
            where !_hidden.Contains((period, line, measure)) && (measure != Measure.Received || _total is null || leak.Measure == Measure.Received)
            select (period, line, measure);
        if (candidates.Cast<(LedgerPeriod, int, Measure)?>().FirstOrDefault() is not { } first) return false;
        Conceal(first);
        return true;
    }

    private List<LedgerLine> Nothing() => _total is null ? [new LedgerLine([], "", null, null, null, null)] : [];

    // Both halves hide the same: of a year that is shown, one half gives the other away. What was on time is shown as a share of the
    // answers, so it goes where they go.
    private void Conceal((LedgerPeriod Period, int Line, Measure Measure) what)
    {
        foreach (var period in what.Period == LedgerPeriod.Year ? [LedgerPeriod.Year] : Halves)
        {
            _hidden.Add((period, what.Line, what.Measure));
            if (what.Measure == Measure.Answered) _hidden.Add((period, what.Line, Measure.OnTime));
        }
    }

    private IEnumerable<Cell> ShownCells() =>
        from period in Periods
        from line in Enumerable.Range(0, LinesOf(period).Count)
        from measure in Measures
        where !_hidden.Contains((period, line, measure))
        select new Cell(period, LinesOf(period)[line], measure);

    private IEnumerable<Cell> TotalCells() =>
        from period in Periods
        from total in _total?.In(period) ?? []
        from measure in Measures
        where Number(total, measure) is not null
        select new Cell(period, _all, measure);

    private static int? Number(LedgerLine line, Measure measure)
        => measure switch { Measure.Received => line.Received, Measure.Answered => line.Answered, Measure.OnTime => line.OnTime, _ => line.Done };

    // Unknowns: per line and half each of the measures.
    private int[] Factors(Cell cell)
    {
        var factors = new int[_counts.Count * 2 * Measures.Length];
        foreach (var line in cell.Lines)
            foreach (var half in HalvesOf(cell.Period)) factors[Unknown(line, half, cell.Measure)] = 1;
        return factors;
    }

    private int[] Factor(int line, int half, Measure measure)
    {
        var factors = new int[_counts.Count * 2 * Measures.Length];
        factors[Unknown(line, half, measure)] = 1;
        return factors;
    }

    private static int Unknown(int line, int half, Measure measure) => (((line * 2) + half) * Measures.Length) + (int)measure;

    private static IEnumerable<int> HalvesOf(LedgerPeriod period) => Enumerable.Range(0, 2).Where(h => period == LedgerPeriod.Year || period == Halves[h]);

    private static int[] Less(int[] from, int[] what) => [.. from.Zip(what, (a, b) => a - b)];

    private int Value(Cell cell) => Value(Tally(cell.Lines, cell.Period), cell.Measure);

    private Tally Tally(IEnumerable<int> lines, LedgerPeriod period) => LedgerFigures.Sum(lines.Select(l => _counts[l]), period);

    private static int Value(Tally tally, Measure measure) => measure switch { Measure.Received => tally.Received, Measure.Answered => tally.Answered, Measure.OnTime => tally.OnTime, _ => tally.Done };

    private List<LedgerLine> Shown(LedgerPeriod period)
    {
        var lines = LinesOf(period);
        return [.. lines.Select((members, line) =>
        {
            var tally = Tally(members, period);
            int? Number(Measure measure) => _hidden.Contains((period, line, measure)) ? null : Value(tally, measure);
            return new LedgerLine(
                [.. members.Select(m => _counts[m].Key)], members.Length > 1 ? "" : _counts[members[0]].Name,
                Number(Measure.Received), Number(Measure.Answered), Number(Measure.Done), Number(Measure.OnTime));
        }).Where(l => _total is null || l.Received is > 0)];
    }
}
