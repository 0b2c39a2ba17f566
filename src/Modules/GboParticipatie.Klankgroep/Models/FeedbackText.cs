namespace GboParticipatie.Klankgroep.Models;

/// <summary>What the author told, checked.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Description">Waar lopen mensen tegenaan?</param>
/// <param name="Remedy">Wat zou helpen?</param>
/// <param name="LifeDomain">Key of a life domain, or null.</param>
/// <param name="HeardFrom">From how many people it was heard, or null.</param>
/// <param name="Readers">Who may read it.</param>
public sealed record FeedbackText(FeedbackKind Kind, string Description, string? Remedy, string? LifeDomain, HeardFrom? HeardFrom, FeedbackReaders Readers);

/// <summary>What feedback is about, as far as its author said.</summary>
/// <param name="ItemId">A point, or null.</param>
/// <param name="OrganisationId">An organisation (of Network), or null.</param>
/// <param name="SessionId">The meeting where it was told, or null.</param>
/// <param name="ActionId">An action, or null.</param>
public sealed record FeedbackSubject(Guid? ItemId, Guid? OrganisationId, Guid? SessionId = null, Guid? ActionId = null);
