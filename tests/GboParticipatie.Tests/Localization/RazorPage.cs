using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Localization;

/// <summary>A part of a page, from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
public abstract record RazorNode(int Start, int End);

/// <summary>Text that goes out as it stands.</summary>
public sealed record RazorText(int Start, int End) : RazorNode(Start, End);

/// <summary>A value: <c>@Model.Name</c> or <c>@(...)</c>. The code is without the at-sign and the outer parentheses.</summary>
public sealed record RazorValue(int Start, int End, string Code, int CodeStart) : RazorNode(Start, End);

/// <summary>An element with what is in it.</summary>
public sealed record RazorElement(int Start, int End, string Name, IReadOnlyList<RazorAttribute> Attributes, IReadOnlyList<RazorNode> Children) : RazorNode(Start, End);

/// <summary>An attribute of an element; its value is literal text and values.</summary>
public sealed record RazorAttribute(int Start, int End, string Name, int ValueStart, int ValueEnd, IReadOnlyList<RazorNode> Parts) : RazorNode(Start, End);

/// <summary>Statements, with the markup between them. <paramref name="Code"/> is as long as the part itself, with blanks where markup stands.</summary>
public sealed record RazorCode(int Start, int End, string Code, IReadOnlyList<RazorNode> Children) : RazorNode(Start, End);

/// <summary>A comment or a directive: nothing that anyone reads.</summary>
public sealed record RazorSilence(int Start, int End) : RazorNode(Start, End);

/// <summary>
/// Reads a .cshtml file as far as this solution writes them: enough to find what people read. What it does not understand stops it
/// with the place, so that nothing is passed over.
/// </summary>
public sealed partial class RazorPage
{
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "link", "meta", "source", "wbr", "rect", "circle", "path"];
    private readonly string _text;
    private readonly string _name;
    private int _at;

    private RazorPage(string text, string name) => (_text, _name) = (text, name);

    /// <summary>The parts of a page.</summary>
    /// <exception cref="FormatException">The page has something that is not understood.</exception>
    public static IReadOnlyList<RazorNode> Parse(string text, string name)
    {
        var page = new RazorPage(text, name);
        var nodes = page.Markup(() => false);
        return page._at == text.Length ? nodes : throw page.Lost("an end tag without its start");
    }

    /// <summary>These parts and all that is in them.</summary>
    public static IEnumerable<RazorNode> All(IEnumerable<RazorNode> nodes) => nodes.SelectMany(n => All(n switch
    {
        RazorElement element => element.Attributes.Concat(element.Children),
        RazorAttribute attribute => attribute.Parts,
        RazorCode code => code.Children,
        _ => [],
    }).Prepend(n));

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private bool Is(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private FormatException Lost(string what) => new($"{_name}({_text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1}): {what}");

    private List<RazorNode> Markup(Func<bool> stop)
    {
        var nodes = new List<RazorNode>();
        var textFrom = _at;
        while (_at < _text.Length && !stop() && !Is("</"))
        {
            var from = _at;
            if (Next() is not { } node) continue;
            if (from > textFrom) nodes.Add(new RazorText(textFrom, from));
            nodes.Add(node);
            textFrom = _at;
        }

        if (_at > textFrom) nodes.Add(new RazorText(textFrom, _at));
        return nodes;
    }

    // What stands here, or null when it is text: then one character is passed.
    private RazorNode? Next()
    {
        if (Is("<!--")) return SilenceTo("-->");
        if (Is("<!")) return SilenceTo(">");
        if (Now == '<' && _at + 1 < _text.Length && char.IsAsciiLetter(_text[_at + 1])) return Element();
        if (Now == '@' && !IsAddress()) return AtSign();
        _at += Is("@@") ? 2 : 1;
        return null;
    }

    // name@organisation.be: an at-sign inside a word.
    private bool IsAddress() => Is("@@") || (_at > 0 && char.IsLetterOrDigit(_text[_at - 1]) && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]));

    private RazorSilence SilenceTo(string end)
    {
        var from = _at;
        var to = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = to < 0 ? throw Lost(end + " is missing") : to + end.Length;
        return new(from, _at);
    }

    private RazorNode AtSign()
    {
        var from = _at;
        if (Is("@*")) return SilenceTo("*@");
        if (Is("@{")) return Statements(from, _at + 1);
        if (Is("@("))
        {
            _at++;
            SkipBalanced();
            return new RazorValue(from, _at, _text[(from + 2)..(_at - 1)], from + 2);
        }

        var word = Word().Match(_text, _at + 1).Value;
        if (word is "page" or "model" or "using" or "inject" or "addTagHelper" or "namespace" or "inherits" or "implements" or "layout" && IsDirective(from)) return SilenceTo("\n");
        if (word is "if" or "for" or "foreach" or "while" or "switch" or "using" or "lock" or "do" or "try") return Statements(from, _at + 1);
        if (word == "section") return Section(from);
        if (word is "functions") throw Lost("functions in a page");
        _at++;
        if (word == "await") _at += "await ".Length;
        if (!char.IsLetter(Now) && Now != '_') throw Lost("an at-sign that leads nowhere");
        SkipValue();
        return new RazorValue(from, _at, _text[(from + 1).._at], from + 1);
    }

    private bool IsDirective(int from) => from == 0 || _text[from - 1] == '\n';

    private RazorCode Section(int from)
    {
        _at = _text.IndexOf('{', _at) + 1;
        var inside = Markup(() => Now == '}');
        _at++;
        return new RazorCode(from, _at, "", inside);
    }

    private void SkipValue()
    {
        while (true)
        {
            while (char.IsLetterOrDigit(Now) || Now == '_') _at++;
            while (Now is '(' or '[' || (Now == '!' && _at + 1 < _text.Length && _text[_at + 1] is '.' or '[' or '('))
                if (Now == '!') _at++;
                else SkipBalanced();
            var dot = Is("?.") ? 2 : Is("?[") ? 1 : Now == '.' ? 1 : 0;
            if (dot == 0 || _at + dot >= _text.Length || !(char.IsLetter(_text[_at + dot]) || _text[_at + dot] is '_' or '[')) return;
            _at += dot;
        }
    }

    [GeneratedRegex(@"\G[A-Za-z]*", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
