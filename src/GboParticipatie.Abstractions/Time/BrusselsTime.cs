using System.Globalization;
using GboParticipatie.Localization;

namespace GboParticipatie.Time;

/// <summary>
/// Times as people in Flanders read and write them, with the words of the reader's language. Storage is UTC. A language other than
/// Dutch has them as its culture writes them, without words of ours around.
/// </summary>
public static class BrusselsTime
{
    /// <summary>The zone Europe/Brussels.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The local time of a UTC time.</summary>
    public static DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The day it is in Brussels.</summary>
    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow().UtcDateTime);

    /// <summary>The day in Brussels of a UTC time.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    /// <summary>
    /// What is kept of a time when only its day may be: midnight UTC with the date that it is in Brussels. The date in UTC would,
    /// beside the day in Brussels, tell whether it was just after midnight.
    /// </summary>
    public static DateTime OnlyDay(DateTime utc) => DayOf(utc).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>
    /// The UTC time of a local time. A time that does not exist (night in March) moves on by the gap; a time that exists twice
    /// (night in October) is the first one, in summer time.
    /// </summary>
    public static DateTime ToUtc(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        if (Zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - Zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }

    /// <summary>The UTC time at which a day begins in Brussels.</summary>
    public static DateTime StartOfDay(DateOnly day) => ToUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>"dinsdag 8 december 2026".</summary>
    public static string LongDate(DateOnly day) => day.ToString("dddd d MMMM yyyy", ReadersLanguage.Culture);

    /// <summary>"dinsdag 8 december 2026", the day in Brussels.</summary>
    public static string LongDate(DateTime utc) => LongDate(DayOf(utc));

    /// <summary>"dinsdag", the day in Brussels.</summary>
    public static string Weekday(DateTime utc) => DayOf(utc).ToString("dddd", ReadersLanguage.Culture);

    /// <summary>"8 dec", for tables.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("d MMM", ReadersLanguage.Culture).Replace(".", "", StringComparison.Ordinal);

    /// <summary>"dinsdag 8 december 2026 om 14 uur", minutes only when there are any ("om 14.30 uur").</summary>
    public static string LongDateTime(DateTime utc)
        => ReadersLanguage.IsOther ? $"{LongDate(utc)}, {Clock(utc)}" : $"{LongDate(utc)} om {Clock(utc)} uur";

    /// <summary>"dinsdag 8 december 2026, 14 tot 16 uur".</summary>
    public static string LongRange(DateTime startUtc, DateTime endUtc)
        => ReadersLanguage.IsOther
            ? $"{LongDate(startUtc)}, {Clock(startUtc)}–{Clock(endUtc)}"
            : $"{LongDate(startUtc)}, {Clock(startUtc)} tot {Clock(endUtc)} uur";

    /// <summary>"14" or "14.30"; in other languages than Dutch "14:00".</summary>
    public static string Clock(DateTime utc)
    {
        var local = ToLocal(utc);
        if (ReadersLanguage.IsOther) return local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return local.Minute == 0 ? local.ToString("%H", CultureInfo.InvariantCulture) : local.ToString("H.mm", CultureInfo.InvariantCulture);
    }
}
