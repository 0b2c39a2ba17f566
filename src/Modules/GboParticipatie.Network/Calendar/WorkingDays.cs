using System.Collections.Concurrent;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Calendar;

/// <summary>
/// Counts working days: Monday to Friday, without legal holidays and without the days that the region is closed. Pure: no clock,
/// no database.
/// </summary>
public sealed class WorkingDays(CalendarSettings settings)
{
    private readonly ConcurrentDictionary<int, IReadOnlyList<Holiday>> _holidays = new();

    /// <summary>True for a day on which services are open.</summary>
    public bool IsWorkingDay(DateOnly day)
        => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && NameOfDayOff(day) is null;

    /// <summary>True for a day on which services are open and this person works. A person of unknown days works on all.</summary>
    public bool IsWorkingDay(DateOnly day, WeekDays personWorksOn)
        => IsWorkingDay(day) && (personWorksOn == WeekDays.None || personWorksOn.HasFlag(FlagOf(day.DayOfWeek)));

    /// <summary>Why the day is off ("Paasmaandag", "brugdag"), or null. Weekends have no name.</summary>
    public string? NameOfDayOff(DateOnly day)
        => HolidaysOf(day.Year).FirstOrDefault(h => h.Day == day)?.Name ?? settings.Closed.FirstOrDefault(c => c.Contains(day))?.Name;

    /// <summary>
    /// The working day that lies that many working days after the day, or before it when negative. The day itself does not count;
    /// with 0 it is returned as it is.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs((long)count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    /// <summary>The day itself when it is a working day, else the first one after it.</summary>
    public DateOnly OnOrAfter(DateOnly day) => OnOrAfter(day, WeekDays.None);

    /// <summary>
    /// The first day, from this one on, on which the person works. Someone who only works on days that are never working days
    /// (Saturday, Sunday) gets the first working day: waiting forever helps nobody.
    /// </summary>
    public DateOnly OnOrAfter(DateOnly day, WeekDays personWorksOn)
    {
        const WeekDays week = WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday | WeekDays.Thursday | WeekDays.Friday;
        var worksOn = personWorksOn & week;
        while (!IsWorkingDay(day, worksOn)) day = day.AddDays(1);
        return day;
    }

    /// <summary>
    /// How many working days lie after <paramref name="from"/>, up to and with <paramref name="to"/>. Negative when
    /// <paramref name="to"/> is earlier. It undoes <see cref="AddWorkingDays"/>:
    /// <c>WorkingDaysBetween(d, AddWorkingDays(d, n)) == n</c>.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var step = Math.Sign(to.CompareTo(from));
        var count = 0;
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) count += step;
        }

        return count;
    }

    /// <summary>The holidays of a year, in order, without the days that only this region is closed.</summary>
    public IReadOnlyList<Holiday> HolidaysOf(int year)
        => _holidays.GetOrAdd(year, y => BelgianHolidays.Of(y, settings.FlemishHoliday));

    private static WeekDays FlagOf(DayOfWeek day) => day == DayOfWeek.Sunday ? WeekDays.Sunday : (WeekDays)(1 << ((int)day - 1));
}
