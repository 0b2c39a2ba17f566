using AngleSharp.Html.Parser;

namespace GboParticipatie.Tests.Localization;

/// <summary>The search that the walks through the site rest on finds what stays Dutch, and nothing else.</summary>
public sealed class PlainDutchTests
{
    [Theory]
    [InlineData("<p>Waarover ging het?</p>", "Waarover ging het")]
    [InlineData("<p>⟦Punten⟧: nog 3</p>", "nog")]
    [InlineData("<p><span lang='nl-BE'>Thema</span></p>", "Thema")]
    [InlineData("<p>⟦Je punt <strong>Bus</strong> staat er⟧ al</p>", "al")]
    [InlineData("<input placeholder='Woord of nummer'>", "Woord of nummer")]
    [InlineData("<p>Buurtwerk, voor ⟦10 mensen⟧</p>", "voor")]
    public void Dutch_that_stands_in_no_brackets_is_found(string html, string found) => Assert.Contains(found, Assert.Single(On(html)), StringComparison.Ordinal);

    [Fact]
    public void What_a_link_to_the_page_shows_is_read_too()
        => Assert.StartsWith("content: Sinds vorige keer", Assert.Single(PlainDutch.Knowing().On(new HtmlParser().ParseDocument("<head><meta property='og:title' content='Sinds vorige keer'></head><body></body>"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p>⟦Je punt <strong>De bus</strong> staat op <em>de agenda</em>.⟧</p>")]
    [InlineData("<p>Buurtwerk · lundi 7 décembre 2026 · AP-2026-0001 · 350 kB</p>")]
    [InlineData("<p>BUURTWERK, ⟦voor ⟦10 mensen⟧⟧</p><p>info@zolim.example</p>")]
    [InlineData("<textarea>Wat iemand typte</textarea><script>var x = 'niets';</script>")]
    public void What_people_wrote_days_and_numbers_are_not(string html) => Assert.Empty(On(html));

    private static IReadOnlyList<string> On(string html) => PlainDutch.Knowing("Buurtwerk").On(new HtmlParser().ParseDocument(html));
}
