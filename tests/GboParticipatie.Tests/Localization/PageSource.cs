namespace GboParticipatie.Tests.Localization;

/// <summary>Reads a page and tells which texts it asks localizers for and which it says in Dutch only.</summary>
public static class PageSource
{
    private static readonly HashSet<string> Read = new(
        ["label", "hint", "title", "aria-label", "aria-description", "caption", "placeholder", "alt", "sub", "text", "empty", "suffix", "who", "when", "value-head", "label-head", "error", "quote", "data-confirm", "data-label", "label-hidden-text"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>True for an attribute that people read.</summary>
    public static bool IsRead(RazorElement element, RazorAttribute attribute) => Read.Contains(attribute.Name) && !(element.Name == "gbo-qr" && attribute.Name == "text");

    /// <summary>Reads a page.</summary>
    public static (IReadOnlyList<FoundText> Texts, IReadOnlyList<HardWired> Forgotten) Of(string text, string name)
    {
        var (texts, forgotten) = (new List<FoundText>(), new List<HardWired>());
        Walk(RazorPage.Parse(text, name), isShown: true);
        return (texts, forgotten);

        void Walk(IEnumerable<RazorNode> nodes, bool isShown)
        {
            foreach (var node in nodes) Look(node, isShown);
        }

        void Look(RazorNode node, bool isShown)
        {
            switch (node)
            {
                case RazorText when IsSaid(text[node.Start..node.End]): forgotten.Add(new(text[node.Start..node.End].Trim(), node.Start)); break;
                case RazorValue value: Add(CodeTexts.OfPart(value.Code, value.CodeStart, isShown)); break;
                case RazorCode code: Add(CodeTexts.OfPart(code.Code, code.Start, isShown: false)); Walk(code.Children, isShown); break;
                case RazorElement element: LookIn(element); break;
            }
        }

        void LookIn(RazorElement element)
        {
            foreach (var attribute in element.Attributes)
            {
                Walk(attribute.Parts.Where(p => p is not RazorText), IsRead(element, attribute));
                var said = string.Concat(attribute.Parts.OfType<RazorText>().Select(p => text[p.Start..p.End]));
                if (IsRead(element, attribute) && said.Any(char.IsLetter)) forgotten.Add(new($"{attribute.Name}=\"{text[attribute.ValueStart..attribute.ValueEnd]}\"", attribute.Start));
            }

            if (element.Name is not ("code" or "svg" or "script" or "style")) Walk(element.Children, isShown: true);
        }

        void Add(CodeTexts code)
        {
            texts.AddRange(code.Texts);
            forgotten.AddRange(code.Forgotten);
        }
    }

    /// <summary>True for text with a word in it. "GBO" is a name in every language.</summary>
    public static bool IsSaid(string text) => System.Net.WebUtility.HtmlDecode(text).Replace("GBO", "", StringComparison.Ordinal).Any(char.IsLetter);
}
