namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// What someone has typed on the way to sending feedback. It knows no account and no moment, only until which day it is kept: its
/// author may yet choose to give no name. Its random key is in a cookie and in the form, never in a mail.
/// </summary>
public sealed class FeedbackDraft : IInputDraft, IVersioned
{
    /// <inheritdoc />
    public Guid Id { get; init; } = NewId.Random();

    /// <summary>What it is, or null until chosen.</summary>
    public FeedbackKind? Kind { get; set; }

    /// <inheritdoc />
    public string? Description { get; set; }

    /// <inheritdoc />
    public string? Remedy { get; set; }

    /// <inheritdoc />
    public string? LifeDomain { get; set; }

    /// <inheritdoc />
    public HeardFrom? HeardFrom { get; set; }

    /// <summary>The organisation (of Network) that it is about, or null.</summary>
    public Guid? AboutOrganisationId { get; set; }

    /// <summary>Number of the point that it is about, as typed; or null.</summary>
    public string? AboutReference { get; set; }

    /// <summary>The action that it is about, or null.</summary>
    public Guid? AboutActionId { get; set; }

    /// <summary>Who may read it, or null until chosen.</summary>
    public FeedbackReaders? Readers { get; set; }

    /// <summary>True for no name; null until chosen.</summary>
    public bool? IsAnonymous { get; set; }

    /// <summary>Name as typed, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Organisation as typed, or null.</summary>
    public string? OrganisationName { get; set; }

    /// <summary>E-mail address as typed, or null.</summary>
    public string? Email { get; set; }

    /// <summary>Last day on which it is kept unless sent before.</summary>
    public DateOnly ExpiresOn { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}
