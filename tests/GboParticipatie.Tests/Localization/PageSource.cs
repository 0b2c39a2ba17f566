namespace GboParticipatie.Tests.Localization;

/// <summary>Reads a page and tells which texts it asks localizers for and which it says in Dutch only.</summary>
public static class PageSource
{
    private static readonly HashSet<string> Read = new(
        ["label", "hint", "title", "aria-label", "aria-description", "caption", "placeholder", "alt", "sub", "text", "empty", "suffix", "who", "when", "value-head", "label-head", "error", "quote", "data-confirm", "data-label", "data-on", "data-off", "data-sending", "label-hidden-text"],
        StringComparer.OrdinalIgnoreCase);

    // What a search engine or a message shows of a page.
    private static readonly string[] Told = ["description", "title", "alt", "site_name"];

    /// <summary>True for an attribute that people read.</summary>
    public static bool IsRead(RazorElement element, RazorAttribute attribute, string page) => (element.Name, attribute.Name) switch
    {
        ("gbo-qr", "text") => false,
        ("gbo-figure", "value") => true,
        ("meta", "content") => element.Attributes.Any(a => a.Name is "name" or "property" && page[a.ValueStart..a.ValueEnd] is var about && Told.Any(t => about.EndsWith(t, StringComparison.Ordinal))),
        _ => Read.Contains(attribute.Name),
    };

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
                Walk(attribute.Parts.Where(p => p is not RazorText), IsRead(element, attribute, text));
                var said = string.Concat(attribute.Parts.OfType<RazorText>().Select(p => text[p.Start..p.End]));
                if (IsCode(element, attribute, said)) Add(CodeTexts.OfPart(said, attribute.ValueStart, isShown: false));
                if (IsRead(element, attribute, text) && said.Any(char.IsLetter)) forgotten.Add(new($"{attribute.Name}=\"{text[attribute.ValueStart..attribute.ValueEnd]}\"", attribute.Start));
            }

            if (element.Name is not ("code" or "svg" or "script" or "style")) Walk(element.Children, isShown: true);
        }

        void Add(CodeTexts code)
        {
            texts.AddRange(code.Texts);
            forgotten.AddRange(code.Forgotten);
        }
    }

    // What a component is given that is not text is code without an at-sign: model='("groepen", S["Groep"].Value)'.
    private static bool IsCode(RazorElement element, RazorAttribute attribute, string said)
        => (element.Name == "partial" || element.Name.StartsWith("gbo-", StringComparison.Ordinal)) && attribute.Parts is [RazorText] && said.AsSpan().IndexOfAny('(', '"') >= 0;

    /// <summary>True for text with a word in it. "GBO" is a name in every language.</summary>
    public static bool IsSaid(string text) => System.Net.WebUtility.HtmlDecode(text).Replace("GBO", "", StringComparison.Ordinal).Any(char.IsLetter);
}
