using GboParticipatie.Theme.Binding;

namespace GboParticipatie.Tests.Theme;

public sealed class DateFieldsTests
{
    [Theory]
    [InlineData("8", "12", "27", 2027, 12, 8)]
    [InlineData("8", "12", "2026", 2026, 12, 8)]
    [InlineData("08", "dec", "2026", 2026, 12, 8)]
    [InlineData("1", "Maart", "2027", 2027, 3, 1)]
    [InlineData("29", "2", "2028", 2028, 2, 29)]
    public void A_day_that_exists_is_read(string day, string month, string year, int y, int m, int d)
        => Assert.Equal((new DateOnly(y, m, d), null), DateFieldsModelBinder.Read(day, month, year));

    [Theory]
    [InlineData("30", "2", "2027", "30 februari bestaat niet. Kijk de dag en de maand na.")]
    [InlineData("29", "2", "2027", "29 februari bestaat niet in 2027. Kijk de datum na.")]
    [InlineData("31", "april", "2027", "31 april bestaat niet. Kijk de dag en de maand na.")]
    [InlineData("", "", "", "Vul een dag, een maand en een jaar in.")]
    [InlineData("8", "", "", "Vul ook de maand en het jaar in.")]
    [InlineData("", "12", "2026", "Vul ook de dag in.")]
    [InlineData("acht", "12", "2026", "Schrijf de dag als een getal van 1 tot 31.")]
    [InlineData("-1", "12", "2026", "Schrijf de dag als een getal van 1 tot 31.")]
    [InlineData("8", "13", "2026", "Schrijf de maand als een getal van 1 tot 12.")]
    [InlineData("8", "x", "2026", "Schrijf de maand als een getal van 1 tot 12.")]
    [InlineData("8", "12", "99", "Schrijf het jaar met 4 cijfers, zoals 2027.")]
    [InlineData("8", "12", "99999999999", "Schrijf het jaar als een getal, zoals 2027.")]
    public void A_day_that_does_not_exist_is_explained(string day, string month, string year, string error)
        => Assert.Equal(error, DateFieldsModelBinder.Read(day, month, year).Error?.Message);
}
