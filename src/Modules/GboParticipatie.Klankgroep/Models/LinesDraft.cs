namespace GboParticipatie.Klankgroep.Models;

/// <summary>Lines of a meeting that a coach has typed and not made points of yet. One per meeting and coach; gone once they are points.</summary>
public sealed class LinesDraft
{
    /// <summary>Longest text that is kept: many lines of many words.</summary>
    public const int TextLength = 200_000;

    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>Who types (an opaque user id).</summary>
    public required string UserId { get; init; }

    /// <summary>The lines, each with its organisation in front when one was chosen.</summary>
    public string Text { get; set; } = "";

    /// <summary>When it was kept (UTC).</summary>
    public DateTime SavedAt { get; set; }
}
