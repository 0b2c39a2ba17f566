using System.Text;

namespace GboParticipatie.Tests.Localization;

/// <content>Elements, statements and what must be skipped as a whole.</content>
public sealed partial class RazorPage
{
    private RazorElement Element()
    {
        var from = _at++;
        var nameFrom = _at;
        while (char.IsLetterOrDigit(Now) || Now is '-' or ':') _at++;
        var name = _text[nameFrom.._at];
        var attributes = new List<RazorAttribute>();
        while (true)
        {
            while (char.IsWhiteSpace(Now)) _at++;
            if (Is("/>")) return Finish("/>".Length, []);
            if (Now == '>') break;
            if (Now == '@' && Is("@*")) SilenceTo("*@");
            else if (Now == '\0') throw Lost("a start tag without end");
            else attributes.Add(Attribute());
        }

        if (Void.Contains(name)) return Finish(1, []);
        _at++;
        var children = Markup(() => false);
        var end = $"</{name}>";
        return Is(end) ? Finish(end.Length, children) : throw Lost($"{end} is missing");

        RazorElement Finish(int length, List<RazorNode> inside)
        {
            _at += length;
            return new RazorElement(from, _at, name, attributes, inside);
        }
    }

    private RazorAttribute Attribute()
    {
        var from = _at;
        while (Now is not ('=' or '>' or '\0') && !char.IsWhiteSpace(Now) && !Is("/>")) _at++;
        var name = _text[from.._at];
        if (name.Length == 0) throw Lost("an attribute without name");
        if (Now != '=') return new RazorAttribute(from, _at, name, _at, _at, []);
        _at++;
        var quote = Now;
        if (quote is not ('"' or '\'')) throw Lost("an attribute without quotes");
        var valueFrom = ++_at;
        var parts = new List<RazorNode>();
        var textFrom = _at;
        while (Now != quote)
        {
            if (Now == '\0') throw Lost("an attribute without end");
            if (Now != '@' || IsAddress())
            {
                _at += Is("@@") ? 2 : 1;
                continue;
            }

            if (_at > textFrom) parts.Add(new RazorText(textFrom, _at));
            parts.Add(AtSign());
            textFrom = _at;
        }

        if (_at > textFrom) parts.Add(new RazorText(textFrom, _at));
        return new RazorAttribute(from, _at + 1, name, valueFrom, _at++, parts);
    }

    // From an opening brace, or from a keyword with its header and all blocks that belong to it.
    private RazorCode Statements(int from, int codeFrom)
    {
        var code = new StringBuilder().Append(' ', codeFrom - from);
        var inside = new List<RazorNode>();
        _at = codeFrom;
        do
        {
            while (Now is not '{')
            {
                if (Now == '\0') throw Lost("a block without opening brace");
                var start = _at;
                if (Now == '(') SkipBalanced();
                else _at++;
                code.Append(_text, start, _at - start);
            }

            Block(code, inside);
        }
        while (GoesOn(code));
        return new RazorCode(from, _at, code.ToString(), inside);
    }

    private bool GoesOn(StringBuilder code)
    {
        var next = _at;
        while (next < _text.Length && char.IsWhiteSpace(_text[next])) next++;
        if (!new[] { "else", "catch", "finally" }.Any(w => string.CompareOrdinal(_text, next, w, 0, w.Length) == 0)) return false;
        code.Append(_text, _at, next - _at);
        _at = next;
        return true;
    }

    private void Block(StringBuilder code, List<RazorNode> inside)
    {
        var depth = 0;
        do
        {
            var from = _at;
            if (StartsMarkup())
            {
                inside.AddRange(Is("@:") ? Line() : [Element()]);
                code.Append(' ', _at - from);
                continue;
            }

            if (Is("@*"))
            {
                SilenceTo("*@");
                code.Append(' ', _at - from);
                continue;
            }

            if (Is("//")) _at = _text.IndexOf('\n', _at);
            else if (!SkipString()) Step(ref depth);
            code.Append(_text[from] == '@' && _at == from + 1 ? " " : _text[from.._at]);
        }
        while (depth > 0);
    }

    private void Step(ref int depth)
    {
        if (Now == '\0') throw Lost("a block without end");
        if (Now == '{') depth++;
        if (Now == '}') depth--;
        _at++;
    }

    private List<RazorNode> Line()
    {
        _at += "@:".Length;
        return Markup(() => Now is '\n');
    }

    private bool StartsMarkup()
    {
        if (Is("@:")) return true;
        if (Now != '<' || _at + 1 >= _text.Length || !char.IsAsciiLetter(_text[_at + 1])) return false;
        var before = _at - 1;
        while (before >= 0 && _text[before] is ' ' or '\t') before--;
        return before < 0 || _text[before] is '\n' or '{' or '}' or ';';
    }

    // A parenthesis or bracket with all that is in it.
    private void SkipBalanced()
    {
        var depth = 0;
        do
        {
            if (SkipString()) continue;
            if (Now == '\0') throw Lost("a parenthesis without end");
            if (Now is '(' or '[' or '{') depth++;
            if (Now is ')' or ']' or '}') depth--;
            _at++;
        }
        while (depth > 0);
    }

    private bool SkipString()
    {
        var start = _at;
        while (Now is '$' or '@') _at++;
        if (Now == '\'' && start == _at)
        {
            for (_at++; Now != '\''; _at++)
                if (Now == '\\') _at++;
            _at++;
            return true;
        }

        if (Now != '"')
        {
            _at = start;
            return false;
        }

        var (isRaw, isVerbatim, hasHoles) = (Is("\"\"\""), _text[start.._at].Contains('@'), _text[start.._at].Contains('$'));
        var end = isRaw ? "\"\"\"" : "\"";
        for (_at += end.Length; !Is(end) || (isVerbatim && Is("\"\"")); _at++)
        {
            if (Now == '\0') throw Lost("a text without end");
            if (isVerbatim && Is("\"\"")) _at++;
            else if (!isVerbatim && !isRaw && Now == '\\') _at++;
            else if (hasHoles && Is("{{")) _at++;
            else if (hasHoles && Now == '{')
            {
                SkipBalanced();
                _at--;
            }
        }

        _at += end.Length;
        return true;
    }
}
