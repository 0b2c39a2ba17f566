using System.Globalization;
using GboParticipatie.Time;
using GboParticipatie.Web.BackgroundTasks;

namespace GboParticipatie.Tests.Web;

/// <summary>The two nights on which the clock in Brussels jumps: 28 March 2027 has no hour from 2 to 3, 25 October 2026 has it twice.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("2027-03-28 01:59", "2027-03-28 00:59")]
    [InlineData("2027-03-28 02:00", "2027-03-28 01:00")]
    [InlineData("2027-03-28 02:30", "2027-03-28 01:30")]
    [InlineData("2027-03-28 03:00", "2027-03-28 01:00")]
    [InlineData("2026-10-25 01:59", "2026-10-24 23:59")]
    [InlineData("2026-10-25 02:00", "2026-10-25 00:00")]
    [InlineData("2026-10-25 02:59", "2026-10-25 00:59")]
    [InlineData("2026-10-25 03:00", "2026-10-25 02:00")]
    public void A_local_time_is_one_time_in_UTC(string local, string utc)
    {
        var time = BrusselsTime.ToUtc(At(local));

        Assert.Equal((At(utc), DateTimeKind.Utc), (time, time.Kind));
    }

    [Theory]
    [InlineData("2027-03-27", 24)]
    [InlineData("2027-03-28", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-10-26", 24)]
    public void A_day_begins_where_the_one_before_ends_however_long_it_is(string date, int hours)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var (start, end) = (BrusselsTime.StartOfDay(day), BrusselsTime.StartOfDay(day.AddDays(1)));

        Assert.Equal(hours, (end - start).TotalHours);
        Assert.Equal((day, day), (BrusselsTime.DayOf(start), BrusselsTime.DayOf(end.AddTicks(-1))));
        Assert.Equal(day.AddDays(-1), BrusselsTime.DayOf(start.AddTicks(-1)));
    }

    [Theory]
    [InlineData("2027-03-28")]
    [InlineData("2026-10-25")]
    public void What_runs_once_a_day_runs_once_on_such_a_day_too_whatever_its_hour(string date)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var tasks = new[] { "30 0 * * *", "10 2 * * *", "30 2 * * *", "59 2 * * *", "0 3 * * *" }.Select(s => new TaskDescription("T", "", s));

        Assert.All(tasks, task => Assert.Single(TimesOn(task, day)));
    }

    // What is due in the hour that is not there runs when the clock jumps: then that hour has two.
    [Theory]
    [InlineData("2027-03-28", 23)]
    [InlineData("2026-10-25", 25)]
    public void What_runs_each_hour_runs_in_each_hour_of_such_a_day(string date, int hours)
        => Assert.Equal(hours, TimesOn(new TaskDescription("T", "", "17 * * * *"), DateOnly.Parse(date, CultureInfo.InvariantCulture)).Select(t => (t.Day, t.Hour)).Distinct().Count());

    private static List<DateTime> TimesOn(TaskDescription task, DateOnly day)
    {
        List<DateTime> times = [];
        for (DateTimeOffset? at = new DateTimeOffset(BrusselsTime.StartOfDay(day).AddTicks(-1)); (at = task.Cron.GetNextValidTimeAfter(at.Value)) is { } next && BrusselsTime.DayOf(next.UtcDateTime) == day;)
            times.Add(next.UtcDateTime);
        return times;
    }

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
