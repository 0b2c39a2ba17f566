using System.Text.Json.Serialization;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>Kinds of moment that can come back: the last of each stands with the point or the answer itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EarlierMomentKind>))]
public enum EarlierMomentKind
{
    /// <summary>The coach put it off.</summary>
    Parked,

    /// <summary>A body asked for more time.</summary>
    Paused,

    /// <summary>It was closed, and came back since.</summary>
    Closed,
}

/// <summary>What happened to a point before the last time that it happened: its author was told, so it stays on the timeline.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Text">Why, as its author read it; or null.</param>
/// <param name="AnswerId">The answer that was paused, or null.</param>
public sealed record EarlierMoment(EarlierMomentKind Kind, DateTime At, string? Text = null, Guid? AnswerId = null);
