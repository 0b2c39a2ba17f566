using System.Globalization;
using System.Text.RegularExpressions;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>The numbers that people say aloud, such as <c>AP-2026-0042</c>.</summary>
public static partial class Reference
{
    /// <summary>The reference as it is stored, from what someone typed: "ap 2026 42" is AP-2026-0042, and so is "42" in that year.</summary>
    /// <param name="typed">What someone typed.</param>
    /// <param name="year">The year that is meant when only the number is given.</param>
    /// <returns>Empty when it cannot be a reference.</returns>
    public static string Normalize(string? typed, int year)
    {
        var match = Typed().Match(typed ?? "");
        if (!match.Success) return "";
        var kind = match.Groups["kind"].Value.Length > 0 ? match.Groups["kind"].Value.ToUpperInvariant() : "AP";
        var inYear = match.Groups["year"].Value is { Length: > 0 } given ? given : year.ToString(CultureInfo.InvariantCulture);
        return $"{kind}-{inYear}-{match.Groups["number"].Value.TrimStart('0').PadLeft(4, '0')}";
    }

    [GeneratedRegex(@"^\s*(?<kind>AP|FB)?[\s\-./]*((?<year>20[0-9]{2})[\s\-./]+)?(?<number>[0-9]{1,9})\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Typed();
}
