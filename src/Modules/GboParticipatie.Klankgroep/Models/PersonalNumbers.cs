using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>Finds numbers that point to one person: they have no place in a point that others read.</summary>
public static partial class PersonalNumbers
{
    /// <summary>True when the text holds a Belgian national number (rijksregisternummer or BIS number) with a right check number.</summary>
    public static bool HasNationalNumber(string text) => NationalNumber().Matches(text).Any(m => IsNationalNumber(DigitsOf(m.Value)));

    /// <summary>True when the text holds an IBAN with a right check number.</summary>
    public static bool HasIban(string text) => Iban().Matches(text).Any(m => Prefixes(m.Value).Any(IsIban));

    private static bool IsNationalNumber(string digits)
    {
        var month = int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture) % 20;
        var day = int.Parse(digits.AsSpan(4, 2), CultureInfo.InvariantCulture);
        if (month > 12 || day > 31) return false;
        var number = long.Parse(digits.AsSpan(0, 9), CultureInfo.InvariantCulture);
        var check = int.Parse(digits.AsSpan(9, 2), CultureInfo.InvariantCulture);
        return 97 - (number % 97) == check || 97 - ((2_000_000_000 + number) % 97) == check;
    }

    private static bool IsIban(string candidate)
    {
        if (candidate.Length is < 15 or > 34) return false;
        var remainder = 0;
        foreach (var c in candidate[4..] + candidate[..4])
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        return remainder == 1;
    }

    // What follows an account number may look like part of it ("BE68 5390 0754 7034 voor ..."): try each group as the last one.
    private static IEnumerable<string> Prefixes(string match)
    {
        var candidate = new StringBuilder();
        foreach (var c in match.ToUpperInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) candidate.Append(c);
            else yield return candidate.ToString();
        }

        yield return candidate.ToString();
        if (candidate.Length > 16) yield return candidate.ToString(0, 16);
    }

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"(?<![0-9])[0-9]{2}[ .\-/]?[0-9]{2}[ .\-/]?[0-9]{2}[ .\-/]{0,3}[0-9]{3}[ .\-/]?[0-9]{2}(?![0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NationalNumber();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ .\-]?[A-Za-z0-9]{2,4}){3,8}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iban();
}
