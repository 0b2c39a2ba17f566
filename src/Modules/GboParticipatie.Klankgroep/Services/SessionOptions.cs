using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A new meeting.</summary>
/// <param name="GroupId">Whose.</param>
/// <param name="Details">What is filled in.</param>
/// <param name="Id">Key, when a recipe gives one; null: a new one.</param>
public sealed record CreateSession(Guid GroupId, SessionDetails Details, Guid? Id = null);

/// <summary>A change to a meeting.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Details">What is filled in now.</param>
/// <param name="Version">The version that the coach saw; null: whatever it is.</param>
public sealed record ChangeSession(Guid SessionId, SessionDetails Details, int? Version);

/// <summary>A meeting that is over.</summary>
public sealed record HoldSession
{
    /// <summary>Which.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The version that the coach saw; null: whatever it is.</summary>
    public int? Version { get; init; }

    /// <summary>The points that were talked about. The others go to the next meeting.</summary>
    public IReadOnlyList<DiscussedPoint> Discussed { get; init; } = [];
}

/// <summary>A point that was talked about.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="WhatWasSaid">What was said (Markdown), or null: what was noted during the meeting.</param>
/// <param name="Seen">Mark (<see cref="TypedText.Mark"/>) of the note that the coach began from; null: it replaces whatever is there.</param>
public sealed record DiscussedPoint(Guid ItemId, string? WhatWasSaid, string? Seen = null)
{
    /// <summary>What was concluded (Markdown), or null: what was noted during the meeting.</summary>
    public string? Conclusion { get; init; }

    /// <summary>As <see cref="Seen"/>, of the conclusion.</summary>
    public string? SeenConclusion { get; init; }

    private string SaidField => $"WhatWasSaid[{ItemId}]";

    private string ConclusionField => $"Conclusion[{ItemId}]";

    /// <summary>What was typed, checked.</summary>
    internal SaidText Typed() => new(TypedText.Optional(WhatWasSaid, SaidField), TypedText.Optional(Conclusion, ConclusionField));

    internal SaidText Together(SaidText typed, SaidText stored)
        => new(Together(Seen, typed.WhatWasSaid, stored.WhatWasSaid, SaidField), Together(SeenConclusion, typed.Conclusion, stored.Conclusion, ConclusionField));

    // What two coaches wrote about one point stands below each other; what only one of them changed is as that one left it.
    private static string? Together(string? seen, string? typed, string? stored, string field)
    {
        if (seen is null || typed == stored || seen == TypedText.Mark(stored)) return typed;
        if (typed is null || seen == TypedText.Mark(typed)) return stored;
        // A half sentence that was kept when the page went out of sight can arrive before or after what became of it.
        if (stored is null || Holds(typed, stored)) return typed;
        return Holds(stored, typed) ? stored : TypedText.Optional($"{stored}\n\n{typed}", field);
    }

    // From its beginning, or as whole lines: "ja" is not said in "jaren".
    private static bool Holds(string text, string part)
        => text.StartsWith(part, StringComparison.Ordinal) || $"\n{text}\n".Contains($"\n{part}\n", StringComparison.Ordinal);
}
