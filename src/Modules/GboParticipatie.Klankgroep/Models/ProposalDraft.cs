namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// What someone has typed on the way to sending a point. It lives on the server, so that nothing is lost when the person goes to
/// the mail and comes back, on another device if need be. Its random key is in a cookie and in the mail's link, and makes the
/// submission count once.
/// </summary>
public sealed class ProposalDraft : IInputDraft, IVersioned
{
    /// <summary>Random key; becomes the point's submission key.</summary>
    public Guid Id { get; init; } = NewId.Random();

    /// <summary>The group, or null until chosen.</summary>
    public Guid? GroupId { get; set; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public string? Description { get; set; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; set; }

    /// <summary>Key of a life domain.</summary>
    public string? LifeDomain { get; set; }

    /// <summary>For how many people.</summary>
    public HeardFrom? HeardFrom { get; set; }

    /// <summary>Who may read it, or null until chosen.</summary>
    public Visibility? Visibility { get; set; }

    /// <summary>Organisation (of Network) that the author speaks for, once chosen after signing in.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Organisation as typed, for who comes through a group's link or belongs to none that we know.</summary>
    public string? OrganisationName { get; set; }

    /// <summary>The person on whose behalf it is typed (of Network), or null.</summary>
    public Guid? OnBehalfOfPersonId { get; set; }

    /// <summary>How it comes in when typed on behalf of someone, or null.</summary>
    public Channel? OnBehalfChannel { get; set; }

    /// <summary>Version of the group's link that it started from; null when it did not.</summary>
    public int? GroupLinkVersion { get; set; }

    /// <summary>Who has signed in meanwhile (an opaque user id): from then on only that person opens the draft.</summary>
    public string? UserId { get; set; }

    /// <summary>When it was begun (UTC).</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is removed unless sent before (UTC).</summary>
    public required DateTime ExpiresAt { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}
