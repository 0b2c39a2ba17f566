using System.Globalization;

namespace GboParticipatie.Bench;

/// <summary>Tables of figures, each beside its target.</summary>
internal sealed class Report
{
    private readonly List<string> _missed = [];
    private int _targets;

    /// <summary>Prints a table; the first column is text, the others are figures.</summary>
    public static void Print(string title, string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(head).ToList();
        var widths = Enumerable.Range(0, head.Length).Select(i => all.Max(r => r[i].Length)).ToArray();
        Console.WriteLine($"\n{title}\n");
        for (var i = 0; i < all.Count; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", all[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))) + " |");
            if (i == 0) Console.WriteLine("|" + string.Join("|", widths.Select((w, c) => c == 0 ? new string('-', w + 2) : new string('-', w + 1) + ":")) + "|");
        }
    }

    /// <summary>"ok" or "MISSED", counted for the end.</summary>
    public string AtMost(string what, double figure, double target) => Judge(what, figure <= target);

    /// <summary>"ok" or "MISSED", counted for the end.</summary>
    public string AtLeast(string what, double figure, double target) => Judge(what, figure >= target);

    public void PrintSummary()
    {
        Console.WriteLine($"\n{_targets - _missed.Count} of {_targets} targets met, {_missed.Count} missed.");
        foreach (var missed in _missed) Console.WriteLine($"  MISSED: {missed}");
    }

    public static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);

    private string Judge(string what, bool isMet)
    {
        _targets++;
        if (!isMet) _missed.Add(what);
        return isMet ? "ok" : "MISSED";
    }
}

/// <summary>Durations in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _all = [];

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    public void Add(IEnumerable<double> milliseconds) => _all.AddRange(milliseconds);

    public double At(double share)
    {
        _all.Sort();
        return _all.Count == 0 ? double.NaN : _all[Math.Min(_all.Count - 1, (int)(_all.Count * share))];
    }
}
