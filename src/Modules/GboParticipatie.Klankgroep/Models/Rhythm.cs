namespace GboParticipatie.Klankgroep.Models;

/// <summary>How often a group meets: each so many months, on such a weekday of the month, at such an hour.</summary>
public sealed class Rhythm : IVersioned
{
    /// <summary>The last week of a month, whether it has four or five of that weekday.</summary>
    public const int LastWeek = 5;

    /// <summary>The group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>Every how many months: 1 to 12.</summary>
    public int EveryMonths { get; private set; }

    /// <summary>Which of that weekday in the month: 1 to 4, or <see cref="LastWeek"/>.</summary>
    public int Week { get; private set; }

    /// <summary>On which day.</summary>
    public DayOfWeek Day { get; private set; }

    /// <summary>When it begins, in minutes since midnight in Brussels.</summary>
    public int StartMinute { get; private set; }

    /// <summary>How long it takes, in minutes.</summary>
    public int Minutes { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>When it begins.</summary>
    public TimeOnly StartsAt => TimeOnly.MinValue.AddMinutes(StartMinute);

    /// <summary>How often, as in a sentence: "om de 3 maanden".</summary>
    public string InWords => EveryMonths switch { 1 => "elke maand", 6 => "om het half jaar", 12 => "elk jaar", var months => $"om de {months} maanden" };

    /// <summary>Sets it.</summary>
    /// <exception cref="RuleException">Something of it cannot be; the field says what.</exception>
    public void Set(int everyMonths, int week, DayOfWeek day, TimeOnly startsAt, int minutes)
    {
        if (everyMonths is < 1 or > 12) throw new RuleException("Kies om de hoeveel maanden: van 1 tot 12.", nameof(EveryMonths));
        if (week is < 1 or > LastWeek) throw new RuleException("Kies de hoeveelste van de maand.", nameof(Week));
        if (!Enum.IsDefined(day)) throw new RuleException("Kies een dag van de week.", nameof(Day));
        if (minutes is < 15 or > 720) throw new RuleException("Vul in hoeveel minuten het duurt: van 15 tot 720.", nameof(Minutes));
        (EveryMonths, Week, Day, StartMinute, Minutes) = (everyMonths, week, day, (startsAt.Hour * 60) + startsAt.Minute, minutes);
    }

    /// <summary>The day of this rhythm in a month.</summary>
    public DateOnly DayIn(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays((((int)Day - (int)first.DayOfWeek + 7) % 7) + (7 * (Math.Min(Week, 4) - 1)));
        var later = day.AddDays(7);
        return Week == LastWeek && later.Month == month ? later : day;
    }

    /// <summary>
    /// The days of the next meetings. A day off, or one in the weeks in which nobody comes, moves a week later, else a week
    /// earlier, else two weeks later, in the same month; when none of these will do, that month is left out.
    /// </summary>
    /// <param name="after">The group's last meeting, or today: the first proposal lies so many months after it, or in a later month than this one when it never met.</param>
    /// <param name="hasMet">True when <paramref name="after"/> is a meeting.</param>
    /// <param name="today">Nothing is proposed up to this day.</param>
    /// <param name="count">How many.</param>
    /// <param name="isGood">False for a day on which nobody comes.</param>
    public IReadOnlyList<DateOnly> Next(DateOnly after, bool hasMet, DateOnly today, int count, Func<DateOnly, bool> isGood)
    {
        var days = new List<DateOnly>();
        var month = new DateOnly(after.Year, after.Month, 1).AddMonths(hasMet ? EveryMonths : 0);
        for (var tries = 0; days.Count < count && tries < 60; tries++, month = month.AddMonths(days.Count == 0 && !hasMet ? 1 : EveryMonths))
        {
            var day = DayIn(month.Year, month.Month);
            if (day <= today) continue;
            var chosen = new[] { day, day.AddDays(7), day.AddDays(-7), day.AddDays(14) }.Where(d => d.Month == day.Month && d > today && d > after && isGood(d)).Select(d => (DateOnly?)d).FirstOrDefault();
            if (chosen is { } good) days.Add(good);
        }

        return days;
    }
}
