namespace GboParticipatie.Notifications.ICalendar;

/// <summary>A module that has something for people's calendars. All sources together make the feeds.</summary>
public interface ICalendarSource
{
    /// <summary>What anyone may know of: what is to come, and what was cancelled in the last 90 days.</summary>
    Task<IReadOnlyList<CalendarEvent>> PublicAsync(CancellationToken cancel);

    /// <summary>What is in the calendar of someone with an account; not the same as all that this person may read.</summary>
    Task<IReadOnlyList<CalendarEvent>> OfAsync(string userId, CancellationToken cancel);
}
