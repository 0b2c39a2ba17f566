using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Network;

public sealed class NetworkTextTests
{
    [Theory]
    [InlineData("Éénoudercafé  De\tZetel ", "EENOUDERCAFE DE ZETEL")]
    [InlineData("Aïcha", "AICHA")]
    [InlineData(" \0 ", "")]
    [InlineData(null, "")]
    public void Text_is_searched_without_accents_capitals_and_extra_spaces(string? text, string expected)
        => Assert.Equal(expected, SearchText.Of(text));

    [Theory]
    [InlineData("huis-van-het-kind-2", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a--b", false)]
    [InlineData("Aa", false)]
    [InlineData("é", false)]
    [InlineData(null, false)]
    public void A_slug_is_small_letters_digits_and_single_hyphens(string? slug, bool isValid) => Assert.Equal(isValid, Slug.IsValid(slug));

    [Theory]
    [InlineData("an@zolim.example", true)]
    [InlineData("an", false)]
    [InlineData("An <an@zolim.example>", false)]
    [InlineData("an @zolim.example", false)]
    [InlineData("an@zolim.example\n", false)]
    [InlineData("", false)]
    public void An_address_is_only_an_address(string text, bool isEmail) => Assert.Equal(isEmail, Person.IsEmail(text));

    [Fact]
    public void Every_value_that_people_see_has_a_Dutch_name()
    {
        string[] names =
        [
            .. DutchNames.OrganisationKinds.Select(k => k.DisplayName()),
            .. Enum.GetValues<ContactChannel>().Select(c => c.DisplayName()),
            .. Enum.GetValues<BridgeFigureKind>().Select(b => b.DisplayName()),
            .. DutchNames.Needs.Select(n => n.DisplayName()),
            .. DutchNames.Days.Select(d => d.DisplayName()),
        ];

        Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace(name)));
        Assert.Equal(names.Length, names.Distinct().Count());
    }
}
