using System.Globalization;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Network;

public sealed class WorkingDaysTests
{
    private static readonly WorkingDays Usual = new(new CalendarSettings());

    [Theory]
    [InlineData("2026-04-03", 1, "2026-04-07")] // Good Friday is a working day; then weekend and Easter Monday
    [InlineData("2026-04-07", -1, "2026-04-03")]
    [InlineData("2026-04-04", 1, "2026-04-07")] // from a Saturday
    [InlineData("2026-04-06", -1, "2026-04-03")] // from Easter Monday itself
    [InlineData("2026-05-13", 1, "2026-05-15")] // Ascension Day
    [InlineData("2026-05-22", 1, "2026-05-26")] // Whit Monday
    [InlineData("2026-12-24", 5, "2027-01-04")] // Christmas and New Year on a Friday
    [InlineData("2027-01-04", -5, "2026-12-24")]
    [InlineData("2028-02-28", 1, "2028-02-29")] // leap year
    [InlineData("2028-02-28", 2, "2028-03-01")]
    [InlineData("2027-02-26", 1, "2027-03-01")] // no leap year
    [InlineData("2026-08-14", 1, "2026-08-17")] // a holiday on a Saturday does not move
    [InlineData("2025-07-10", 1, "2025-07-14")] // 11 July on a Friday
    [InlineData("2026-11-22", 10, "2026-12-04")]
    [InlineData("2026-11-22", 0, "2026-11-22")] // a Sunday stays a Sunday
    [InlineData("2025-12-31", 253, "2026-12-31")] // all of 2026: 261 weekdays, 8 holidays on one
    public void Adding_working_days_gives_the_day_counted_by_hand(string from, int count, string expected)
        => Assert.Equal(Day(expected), Usual.AddWorkingDays(Day(from), count));

    [Fact]
    public void Eleven_July_is_a_working_day_where_the_region_says_so()
    {
        var withoutFlemishHoliday = new WorkingDays(new CalendarSettings { FlemishHoliday = false });

        Assert.True(withoutFlemishHoliday.IsWorkingDay(Day("2025-07-11")));
        Assert.False(Usual.IsWorkingDay(Day("2025-07-11")));
    }

    [Fact]
    public void Days_on_which_the_region_is_closed_do_not_count()
    {
        var calendar = new WorkingDays(new CalendarSettings
        {
            Closed =
            [
                new ClosedPeriod { From = Day("2026-05-15"), Name = "Brugdag" },
                new ClosedPeriod { From = Day("2026-12-28"), To = Day("2026-12-31"), Name = "Kerstsluiting" },
            ],
        });

        Assert.Equal(Day("2026-05-18"), calendar.AddWorkingDays(Day("2026-05-13"), 1));
        Assert.Equal(Day("2027-01-04"), calendar.AddWorkingDays(Day("2026-12-24"), 1));
        Assert.Equal("Brugdag", calendar.NameOfDayOff(Day("2026-05-15")));
        Assert.Equal("Kerstmis", calendar.NameOfDayOff(Day("2026-12-25")));
        Assert.Null(calendar.NameOfDayOff(Day("2026-12-26")));
    }

    [Fact]
    public void Counting_undoes_adding_from_any_day()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 2000; i++)
        {
            var from = AnyDay(random);
            var count = random.Next(-120, 121);

            Assert.Equal(count, Usual.WorkingDaysBetween(from, Usual.AddWorkingDays(from, count)));
        }
    }

    [Fact]
    public void Adding_in_two_parts_is_adding_at_once()
    {
        var random = new Random(7);
        for (var i = 0; i < 1000; i++)
        {
            var from = AnyDay(random);
            var (first, second) = (random.Next(0, 60), random.Next(0, 60));

            Assert.Equal(Usual.AddWorkingDays(from, first + second), Usual.AddWorkingDays(Usual.AddWorkingDays(from, first), second));
            Assert.Equal(Usual.AddWorkingDays(from, -first - second), Usual.AddWorkingDays(Usual.AddWorkingDays(from, -first), -second));
        }
    }

    [Fact]
    public void Every_result_is_a_working_day_and_later_counts_give_later_days()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var from = AnyDay(random);
            var previous = Usual.AddWorkingDays(from, -31);
            for (var count = -30; count <= 30; count++)
            {
                var day = Usual.AddWorkingDays(from, count);
                Assert.True(previous < day);
                if (count != 0) Assert.True(Usual.IsWorkingDay(day));
                previous = day;
            }
        }
    }

    [Fact]
    public void A_person_who_works_two_days_a_week_is_reached_on_the_next_of_those()
    {
        const WeekDays days = WeekDays.Tuesday | WeekDays.Thursday;

        Assert.Equal(Day("2026-11-24"), Usual.OnOrAfter(Day("2026-11-22"), days)); // Sunday: Tuesday
        Assert.Equal(Day("2026-11-24"), Usual.OnOrAfter(Day("2026-11-24"), days));
        Assert.Equal(Day("2026-05-19"), Usual.OnOrAfter(Day("2026-05-13"), days)); // Thursday is Ascension Day
        Assert.False(Usual.IsWorkingDay(Day("2026-11-25"), days));
        Assert.True(Usual.IsWorkingDay(Day("2026-11-25"), WeekDays.None));
    }

    [Fact]
    public void A_person_who_only_works_in_the_weekend_is_reached_on_the_first_working_day()
        => Assert.Equal(Day("2026-11-23"), Usual.OnOrAfter(Day("2026-11-21"), WeekDays.Saturday | WeekDays.Sunday));

    [Fact]
    public void Every_single_day_of_the_week_is_recognised()
    {
        var monday = Day("2026-11-23");
        for (var i = 0; i < 5; i++)
            Assert.Equal(monday.AddDays(i), Usual.OnOrAfter(monday, DutchNames.Days[i]));
    }

    private static DateOnly AnyDay(Random random) => new DateOnly(1990, 1, 1).AddDays(random.Next(0, 365 * 80));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
