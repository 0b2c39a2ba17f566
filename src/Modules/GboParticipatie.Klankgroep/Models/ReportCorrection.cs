namespace GboParticipatie.Klankgroep.Models;

/// <summary>What a report said about a point before it was corrected, and why it was. Never changed.</summary>
public sealed class ReportCorrection
{
    /// <summary>Longest reason.</summary>
    public const int WhyLength = 1000;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>What it said, or null: nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What it gave as conclusion, or null: none.</summary>
    public string? ConclusionBefore { get; init; }

    /// <summary>Why it was corrected; empty: the point was added when the report was out.</summary>
    public required string Why { get; init; }

    /// <summary>The point was talked about, and nobody had ticked it.</summary>
    public bool IsAddedPoint => Why.Length == 0;

    /// <summary>When (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>Who did it (an opaque user id), or null.</summary>
    public string? ByUserId { get; init; }
}
