using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Feedback as it is sent.</summary>
public sealed record GiveFeedback
{
    /// <summary>
    /// Makes the submission count once: the draft's id, the key of a form, or <see cref="FeedbackService.KeyOf"/> of an API
    /// caller's key. Sent again with the same key, the first feedback is returned and nothing happens.
    /// </summary>
    public required Guid SubmissionKey { get; init; }

    /// <summary>Who tells it; see <see cref="FeedbackAuthors"/>.</summary>
    public required FeedbackAuthor Author { get; init; }

    /// <summary>What it is.</summary>
    public FeedbackKind? Kind { get; init; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public string? Description { get; init; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; init; }

    /// <summary>Key of a life domain of the settings, or null.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>From how many people it was heard, or null.</summary>
    public HeardFrom? HeardFrom { get; init; }

    /// <summary>Who may read it.</summary>
    public FeedbackReaders? Readers { get; init; }

    /// <summary>Number of the point that it is about, as typed; null for none.</summary>
    public string? AboutReference { get; init; }

    /// <summary>The organisation that it is about, or null.</summary>
    public Guid? AboutOrganisationId { get; init; }

    /// <summary>The meeting where it was told, as the coach who writes its report says; or null.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The action that it is about, or null.</summary>
    public Guid? AboutActionId { get; init; }
}

/// <summary>What someone told about a point, for who answers it: an organisation at most, never a person.</summary>
/// <param name="Reference">Its number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What was told.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="HeardFrom">From how many people, or null.</param>
/// <param name="Organisation">The author's organisation, or null.</param>
public sealed record ToldAboutPoint(string Reference, FeedbackKind Kind, string Description, string? Remedy, HeardFrom? HeardFrom, string? Organisation);
