namespace GboParticipatie.Klankgroep.Models;

/// <summary>What someone has typed of an answer and not given yet. One per question and person; gone once it is given.</summary>
public sealed class AnswerDraft
{
    /// <summary>The question.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>Who types (of Network).</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the body would decide, or null until chosen.</summary>
    public Decision? Decision { get; set; }

    /// <summary>Why, or null.</summary>
    public string? Why { get; set; }

    /// <summary>What happens now, or null.</summary>
    public string? WhatHappens { get; set; }

    /// <summary>By when, or null.</summary>
    public DateOnly? ByWhen { get; set; }

    /// <summary>When it was kept (UTC).</summary>
    public DateTime SavedAt { get; set; }
}
