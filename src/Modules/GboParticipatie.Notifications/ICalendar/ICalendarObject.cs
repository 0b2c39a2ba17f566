namespace GboParticipatie.Notifications.ICalendar;

/// <summary>What a calendar program is to do with what it gets (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>Shows it: a feed. Has no attendees.</summary>
    Publish,

    /// <summary>Asks someone to come, or tells that something changed. Has an organizer and attendees.</summary>
    Request,

    /// <summary>Takes it away again. Has an organizer and attendees.</summary>
    Cancel,
}

/// <summary>Whether an event takes place (RFC 5545, 3.8.1.11).</summary>
public enum EventStatus
{
    /// <summary>It is not certain yet.</summary>
    Tentative,

    /// <summary>It takes place.</summary>
    Confirmed,

    /// <summary>It does not take place.</summary>
    Cancelled,
}

/// <summary>What an invited person said (RFC 5545, 3.2.12).</summary>
public enum ParticipationStatus
{
    /// <summary>Nothing yet.</summary>
    NeedsAction,

    /// <summary>Comes.</summary>
    Accepted,

    /// <summary>Does not come.</summary>
    Declined,

    /// <summary>Perhaps.</summary>
    Tentative,
}

/// <summary>Someone with a mail address: the organizer, or who is invited.</summary>
/// <param name="Email">Mail address.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="Status">What an invited person said; means nothing for the organizer.</param>
public sealed record CalendarParty(string Email, string? Name = null, ParticipationStatus Status = ParticipationStatus.NeedsAction);

/// <summary>An event (VEVENT). Its bytes depend on nothing else, so that a feed without changes stays the same.</summary>
public sealed record CalendarEvent
{
    /// <summary>Stays the same for as long as the event lives, also when it moves.</summary>
    public required string Uid { get; init; }

    /// <summary>Grows by one with every change of time, place or state (RFC 5546, 2.1.4).</summary>
    public required int Sequence { get; init; }

    /// <summary>When it changed last (UTC): also DTSTAMP, so that it is the same at every reading.</summary>
    public required DateTime ChangedAt { get; init; }

    /// <summary>Start (UTC).</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>End (UTC), after the start.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Title.</summary>
    public required string Summary { get; init; }

    /// <summary>More about it, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where, or empty.</summary>
    public string Location { get; init; } = "";

    /// <summary>Page about it, or null.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether it takes place.</summary>
    public EventStatus Status { get; init; } = EventStatus.Confirmed;

    /// <summary>Who invites; null in a feed.</summary>
    public CalendarParty? Organizer { get; init; }

    /// <summary>Who is invited; nobody in a feed.</summary>
    public IReadOnlyList<CalendarParty> Attendees { get; init; } = [];
}

/// <summary>A calendar (VCALENDAR): a feed, or what goes with a mail.</summary>
public sealed record ICalendarObject
{
    /// <summary>What the program that reads it is to do.</summary>
    public required CalendarMethod Method { get; init; }

    /// <summary>The events; a mail has one.</summary>
    public required IReadOnlyList<CalendarEvent> Events { get; init; }

    /// <summary>Name of a feed, or null.</summary>
    public string? Name { get; init; }

    /// <summary>How often a feed is worth reading again, or null.</summary>
    public TimeSpan? RefreshInterval { get; init; }
}
