using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace GboParticipatie.Tests.Theme;

public sealed class StyleGuideTests(ThemeSite site) : IClassFixture<ThemeSite>
{
    private const string Page = "/beheer/stijlgids";

    [Theory]
    [InlineData(Page)]
    [InlineData(Page + "?publiek=true")]
    public async Task Every_reference_on_the_page_leads_somewhere(string path)
    {
        var page = await site.GetAsync(path);

        AssertWired(page);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("nl-BE", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Stijlgids · GBO Testzone", page.Title);
        Assert.NotNull(page.QuerySelector("a.skip[href='#inhoud']"));
    }

    [Fact]
    public async Task After_a_failed_post_each_error_of_the_summary_leads_to_its_field()
    {
        var page = await site.PostAsync(Page, ("Form.Email", "geen adres"), ("Form.Due.Day", "30"), ("Form.Due.Month", "2"), ("Form.Due.Year", "2027"), ("Form.People", "veel"));

        var links = page.QuerySelectorAll(".error-summary[role=alert][tabindex='-1'] a");
        Assert.Contains("Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be", links.Select(l => l.TextContent));
        Assert.Contains("30 februari bestaat niet. Kijk de dag en de maand na.", links.Select(l => l.TextContent));
        Assert.All(links, link =>
        {
            var field = page.GetElementById(link.GetAttribute("href")![1..]);
            Assert.True(field is IHtmlInputElement or IHtmlTextAreaElement or IHtmlSelectElement, link.OuterHtml);
            Assert.Contains(link.TextContent, field!.Closest(".field")!.QuerySelector(".message")!.TextContent, StringComparison.Ordinal);
        });
        Assert.StartsWith("Fout: ", page.Title, StringComparison.Ordinal);
        AssertWired(page);
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_a_failed_post()
    {
        var page = await site.PostAsync(Page, ("Form.Problem", "Regel 1\r\nRegel <2>"), ("Form.Email", "an@"), ("Form.Due.Day", "31"), ("Form.Due.Month", "april"), ("Form.Due.Year", ""), ("Form.Domains", "wonen"), ("Form.Audience", "coach"));

        Assert.Equal("Regel 1\nRegel <2>", ((IHtmlTextAreaElement)page.QuerySelector("#Form_Problem")!).Value.ReplaceLineEndings("\n"));
        Assert.Equal("an@", page.QuerySelector("#Form_Email")!.GetAttribute("value"));
        Assert.Equal(["31", "april", ""], page.QuerySelectorAll("[name^='Form.Due.']").Select(i => i.GetAttribute("value") ?? ""));
        Assert.Equal(["wonen"], page.QuerySelectorAll("[name='Form.Domains'][checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("coach", page.QuerySelector("[name='Form.Audience'][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Forms_that_post_carry_a_token_and_filters_do_not()
    {
        var page = await site.GetAsync(Page);

        Assert.All(page.QuerySelectorAll("form[method=post]"), f => Assert.Single(f.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        Assert.All(page.QuerySelectorAll("form[method=get]"), f => Assert.Empty(f.QuerySelectorAll("[type=hidden]")));
        var form = page.QuerySelector("main form[method=post]")!;
        Assert.True(form.HasAttribute("novalidate"));
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.Equal("voorbeeld", form.QuerySelector("input[name=Once]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_layout_shows_names_as_text_and_has_nothing_inline()
    {
        var page = await site.GetAsync(Page + "?publiek=true");

        Assert.Contains("<b>Wie</b> we zijn", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Equal("page", page.QuerySelector("header nav a")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Cells_carry_the_head_of_their_column_for_phones()
    {
        var page = await site.GetAsync(Page);

        var cells = page.QuerySelectorAll(".table-wrap tbody tr:last-child td");
        Assert.Equal([null, "Nummer", "Onderwerp", "Status", "Tegen wanneer"], cells.Select(c => c.GetAttribute("data-label")));
        Assert.All(page.QuerySelectorAll(".table-wrap thead th"), th => Assert.Equal("col", th.GetAttribute("scope")));
    }

    [Fact]
    public async Task The_pager_keeps_the_rest_of_the_query()
    {
        var page = await site.GetAsync(Page + "?pagina=2&status=te+laat");

        Assert.Equal(["?status=te%20laat&pagina=1", "?status=te%20laat&pagina=3"], page.QuerySelectorAll(".pager a").Select(a => a.GetAttribute("href")));
        Assert.Equal("26 tot 50 van 61", page.QuerySelector(".pager .muted")!.TextContent);
    }

    private static void AssertWired(IDocument page)
    {
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Count(), ids.Count);
        foreach (var element in page.QuerySelectorAll("[for], [aria-describedby], [aria-labelledby]"))
            foreach (var name in new[] { "for", "aria-describedby", "aria-labelledby" })
                foreach (var id in (element.GetAttribute(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    Assert.Contains(id, ids);
        var unlabelled = page.QuerySelectorAll("input:not([type=hidden]), select, textarea")
            .Where(c => !c.HasAttribute("aria-label") && c.Closest("label") is null && page.QuerySelector($"label[for='{c.Id}']") is null);
        Assert.Empty(unlabelled.Select(c => c.OuterHtml));
    }
}
