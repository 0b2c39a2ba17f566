using GboParticipatie.Klankgroep.Ledgers;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Points that have all divisions and the half of the year in common.</summary>
/// <param name="Keys">Their key per division.</param>
/// <param name="IsSecond">True for July to December.</param>
/// <param name="Numbers">How many: not answered; late; late and done; on time; on time and done.</param>
internal sealed record LedgerPart(string[] Keys, bool IsSecond, int[] Numbers);

/// <summary>
/// Computes what follows from the figures that are shown: adds and subtracts them, over all divisions at once, and knows that a sum
/// of nothing has no parts. Written apart from what it attacks; counted modulo a prime, so that nothing is rounded.
/// </summary>
internal sealed class LedgerAttack(IReadOnlyList<LedgerPart> parts)
{
    private const long Prime = 1_000_000_007;
    private static readonly (string Name, int[] Parts)[] Measures =
    [
        ("received", [0, 1, 2, 3, 4]), ("answered", [1, 2, 3, 4]), ("on time", [3, 4]), ("done", [2, 4]), ("not answered", [0]), ("late", [1, 2]),
        ("not on time", [0, 1, 2]), ("not done", [0, 1, 3]), ("answered, not done", [1, 3]),
    ];

    private readonly List<(int[] Members, LedgerPeriod Period, int[] Parts)> _shown = [];

    public int Divisions => parts[0].Keys.Length;

    public static LedgerAttack Random(Random random, int divisions)
    {
        var sizes = Enumerable.Range(0, divisions).Select(_ => random.Next(1, divisions == 1 ? 7 : 5)).ToArray();
        // Shares that differ, so that there are small lines and large ones.
        var weights = sizes.Select(n => Enumerable.Range(0, n).SelectMany(i => Enumerable.Repeat(i, random.Next(1, 12))).ToArray()).ToArray();
        var counts = new Dictionary<(string Keys, bool IsSecond), int[]>();
        var (late, done, open) = (random.Next(2, 30), random.Next(2, 12), random.Next(1, 12));
        for (var point = random.Next(0, 150); point >= 0; point--)
        {
            var keys = string.Join(' ', weights.Select((w, division) => $"{(char)('a' + division)}{w[random.Next(w.Length)]}"));
            var part = random.Next(open) == 0 ? 0 : 1 + (random.Next(late) == 0 ? 0 : 2) + (random.Next(done) == 0 ? 1 : 0);
            var key = (keys, random.Next(3) == 0);
            if (!counts.TryGetValue(key, out var numbers)) counts[key] = numbers = new int[5];
            numbers[part]++;
        }

        return new LedgerAttack([.. counts.Select(c => new LedgerPart(c.Key.Keys.Split(' '), c.Key.IsSecond, c.Value))]);
    }

    /// <summary>What the ledger is given to show of a division.</summary>
    public IReadOnlyList<LedgerCount> Counts(int division) =>
        [.. parts.GroupBy(p => p.Keys[division]).Select(g => new LedgerCount(g.Key, g.Key, Sum(g.Where(p => !p.IsSecond)), Sum(g.Where(p => p.IsSecond))))];

    /// <summary>Reads a line; of no division: the total.</summary>
    public void Learn(LedgerLine line, int? division, LedgerPeriod period)
    {
        var members = Members(division, [.. line.Keys]);
        foreach (var (number, measure) in new[] { (line.Received, 0), (line.Answered, 1), (line.OnTime, 2), (line.Done, 3) })
            if (number is not null) _shown.Add((members, period, Measures[measure].Parts));
    }

    /// <summary>A number under five that follows, in words; null when there is none.</summary>
    public string? Find()
    {
        var nothing = new HashSet<int>();
        List<long[]> basis;
        int before;
        do
        {
            before = nothing.Count;
            basis = Reduce(_shown.Select(s => Row(s.Members, s.Period, s.Parts, nothing)));
            foreach (var (_, members, period, (_, of)) in Questions())
            {
                if (Number(members, period, of) != 0 || !IsKnown(basis, Row(members, period, of, nothing))) continue;
                foreach (var member in members.Where(m => IsIn(m, period)))
                    foreach (var part in of) nothing.Add((member * 5) + part);
            }
        }
        while (nothing.Count > before);

        foreach (var (name, members, period, (measure, of)) in Questions())
            if (Number(members, period, of) is > 0 and < LedgerFigures.Least and var number && IsKnown(basis, Row(members, period, of, nothing))) return $"{name} {measure} in {period}: {number}";
        return null;
    }

    private IEnumerable<(string Name, int[] Members, LedgerPeriod Period, (string Name, int[] Parts) Measure)> Questions() =>
        from line in Enumerable.Range(0, Divisions).SelectMany(d => parts.Select(p => p.Keys[d]).Distinct().Select(k => (Name: k, Members: Members(d, [k])))).Append((Name: "all", Members: Members(null, [])))
        from period in Enum.GetValues<LedgerPeriod>()
        from measure in Measures
        select (line.Name, line.Members, period, measure);

    private int[] Members(int? division, string[] keys) => [.. Enumerable.Range(0, parts.Count).Where(p => division is not { } d || keys.Contains(parts[p].Keys[d]))];

    private bool IsIn(int member, LedgerPeriod period) => period == LedgerPeriod.Year || parts[member].IsSecond == (period == LedgerPeriod.SecondHalf);

    private int Number(int[] members, LedgerPeriod period, int[] of) => members.Where(m => IsIn(m, period)).Sum(m => of.Sum(part => parts[m].Numbers[part]));

    private long[] Row(int[] members, LedgerPeriod period, int[] of, HashSet<int> nothing)
    {
        var row = new long[parts.Count * 5];
        foreach (var member in members.Where(m => IsIn(m, period)))
            foreach (var part in of.Where(part => !nothing.Contains((member * 5) + part))) row[(member * 5) + part] = 1;
        return row;
    }

    private static Tally Sum(IEnumerable<LedgerPart> parts) => parts.Aggregate(
        Tally.None, (sum, p) => sum + new Tally(p.Numbers.Sum(), p.Numbers[1..].Sum(), p.Numbers[2] + p.Numbers[4], p.Numbers[3] + p.Numbers[4]));

    private static List<long[]> Reduce(IEnumerable<long[]> rows)
    {
        var basis = new List<long[]>();
        foreach (var row in rows)
        {
            var rest = Without(basis, row);
            if (!IsNothing(rest)) basis.Add(rest);
        }

        return basis;
    }

    private static bool IsKnown(List<long[]> basis, long[] row) => IsNothing(Without(basis, row));

    private static bool IsNothing(long[] row) => Array.TrueForAll(row, x => x == 0);

    // Crosswise, so that nothing is divided.
    private static long[] Without(List<long[]> basis, long[] row)
    {
        var rest = (long[])row.Clone();
        foreach (var known in basis)
        {
            var lead = Array.FindIndex(known, x => x != 0);
            var (times, by) = (rest[lead], known[lead]);
            if (times == 0) continue;
            for (var i = 0; i < rest.Length; i++) rest[i] = (((rest[i] * by) - (known[i] * times)) % Prime + Prime) % Prime;
        }

        return rest;
    }
}
