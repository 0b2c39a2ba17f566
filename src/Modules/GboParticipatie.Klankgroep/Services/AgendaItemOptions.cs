using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A point as it is sent.</summary>
public sealed record ProposeAgendaItem
{
    /// <summary>
    /// Makes the submission count once: the draft's id, or <see cref="AgendaItemService.KeyOf"/> of an API caller's key. Sent again
    /// with the same key, the first point is returned and nothing happens.
    /// </summary>
    public required Guid SubmissionKey { get; init; }

    /// <summary>The group it is brought to.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>Who brings it; see <see cref="ProposalAuthors"/>.</summary>
    public required ProposalAuthor Author { get; init; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public required string Description { get; init; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; init; }

    /// <summary>One line; null: the first sentence of the description.</summary>
    public string? Title { get; init; }

    /// <summary>Key of a life domain of the settings, or null.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>For how many people, or null.</summary>
    public HeardFrom? HeardFrom { get; init; }

    /// <summary>Who may read it.</summary>
    public Visibility Visibility { get; init; }

    /// <summary>Version of the group's link that it comes through; null when it does not.</summary>
    public int? GroupLinkVersion { get; init; }

    /// <summary>True when <see cref="SubmissionKey"/> is a draft that is to be removed.</summary>
    public bool RemoveDraft { get; init; }
}

/// <summary>A point that goes on to a body.</summary>
public sealed record ForwardAgendaItem
{
    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>The group that must answer; null with <see cref="OrganisationId"/> null: where the point's group forwards to.</summary>
    public Guid? GroupId { get; init; }

    /// <summary>The organisation that must answer, instead of a group.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The person who sees to it; null: the group's chair, else its secretary, else its longest member.</summary>
    public Guid? OwnerPersonId { get; init; }

    /// <summary>What is asked, or null: the point is the question.</summary>
    public string? Question { get; init; }

    /// <summary>By when; null: as the settings say, in working days.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>For a point for the coach alone: its author agrees with <see cref="Question"/>, which is all that the body reads.</summary>
    public bool AuthorAgreed { get; init; }

    /// <summary>The version that the coach saw; null: whatever it is.</summary>
    public int? Version { get; init; }
}
