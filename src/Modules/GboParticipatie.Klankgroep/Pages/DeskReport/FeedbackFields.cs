using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Klankgroep.Pages.DeskReport;

/// <summary>The fields for what someone tells about a point, beside its report.</summary>
public sealed record FeedbackFields
{
    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Address of the report.</summary>
    public required string Action { get; init; }

    /// <summary>Makes it count once.</summary>
    public required Guid Key { get; init; }

    /// <summary>What was typed and could not be kept; else empty.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Key of the organisation that was chosen, or empty.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Name of the kind that was chosen.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What was told so far.</summary>
    public IReadOnlyList<ReportFeedback> Told { get; init; } = [];

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; init; } = [];
}
