using System.Globalization;
using System.Text;

namespace GboParticipatie.Workflows.Expressions;

/// <summary>Kind of a word in a condition.</summary>
internal enum TokenKind
{
    End,
    Name,
    Text,
    Number,
    Date,
    Symbol,
}

/// <summary>A word in a condition.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value, int Position);

/// <summary>Cuts a condition into words.</summary>
internal sealed class ExpressionLexer(string text)
{
    private int _at;

    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        if (_at >= text.Length) return new Token(TokenKind.End, "", null, _at);
        var c = text[_at];
        if (c is '"' or '\'') return ReadText(c);
        if (char.IsAsciiDigit(c) || (c == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))) return ReadNumberOrDate();
        if (char.IsAsciiLetter(c)) return ReadName();
        return ReadSymbol();
    }

    private Token ReadText(char quote)
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length) _at++;
            value.Append(text[_at++]);
        }

        if (_at >= text.Length) throw new ExpressionException($"Er ontbreekt een {quote} die de tekst vanaf teken {start + 1} afsluit.");
        _at++;
        return new Token(TokenKind.Text, text[start.._at], value.ToString(), start);
    }

    private Token ReadNumberOrDate()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '-')) _at++;
        var word = text[start.._at];
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new Token(TokenKind.Date, word, day, start);
        if (decimal.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return new Token(TokenKind.Number, word, number, start);
        throw new ExpressionException($"\"{word}\" is geen getal en geen datum (schrijf 2026-12-08).");
    }

    private Token ReadName()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_')) _at++;
        return new Token(TokenKind.Name, text[start.._at], null, start);
    }

    private Token ReadSymbol()
    {
        var start = _at;
        var two = _at + 2 <= text.Length ? text[_at..(_at + 2)] : "";
        var symbol = two is "==" or "!=" or "<=" or ">=" ? two : text[_at..(_at + 1)];
        if (symbol.Length == 1 && symbol[0] is not ('<' or '>' or '(' or ')'))
            throw new ExpressionException(symbol == "="
                ? "Schrijf == om te vergelijken, niet =."
                : $"Teken \"{symbol}\" hoort hier niet (teken {start + 1}).");
        _at += symbol.Length;
        return new Token(TokenKind.Symbol, symbol, null, start);
    }
}
