using GboParticipatie.Web.Users.SignIn;

namespace GboParticipatie.Tests.Users;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/punt/nakijken")]
    [InlineData("/beheer?status=laat&next=https://example.org/")]
    [InlineData("/")]
    [InlineData("/inloggenhulp")]
    public void A_page_of_this_site_is_gone_on_to(string url) => Assert.Equal(url, LocalPath.OrNull(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elders.example/")]
    [InlineData("//elders.example/")]
    [InlineData("/\\elders.example")]
    [InlineData("\\\\elders.example")]
    [InlineData("/\t/elders.example")]
    [InlineData("/pagina\r\nLocation: https://elders.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("beheer")]
    [InlineData("~/beheer")]
    [InlineData(" /beheer")]
    [InlineData("/inloggen")]
    [InlineData("/Inloggen/abc?x")]
    [InlineData("/uitloggen")]
    public void Anything_else_is_not(string? url) => Assert.Null(LocalPath.OrNull(url));

    [Fact]
    public void A_very_long_address_is_not_kept() => Assert.Null(LocalPath.OrNull("/" + new string('a', 2000)));

    [Theory]
    [InlineData("an@ocmw.example")]
    [InlineData("  An.O'Neill+gbo@sub.ocmw-tongeren.example ")]
    public void An_address_is_taken_as_typed(string text) => Assert.Equal(text.Trim(), EmailAddress.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("an")]
    [InlineData("an@ocmw")]
    [InlineData("an@@ocmw.example")]
    [InlineData("an@ocmw..example")]
    [InlineData("an@.example")]
    [InlineData("an @ocmw.example")]
    [InlineData("An <an@ocmw.example>")]
    [InlineData("an@ocmw.example, bo@ocmw.example")]
    [InlineData("an@ocmw.example\r\nBcc: bo@ocmw.example")]
    [InlineData("\"an\"@ocmw.example")]
    [InlineData("an@[127.0.0.1]")]
    [InlineData("mıke@ocmw.example")]
    [InlineData("\u212Aim@ocmw.example")]
    public void What_is_no_address_is_refused_at_its_field(string? text)
        => Assert.Equal("Email", Assert.Throws<RuleException>(() => EmailAddress.Parse(text)).Field);
}
