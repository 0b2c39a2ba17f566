namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>A row of the one list, as the database gives it.</summary>
internal sealed class WorkRow
{
    public string Kind { get; init; } = "";

    public Guid Id { get; init; }

    /// <summary>The point that it is about.</summary>
    public Guid? ItemId { get; init; }

    public string Reference { get; init; } = "";

    public string Title { get; init; } = "";

    public string Status { get; init; } = "";

    public DateOnly? DueOn { get; init; }

    /// <summary>The day that it came.</summary>
    public DateOnly? SinceOn { get; init; }

    /// <summary>The coach who sees to it (an opaque user id), or null.</summary>
    public string? Owner { get; init; }

    /// <summary>False while nobody vouches for the author.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>True while its author's "nee" waits for a new question.</summary>
    public bool HasComeBack { get; init; }

    /// <summary>Who may read it, as points and feedback say it; else empty.</summary>
    public string Readers { get; init; } = "";

    /// <summary>Name of the organisation that it comes from, when it may be shown.</summary>
    public string? FromName { get; init; }

    /// <summary>Group or organisation that has to do something now, or null: the coach.</summary>
    public string? BodyName { get; init; }

    /// <summary>When the meeting begins on whose agenda a point waits (UTC), or null.</summary>
    public DateTime? MeetingAt { get; init; }
}
