using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What would lead to someone who sent something: the browser, its address, its cookies, and the moment in every form in which one is written down.</summary>
internal sealed partial record Clues
{
    private readonly List<string> _texts = [];
    private readonly List<byte[]> _numbers = [];

    /// <summary>The moment by the clock of the machine: keys in order of time (version 7) hold it, whatever the clock of the site says.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Real { get; set; } = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);

    public Clues(DateTime moment, params IEnumerable<string> ofBrowser)
    {
        _texts.AddRange(ofBrowser);
        // And a minute later: until then what it caused is leased.
        foreach (var at in new[] { moment, moment.AddMinutes(1) })
        {
            _texts.AddRange([$"{at:HH:mm:ss}", $"{Time.BrusselsTime.ToLocal(at):HH:mm:ss}"]);
            _texts.Add((at.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture));
            var seconds = new DateTimeOffset(at).ToUnixTimeSeconds();
            _texts.Add(seconds.ToString(CultureInfo.InvariantCulture));
            foreach (var number in new[] { at.Ticks, new DateTimeOffset(at).ToUnixTimeMilliseconds(), seconds * 1_000_000 + at.Microsecond + (at.Millisecond * 1000) })
            {
                var bytes = BitConverter.GetBytes(number);
                // Six of the eight are enough, and what SQLite takes for a number of that size.
                _numbers.AddRange([bytes[..6], [.. bytes[..6].Reverse()]]);
            }
        }
    }

    /// <summary>Each clue that stands in this text.</summary>
    public List<string> In(string text)
        => [.. _texts.Where(t => text.Contains(t, StringComparison.OrdinalIgnoreCase)), .. Keys().Matches(text).Select(m => m.Value).Where(IsOfThen)];

    /// <summary>Each clue that stands in these bytes, as text or as a number.</summary>
    public List<string> In(byte[] bytes)
        => [.. In(Encoding.Latin1.GetString(bytes)), .. _numbers.Where(n => bytes.AsSpan().IndexOf(n) >= 0).Select(Convert.ToHexString)];

    private bool IsOfThen(string key)
    {
        var at = long.Parse(key.Replace("-", "", StringComparison.Ordinal).AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return at >= Real.From.ToUnixTimeMilliseconds() && at <= Real.To.ToUnixTimeMilliseconds();
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Keys();
}
