using GboParticipatie.Network.Calendar;

namespace GboParticipatie.Tests.Network;

public sealed class HolidayTests
{
    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2038-04-25")]
    public void Easter_is_on_the_day_that_the_almanac_says(string almanac)
    {
        var day = DateOnly.Parse(almanac, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(day, BelgianHolidays.EasterSunday(day.Year));
    }

    [Fact]
    public void Easter_agrees_with_a_second_algorithm_for_2500_years()
    {
        for (var year = 1583; year <= 4082; year++) Assert.Equal(Oudin(year), BelgianHolidays.EasterSunday(year));
    }

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April_in_every_year_a_date_can_have()
    {
        for (var year = 1; year <= 9999; year++)
        {
            var easter = BelgianHolidays.EasterSunday(year);

            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
        }
    }

    [Fact]
    public void The_holidays_of_2026_are_the_ten_of_the_law()
    {
        var days = BelgianHolidays.Of(2026, withFlemishHoliday: false).Select(h => $"{h.Day:yyyy-MM-dd} {h.Name}");

        Assert.Equal(
            [
                "2026-01-01 Nieuwjaar", "2026-04-06 Paasmaandag", "2026-05-01 Dag van de Arbeid", "2026-05-14 Onze-Lieve-Heer-Hemelvaart",
                "2026-05-25 Pinkstermaandag", "2026-07-21 Nationale feestdag", "2026-08-15 Onze-Lieve-Vrouw-Hemelvaart",
                "2026-11-01 Allerheiligen", "2026-11-11 Wapenstilstand", "2026-12-25 Kerstmis",
            ],
            days);
    }

    [Fact]
    public void The_Flemish_holiday_is_added_when_the_region_wants_it()
    {
        var added = BelgianHolidays.Of(2026, withFlemishHoliday: true).Except(BelgianHolidays.Of(2026, withFlemishHoliday: false));

        Assert.Equal(new DateOnly(2026, 7, 11), Assert.Single(added).Day);
    }

    [Fact]
    public void Two_holidays_may_fall_on_one_day_as_in_2008()
    {
        var onFirstOfMay = BelgianHolidays.Of(2008, withFlemishHoliday: false).Where(h => h.Day == new DateOnly(2008, 5, 1));

        Assert.Equal(2, onFirstOfMay.Count());
    }

    // J.-M. Oudin, 1940, as in P. K. Seidelmann, Explanatory Supplement to the Astronomical Almanac (1992), chapter 12.
    private static DateOnly Oudin(int year)
    {
        var century = year / 100;
        var golden = year % 19;
        var k = (century - 17) / 25;
        var i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
        i -= i / 28 * (1 - i / 28 * (29 / (i + 1)) * ((21 - golden) / 11));
        var j = (year + year / 4 + i + 2 - century + century / 4) % 7;
        var l = i - j;
        var month = 3 + (l + 40) / 44;
        return new DateOnly(year, month, l + 28 - 31 * (month / 4));
    }
}
