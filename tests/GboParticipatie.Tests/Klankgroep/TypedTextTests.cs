using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("  De bus rijdt niet.\r\n\r\nOok niet op zondag.  ", "De bus rijdt niet.\n\nOok niet op zondag.")]
    [InlineData("Tab\tblijft", "Tab\tblijft")]
    [InlineData("Een\0nul\u0007bel\u001b[31m", "Eennulbel[31m")]
    [InlineData("\u202Eomgekeerd\u202C", "omgekeerd")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    public void What_is_typed_is_cleaned(string typed, string kept) => Assert.Equal(kept, TypedText.Clean(typed));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_one_that_is_missing()
        => Assert.Equal("half \ufffd paar", TypedText.Clean($"half {(char)0xD83D} paar"));

    [Fact]
    public void A_text_of_twenty_thousand_characters_is_kept_and_one_more_is_refused_at_the_field()
    {
        Assert.Equal(20_000, TypedText.Required(new string('a', 20_000), "Description", "leeg").Length);

        var refusal = Assert.Throws<RuleException>(() => TypedText.Required(new string('a', 20_001), "Description", "leeg"));

        Assert.Equal("Description", refusal.Field);
        Assert.Contains("20.000 tekens", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n\t ")]
    [InlineData("\0\u0001")]
    [InlineData("\u200E\u200F")]
    [InlineData("\u2060 \u2060")]
    [InlineData("\u3164")]
    [InlineData("\u115F\u1160\uFFA0")]
    [InlineData("\u2800\u200D\u00AD")]
    [InlineData("\uFE0F\u034F")]
    public void Nothing_typed_is_refused_where_it_is_needed(string? typed)
        => Assert.Equal("Vertel het.", Assert.Throws<RuleException>(() => TypedText.Required(typed, "Description", "Vertel het.")).Message);

    [Theory]
    [InlineData("Haar nummer is 85.07.30-033.28.")]
    [InlineData("rijksregister 85073003328")]
    [InlineData("17.07.30-033.84 is een kind")]
    [InlineData("85 07 30 033 28")]
    [InlineData("BIS: 85.47.30-033.17")]
    [InlineData("(85.07.30-033.28),en nog een")]
    [InlineData("00.02.29-001.45, geboren op een schrikkeldag")]
    [InlineData("geboortedag niet gekend: 85.00.00-001.38")]
    public void A_national_number_is_refused(string typed)
        => Assert.Contains("rijksregisternummer", Assert.Throws<RuleException>(() => TypedText.Optional(typed, "Description")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Stort op BE68 5390 0754 7034 alstublieft")]
    [InlineData("be68539007547034")]
    [InlineData("(BE68-5390-0754-7034)")]
    [InlineData("NL91 ABNA 0417 1643 00")]
    [InlineData("nl91abna0417164300")]
    [InlineData("BE 68 539-0075470-34")]
    [InlineData("BE68\u00A05390\u00A00754\u00A07034")]
    [InlineData("DE89 3704 0044 0532 0130 00 en 12 euro")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606.")]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S")]
    [InlineData("BE68 5390 0754 7034 18 euro")]
    public void An_account_number_is_refused(string typed)
        => Assert.Contains("rekeningnummer", Assert.Throws<RuleException>(() => TypedText.Optional(typed, "Description")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Bel 0400 12 34 56 of 012 34 56 78.")]
    [InlineData("Op 08.12.2026 om 14.30 uur, 25 mensen, 1.250 euro.")]
    [InlineData("85.07.30-033.29 heeft een fout controlegetal")]
    [InlineData("BE68 5390 0754 7035 ook")]
    [InlineData("AP-2026-0042 en de wet van 2019")]
    [InlineData("01.02.30-001.07 is 30 februari")]
    [InlineData("85.13.30-033.70 is maand 13")]
    [InlineData("85.07.30-000.61 heeft geen volgnummer")]
    [InlineData("Dossier X85073003328 en code 85073003328B")]
    [InlineData("1285073003328")]
    [InlineData("BE6853900754703412 is te lang")]
    [InlineData("XBE68539007547034 en BE68539007547034X")]
    [InlineData("AB12 3456 7890 1234")]
    [InlineData("Al 12 kinderen wachten, en er zijn nog 30 andere gezinnen bij gekomen.")]
    [InlineData("Bijlage be68abcd-5390-4754-a703-4be685390075")]
    public void Other_numbers_are_fine(string typed) => Assert.Equal(typed, TypedText.Optional(typed, "Description"));

    [Fact]
    public void Keys_and_hashes_are_never_taken_for_a_number_of_someone()
    {
        var random = new Random(1);
        var bytes = new byte[32];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes.AsSpan(0, 16));
            foreach (var text in new[] { $"{id:D}", $"{id:N}", Convert.ToHexStringLower(bytes), Convert.ToHexString(bytes.AsSpan(0, 20)) })
            {
                Assert.False(PersonalNumbers.HasIban(text), text);
                Assert.False(PersonalNumbers.HasNationalNumber(text), text);
            }
        }
    }

    [Theory]
    [InlineData("De bus rijdt niet. En op zondag ook niet.", "De bus rijdt niet")]
    [InlineData("Waarom om 2.30 uur? Niemand weet het.", "Waarom om 2.30 uur?")]
    [InlineData("Brieven o.a. van het OCMW begrijpt niemand.\nEcht niet.", "Brieven o.a. van het OCMW begrijpt niemand")]
    [InlineData("Zonder punt", "Zonder punt")]
    public void The_title_is_the_first_sentence(string text, string title) => Assert.Equal(title, TypedText.TitleFrom(text));

    [Fact]
    public void A_long_first_sentence_is_cut_at_a_word()
    {
        var title = TypedText.TitleFrom(string.Join(' ', Enumerable.Repeat("moeilijk", 30)));

        Assert.EndsWith("moeilijk…", title, StringComparison.Ordinal);
        Assert.True(title.Length <= 91);
    }

    [Fact]
    public void A_long_word_of_emoji_is_not_cut_in_half()
        => Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(TypedText.TitleFrom("x" + string.Concat(Enumerable.Repeat("😀", 100))))));

    [Fact]
    public void A_short_code_can_be_read_from_paper_and_typed_with_spaces()
    {
        var code = ShortCode.New();

        Assert.Equal(ShortCode.Length, code.Length);
        Assert.All(code, c => Assert.Contains(c, ShortCode.Alphabet));
        Assert.True(ShortCode.Matches(code, $" {code[..3].ToLowerInvariant()}-{code[3..]} "));
        Assert.False(ShortCode.Matches(code, code[..5]));
        Assert.False(ShortCode.Matches(code, null));
        Assert.DoesNotContain(ShortCode.Alphabet, c => "01OILAEU".Contains(c, StringComparison.Ordinal));
    }
}
