using GboParticipatie.Klankgroep.Search;

namespace GboParticipatie.Tests.Klankgroep.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("wachttijden", "wachttijd")]
    [InlineData("huizen", "huis")]
    [InlineData("brieven", "brief")]
    [InlineData("bussen", "bus")]
    [InlineData("scholen", "school")]
    [InlineData("school", "schol")]
    [InlineData("huis", "huiz")]
    [InlineData("brief", "briev")]
    [InlineData("kleine", "klein")]
    [InlineData("grote", "groot")]
    [InlineData("ouders", "ouder")]
    [InlineData("manen", "maan")]
    public void A_word_is_looked_for_by_the_beginnings_it_shares_with_its_other_forms(string word, string form) => Assert.Contains(form, SearchQuery.Forms(word));

    [Theory]
    [InlineData("bus")]
    [InlineData("CAW")]
    [InlineData("2026")]
    public void A_short_word_or_a_number_has_no_other_forms(string word) => Assert.Equal([word], SearchQuery.Forms(word));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("!!! -- \"*\" ()")]
    [InlineData("de van het")]
    public void Nothing_that_can_be_found_is_no_search(string? typed) => Assert.Null(SearchQuery.Parse(typed));

    [Theory]
    [InlineData("\"opvang\" OR 1=1; DROP TABLE x --")]
    [InlineData("Title: opvang NEAR(kind)")]
    [InlineData("opvang & !kind | (")]
    [InlineData("opvang:* <-> kind\\ '")]
    public void What_means_something_to_a_database_is_only_words(string typed)
    {
        var query = SearchQuery.Parse(typed)!;

        Assert.Matches("""^[a-z0-9"*() ORAND]+$""", query.ForSqlite());
        Assert.Matches("^[a-z0-9:*|&() ]+$", query.ForPostgres());
    }

    [Fact]
    public void An_endless_text_is_cut_to_eight_words() => Assert.Equal(7, SearchQuery.Parse(string.Join(' ', Enumerable.Range(1, 100_000).Select(i => $"x{i}")))!.ForPostgres().Count(c => c == '&'));

    [Fact]
    public void The_excerpt_shows_the_words_that_were_found_with_something_around_them()
    {
        var text = $"{string.Concat(Enumerable.Repeat("Eerst iets anders. ", 30))}Mensen wachten lang op kinderópvang in Tongeren. {string.Concat(Enumerable.Repeat("En nog iets. ", 30))}";

        var pieces = SearchQuery.Parse("kinderopvang wacht")!.In(text);

        Assert.Equal(["wachten", "kinderópvang"], pieces.Where(p => p.IsHit).Select(p => p.Text));
        Assert.StartsWith("… ", string.Concat(pieces.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.EndsWith("…", string.Concat(pieces.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.InRange(pieces.Sum(p => p.Text.Length), 150, 260);
    }

    [Fact]
    public void A_text_in_which_only_the_title_was_found_begins_at_its_beginning()
        => Assert.Equal("Kort.", string.Concat(SearchQuery.Parse("iets")!.In("Kort.").Select(p => p.Text)));

    [Fact]
    public void An_empty_text_has_no_excerpt() => Assert.Empty(SearchQuery.Parse("iets")!.In(""));
}
