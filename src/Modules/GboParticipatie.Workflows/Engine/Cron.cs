using GboParticipatie.Time;
using Quartz;

namespace GboParticipatie.Workflows.Engine;

/// <summary>Five-field cron expressions, in Brussels time.</summary>
internal static class Cron
{
    /// <summary>The first time after this one (UTC); null when there is none.</summary>
    public static DateTime? Next(string cron, DateTime afterUtc)
        => CronExpression.Parse(cron, CronFormat.Unix).WithTimeZone(BrusselsTime.Zone)
            .GetNextValidTimeAfter(new DateTimeOffset(afterUtc, TimeSpan.Zero))?.UtcDateTime;
}
