namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// An answer that the coach wrote for the body that is asked: a draft, or what was said in a meeting. Nobody but who may answer
/// reads it until the owner gives it. One per question; gone once it is answered.
/// </summary>
public sealed class AnswerProposal : IVersioned
{
    /// <summary>The question.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>True when the body said this in a meeting and has but to confirm it; false for a draft.</summary>
    public bool WasSaid { get; set; }

    /// <summary>What the body would decide, or null.</summary>
    public Decision? Decision { get; set; }

    /// <summary>Why, or null.</summary>
    public string? Why { get; set; }

    /// <summary>What happens now, or null.</summary>
    public string? WhatHappens { get; set; }

    /// <summary>By when, or null.</summary>
    public DateOnly? ByWhen { get; set; }

    /// <summary>Who wrote it (an opaque user id), or null.</summary>
    public string? ByUserId { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime SavedAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}
