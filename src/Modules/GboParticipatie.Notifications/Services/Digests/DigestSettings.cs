using System.ComponentModel.DataAnnotations;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>When digests are made. Recipe step <c>settings</c>, property <c>DigestSettings</c>. Times are Brussels time.</summary>
public sealed record DigestSettings
{
    /// <summary>Day of the weekly digest of groups; a group may have its own.</summary>
    public DayOfWeek GroupDigestDay { get; init; } = DayOfWeek.Tuesday;

    /// <summary>Hour of that digest.</summary>
    [Range(0, 23)]
    public int GroupDigestHour { get; init; } = 7;

    /// <summary>Hour of the coach's digest.</summary>
    [Range(0, 23)]
    public int CoachDigestHour { get; init; } = 7;

    /// <summary>Days of the coach's digest.</summary>
    public IReadOnlyList<DayOfWeek> CoachDigestDays { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>
    /// From when, on a working day, who works here gets what waited: a coach in one mail. After the digest and after eight, when
    /// workflows remind.
    /// </summary>
    public TimeOnly DailyMailAt { get; init; } = new(8, 30);

    /// <summary>Days after which a digest is erased.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; init; } = 730;

    /// <summary>The day of the last moment at or before now on one of these days at this hour, or null when there are no days.</summary>
    public static DateOnly? LastDay(DateTime nowUtc, IReadOnlyCollection<DayOfWeek> days, int hour)
    {
        var today = BrusselsTime.DayOf(nowUtc);
        for (var back = 0; back <= 7; back++)
        {
            var day = today.AddDays(-back);
            if (days.Contains(day.DayOfWeek) && Moment(day, hour) <= nowUtc) return day;
        }

        return null;
    }

    /// <summary>The moment on a day (UTC).</summary>
    public static DateTime Moment(DateOnly day, int hour) => BrusselsTime.ToUtc(day.ToDateTime(new TimeOnly(hour, 0)));
}
