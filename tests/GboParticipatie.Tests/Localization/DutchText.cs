using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GboParticipatie.Tests.Localization;

/// <summary>Which literals are read by people, by how they look: a rough look, made sharper by where they stand.</summary>
internal static partial class DutchText
{
    private static readonly HashSet<string> Small = new(
        ("aan al alle als andere bij ben bent bestaat daar dan dat de deze die dit door een één eerst elk elke en er geef geen haar had heb hebben hebt heeft hem hen het hier hoe hun ik in " +
         "is ja je jij jou jouw kan kies kijk klaar klopt kon kreeg kunnen liever maar mag maak meer met mijn mijzelf minder moet naar nee niet niets nieuw nieuwe nog nu of om onder ons onze ook op " +
         "over per punt punten schrijf sinds stuur te tegen tot typ uit uur van vanaf vandaag veel voor vraag vul waar wanneer was wat we weer welke werd wie wij wil worden wordt zal ze zelf zich zijn zo zonder").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Names in the code, such as those of properties: one such word alone is a name, not a text.</summary>
    public static HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>True for a sentence or a word that people read; false for names, addresses, formats and classes.</summary>
    public static bool IsRead(string text)
    {
        var plain = Tags().Replace(text, " ");
        if (!plain.Any(char.IsLetter) || Sql().IsMatch(text) || plain.StartsWith('/') || plain.StartsWith('?') || plain.StartsWith('~') || IsName(plain)) return false;
        var words = Words().Matches(plain).Select(m => m.Value).ToList();
        if (words.Count == 0) return false;
        if (words.Count == 1 && (Names.Contains(plain.Trim()) || words[0].Equals("GBO", StringComparison.OrdinalIgnoreCase))) return false;
        if (words.Any(w => Small.Contains(w) && words.Count > 1)) return true;
        if (InPlaceOf().IsMatch(plain)) return true;
        if (words.Count == 1 && Small.Contains(words[0]) && text == $" {words[0]} ") return true;
        return char.IsUpper(plain.Trim()[0]) && plain.Trim() is { Length: > 2 } trimmed && trimmed.Skip(1).All(c => char.IsLower(c) || c is ' ' or '.' or ',' or '?' or '!' or ':' or '-')
            && trimmed.Any(char.IsLower);
    }

    /// <summary>True for a text in which something goes: a sentence, or one word beside it.</summary>
    public static bool IsRead(InterpolatedStringExpressionSyntax text)
    {
        var key = KeyOf(text);
        if (key.StartsWith("{0}/", StringComparison.Ordinal)) return false;
        if (IsRead(key)) return true;
        var plain = Holes().Replace(Tags().Replace(key, " "), "0");
        return plain.Length > 1 && !Sql().IsMatch(key) && !IsAddress(key) && (Loose().Matches(plain).Any(m => Small.Contains(m.Value) && m.Value != "in") || Beside().IsMatch(plain));
    }

    /// <summary>True for an address on the site or elsewhere.</summary>
    public static bool IsAddress(string text) => text is ['/' or '~' or '?' or '#', ..] || text.StartsWith("http", StringComparison.Ordinal) || text.StartsWith("tel:", StringComparison.Ordinal) || text.StartsWith("mailto:", StringComparison.Ordinal);

    // zonder-naam, gbo-form: a part of an address or the name of a thing.
    private static bool IsName(string text) => text.Contains('-', StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterLower(c) || c == '-');

    /// <summary>The key of an interpolated text: {0}, {1} where something goes in.</summary>
    public static string KeyOf(InterpolatedStringExpressionSyntax text)
    {
        var key = new StringBuilder();
        var number = 0;
        foreach (var part in text.Contents)
            if (part is InterpolatedStringTextSyntax literal) key.Append(Escape(literal.TextToken.ValueText));
            else if (part is InterpolationSyntax hole)
            {
                var format = hole.FormatClause?.FormatStringToken.ValueText;
                key.Append(CultureInfo.InvariantCulture, $"{{{number++}{(format is null or "woord" ? "" : ":" + format)}}}");
            }

        return key.ToString();
    }

    /// <summary>Literal text as it stands in a key in which something goes.</summary>
    public static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>The texts that an expression can be, when they can be read in the code; null when not.</summary>
    public static IReadOnlyList<string>? TextsOf(ExpressionSyntax expression, bool withHoles) => expression switch
    {
        LiteralExpressionSyntax literal when literal.Token.Value is string text => [text],
        InterpolatedStringExpressionSyntax text when withHoles || text.Contents.All(c => c is InterpolatedStringTextSyntax) => [KeyOf(text)],
        ParenthesizedExpressionSyntax inside => TextsOf(inside.Expression, withHoles),
        ConditionalExpressionSyntax choice when Both(TextsOf(choice.WhenTrue, false), TextsOf(choice.WhenFalse, false)) is { } both => both,
        SwitchExpressionSyntax choice => [.. choice.Arms.SelectMany(a => TextsOf(a.Expression, false) ?? [])],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when TextsOf(sum.Left, false) is [var left] && TextsOf(sum.Right, false) is [var right] => [left + right],
        _ => null,
    };

    private static List<string>? Both(IReadOnlyList<string>? one, IReadOnlyList<string>? other) => one is null || other is null ? null : [.. one, .. other];

    [GeneratedRegex(@"\b(SELECT|FROM|WHERE|IS NULL|IS NOT NULL|CASE WHEN|NOT IN)\b|\w\.""\w|\}""?\.""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Holes();

    // A word that stands by itself: not in an address, not the name of a class. "in" alone is English as well: where in the code something went wrong.
    [GeneratedRegex(@"(?<=^|[\s(“])\p{L}+(?=$|[\s,.:;?!)”])", RegexOptions.None, 1000)]
    private static partial Regex Loose();

    // "[persoonlijke link]": what stands where something was taken away.
    [GeneratedRegex(@"^\[\p{Ll}+( \p{Ll}+)*\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InPlaceOf();

    // "12 ingebracht", "Bel Jan", "Eerste woord: wachttijd (KG-2026-0001)".
    [GeneratedRegex(@"^0 \p{Ll}{3,}( \p{Ll}+)*[.!?]?$|^\p{Lu}\p{Ll}+( \p{Ll}+)*:? 0", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beside();

    [GeneratedRegex("<[^>]*>|&[a-z]+;", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\p{L}[\p{L}'’]*", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
