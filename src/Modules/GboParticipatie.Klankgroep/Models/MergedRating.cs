namespace GboParticipatie.Klankgroep.Models;

/// <summary>What the author of a point that stands together with another thinks of an answer. The author of that other one says it in the answer itself.</summary>
public sealed class MergedRating
{
    /// <summary>The answer.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>The point whose author said it.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Whether the answer is clear.</summary>
    public ClarityRating Rating { get; private set; }

    /// <summary>The author's word of why, or null.</summary>
    public string? Word { get; private set; }

    /// <summary>When it was said (UTC).</summary>
    public DateTime RatedAt { get; private set; }

    internal void Say(ClarityRating rating, string? word, DateTime at) => (Rating, Word, RatedAt) = (rating, word, at);
}
