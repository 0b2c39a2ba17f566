using System.Globalization;
using System.Xml;
using GboParticipatie.Localization;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Time;
using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Activities;

/// <summary>Until when a step waits, out of its properties: a duration, working days, or a date of the record.</summary>
internal sealed class WaitTime(WorkingCalendar calendar)
{
    private const string Duration = "Duration";
    private const string WorkingDays = "WorkingDays";
    private const string Until = "Until";
    private const string OffsetDays = "OffsetDays";
    private const string OffsetWorkingDays = "OffsetWorkingDays";
    private const string At = "At";
    private const int Most = 2000;
    private static readonly TimeOnly Morning = new(8, 0);

    public static IReadOnlyList<ActivityProperty> Properties { get; } =
    [
        new(Duration, "Hoe lang", PropertyKind.Duration),
        new(WorkingDays, "Zoveel werkdagen", PropertyKind.Number),
        new(Until, "Tot deze datum", PropertyKind.DateField),
        new(OffsetDays, "Dagen erna (min: ervoor)", PropertyKind.Number),
        new(OffsetWorkingDays, "Werkdagen erna (min: ervoor)", PropertyKind.Number),
        new(At, "Om hoe laat", PropertyKind.TimeOfDay),
    ];

    public static bool IsGiven(ActivityRecord activity) => Given(activity) > 0;

    /// <summary>True when the time hangs on a field, so that a change of the record moves it.</summary>
    public static bool FollowsField(ActivityRecord activity) => activity.Has(Until);

    public static IEnumerable<string> Validate(ActivityRecord activity, bool isRequired)
    {
        if (isRequired && Given(activity) == 0) yield return $"geef {Duration}, {WorkingDays} of {Until}";
        if (Given(activity) > 1) yield return $"geef maar één van {Duration}, {WorkingDays} en {Until}";
        if (!activity.Has(Until) && (activity.Has(OffsetDays) || activity.Has(OffsetWorkingDays))) yield return $"{OffsetDays} en {OffsetWorkingDays} horen bij {Until}";
        if (activity.Has(OffsetDays) && activity.Has(OffsetWorkingDays)) yield return $"geef {OffsetDays} of {OffsetWorkingDays}, niet allebei";
        if (activity.Has(Duration) && activity.Has(At)) yield return $"{At} hoort niet bij {Duration}";
        if (activity.Number(WorkingDays) is < 0 or > Most) yield return $"{WorkingDays} ligt tussen 0 en {Most}";
        if (activity.Number(OffsetDays) is < -Most or > Most) yield return $"{OffsetDays} ligt tussen -{Most} en {Most}";
        if (activity.Number(OffsetWorkingDays) is < -Most or > Most) yield return $"{OffsetWorkingDays} ligt tussen -{Most} en {Most}";
    }

    public static string Describe(ActivityRecord activity, IStringLocalizer S)
    {
        if (activity.Text(Duration) is { } duration) return InWords(XmlConvert.ToTimeSpan(duration), S);
        if (activity.Number(WorkingDays) is { } days) return S.Plural(days, "1 werkdag", "{0} werkdagen");
        if (activity.Text(Until) is not { } field) return "";
        var workingDays = activity.Number(OffsetWorkingDays);
        var shift = workingDays ?? activity.Number(OffsetDays) ?? 0;
        if (shift == 0) return S["tot {0}", field];
        var (count, isBefore) = (Math.Abs(shift), shift < 0);
        var length = workingDays is null ? S.Plural(count, "1 dag", "{0} dagen") : S.Plural(count, "1 werkdag", "{0} werkdagen");
        return isBefore ? S["tot {0} voor {1}", length, field] : S["tot {0} na {1}", length, field];
    }

    /// <summary>Until when (UTC); null when the date is not known, or no time was asked for.</summary>
    public async Task<DateTime?> ComputeAsync(ActivityContext context, CancellationToken cancel)
    {
        var activity = context.Activity;
        if (activity.Text(Duration) is { } duration) return context.VisitedAt + XmlConvert.ToTimeSpan(duration);
        var at = activity.Text(At) is { } text ? TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture) : (TimeOnly?)null;
        if (activity.Number(WorkingDays) is { } count)
            return Moment(await ShiftAsync(BrusselsTime.DayOf(context.VisitedAt), null, count, cancel), at ?? Morning);
        if (activity.Text(Until) is not { } field) return null;
        switch (context.Workflow.Values[field])
        {
            case DateOnly day:
                return Moment(await ShiftAsync(day, activity.Number(OffsetDays), activity.Number(OffsetWorkingDays), cancel), at ?? Morning);
            case DateTime moment:
                var local = BrusselsTime.ToLocal(moment);
                var shifted = await ShiftAsync(DateOnly.FromDateTime(local), activity.Number(OffsetDays), activity.Number(OffsetWorkingDays), cancel);
                return Moment(shifted, at ?? TimeOnly.FromDateTime(local));
            default:
                return null;
        }
    }

    private async Task<DateOnly> ShiftAsync(DateOnly day, int? days, int? workingDays, CancellationToken cancel)
    {
        if (days is { } plain) return day.AddDays(plain);
        return workingDays is { } count and not 0 ? (await calendar.GetAsync(cancel)).AddWorkingDays(day, count) : day;
    }

    private static DateTime Moment(DateOnly day, TimeOnly at) => BrusselsTime.ToUtc(day.ToDateTime(at));

    private static int Given(ActivityRecord activity) => new[] { Duration, WorkingDays, Until }.Count(activity.Has);

    /// <summary>A length of time as people say it.</summary>
    public static string InWords(TimeSpan time, IStringLocalizer S)
    {
        if (time.TotalDays >= 1 && time.Hours == 0 && time.Minutes == 0) return S.Plural(time.Days, "1 dag", "{0} dagen");
        if (time.TotalHours >= 1 && time.Minutes == 0) return S.Plural((int)time.TotalHours, "1 uur", "{0} uur");
        return S.Plural((int)time.TotalMinutes, "1 minuut", "{0} minuten");
    }
}
