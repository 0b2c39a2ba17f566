using System.Text;
using GboParticipatie.Network.Csv;

namespace GboParticipatie.Tests.Network;

/// <summary>Files as people's programs write them.</summary>
public sealed class CsvTests
{
    private static readonly CsvColumn[] Columns = [new("Naam", IsRequired: true), new("Telefoon"), new("Beschrijving")];

    [Theory]
    [InlineData("Naam;Telefoon\r\nJos;1\r\nAn;2\r\n")]
    [InlineData("naam,TELEFOON\nJos,1\nAn,2")]
    [InlineData("Naam\tTelefoon\rJos\t1\rAn\t2\r")]
    [InlineData("\"Naam\";\"Telefoon\";;\n\"Jos\";\"1\";;\n;;\n\"An\"; 2 ;;\n")]
    public void Any_usual_separator_and_line_end_is_read(string text)
    {
        var table = CsvTable.Read(text, Columns);

        Assert.Equal([("Jos", "1"), ("An", "2")], table.Rows.Select(r => (r["Naam"], r["Telefoon"])));
        Assert.All(table.Rows, r => Assert.Null(r["Beschrijving"]));
        Assert.Empty(table.Problems);
    }

    [Fact]
    public void Quotes_hold_separators_line_ends_and_quotes_and_lines_are_counted_as_an_editor_does()
    {
        var table = CsvTable.Read("Naam;Beschrijving\r\n\"Jos; \"\"de\"\" man\";\"een\r\ntwee\"\r\nAn;x", Columns);

        Assert.Equal(("Jos; \"de\" man", "een\r\ntwee", 2), (table.Rows[0]["Naam"], table.Rows[0]["Beschrijving"], table.Rows[0].Line));
        Assert.Equal(4, table.Rows[1].Line);
    }

    [Theory]
    [InlineData("Naam;Telefoon\n\"Jos\"x;1", 2)]
    [InlineData("Naam;Telefoon\nJos;1\n\"An;2\n", 3)]
    [InlineData("Naam;Telefoon\nJos;1;2;3", 2)]
    public void A_line_that_cannot_be_read_is_named(string text, int line) => Assert.Equal(line, Assert.Single(CsvTable.Read(text, Columns).Problems).Line);

    [Theory]
    [InlineData("Voornaam;Telefoon\nJos;1", "Voornaam")]
    [InlineData("Telefoon\n1", "Naam")]
    [InlineData("Naam;Naam\nJos;Jos", "twee keer")]
    [InlineData("Naam;Telefoon\r\n", "geen enkele rij")]
    public void A_wrong_head_is_refused_in_plain_words(string text, string words)
        => Assert.Contains(words, Assert.Throws<RuleException>(() => CsvTable.Read(text, Columns)).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_is_read_as_excel_writes_it_in_each_of_its_ways()
    {
        const string text = "Naam\r\nZoë € Ünal";
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

        Assert.All(
            [Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], windows, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]],
            bytes => Assert.Equal(text, CsvContent.Read(bytes)));
    }

    [Fact]
    public void What_is_no_text_is_refused_with_what_to_do()
    {
        Assert.Contains("Excel-bestand", Assert.Throws<RuleException>(() => CsvContent.Read([.. "PK"u8, 3, 4, 20, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("geen CSV", Assert.Throws<RuleException>(() => CsvContent.Read([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("leeg", Assert.Throws<RuleException>(() => CsvContent.Read([])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+32 470 12 34 56")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("gewoon; \"met\" alles")]
    public void A_cell_that_excel_would_calculate_is_guarded_and_comes_back_as_it_was(string cell)
    {
        var file = CsvOutput.Write(Columns, [[cell, null, "twee\nregels"]]);

        var text = CsvContent.Read(file);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        Assert.StartsWith("Naam;Telefoon;Beschrijving\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n" + cell[0] + (cell[0] == 'g' ? "#" : ""), text, StringComparison.Ordinal);
        var row = Assert.Single(CsvTable.Read(text, Columns).Rows);
        Assert.Equal((cell, "", "twee\nregels"), (row["Naam"], row["Telefoon"], row["Beschrijving"]));
    }
}
