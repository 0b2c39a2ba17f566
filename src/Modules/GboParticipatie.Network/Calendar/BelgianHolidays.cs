namespace GboParticipatie.Network.Calendar;

/// <summary>A day off for everybody.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">What it is called.</param>
public sealed record Holiday(DateOnly Day, string Name);

/// <summary>The ten legal holidays of Belgium (Royal Decree of 18 April 1974, article 1) and the Flemish one.</summary>
public static class BelgianHolidays
{
    /// <summary>The legal holidays of a year, in order, with 11 July between them when asked for.</summary>
    /// <param name="year">The year.</param>
    /// <param name="withFlemishHoliday">Whether 11 July is one.</param>
    public static IReadOnlyList<Holiday> Of(int year, bool withFlemishHoliday)
    {
        var easter = EasterSunday(year);
        List<Holiday> days =
        [
            new(new DateOnly(year, 1, 1), "Nieuwjaar"),
            new(easter.AddDays(1), "Paasmaandag"),
            new(new DateOnly(year, 5, 1), "Dag van de Arbeid"),
            new(easter.AddDays(39), "Onze-Lieve-Heer-Hemelvaart"),
            new(easter.AddDays(50), "Pinkstermaandag"),
            new(new DateOnly(year, 7, 21), "Nationale feestdag"),
            new(new DateOnly(year, 8, 15), "Onze-Lieve-Vrouw-Hemelvaart"),
            new(new DateOnly(year, 11, 1), "Allerheiligen"),
            new(new DateOnly(year, 11, 11), "Wapenstilstand"),
            new(new DateOnly(year, 12, 25), "Kerstmis"),
        ];
        if (withFlemishHoliday) days.Add(new(new DateOnly(year, 7, 11), "Feest van de Vlaamse Gemeenschap"));
        return [.. days.OrderBy(h => h.Day)];
    }

    /// <summary>
    /// Easter Sunday: the computus of Meeus, Jones and Butcher, as in J. Meeus, Astronomical Algorithms (1991), chapter 8.
    /// The letters are those of the book. Before 1583 it counts on with the same calendar, as DateOnly does.
    /// </summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var (month, day) = Math.DivRem(h + l - 7 * m + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
