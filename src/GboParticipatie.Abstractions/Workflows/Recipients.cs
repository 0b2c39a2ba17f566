using GboParticipatie.Email;

namespace GboParticipatie.Workflows;

/// <summary>How someone is reached.</summary>
public enum RecipientChannel
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By telephone, by the coach.</summary>
    Phone,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>By an organisation or helper that passes it on.</summary>
    ViaOrganisation,
}

/// <summary>Someone who gets something.</summary>
public sealed record WorkflowRecipient
{
    /// <summary>Stable and opaque, such as the person's id: part of the key that makes a mail go once. No address.</summary>
    public required string Key { get; init; }

    /// <summary>The person in Network, or null.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The organisation in Network of which nobody is known, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The user, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>Name to greet with; empty when not known.</summary>
    public string Name { get; init; } = "";

    /// <summary>Preferred channel.</summary>
    public RecipientChannel Channel { get; init; } = RecipientChannel.Email;

    /// <summary>Address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>When a mail leaves to this person, if they work here: as what they are written to.</summary>
    public EmailPace Pace { get; init; }

    /// <summary>True when a mail can go to this person.</summary>
    public bool TakesEmail => Channel == RecipientChannel.Email && !string.IsNullOrEmpty(Email);
}

/// <summary>
/// Finds the people behind one word in a definition, such as <c>author</c> or <c>group:stuurgroep</c>.
/// Registered by <see cref="WorkflowServices.AddWorkflowRecipients{TRecipients}"/>; scoped.
/// </summary>
public interface IWorkflowRecipients
{
    /// <summary>The word before the colon: <c>author</c>, <c>owner</c>, <c>coach</c>, <c>chair</c>, <c>group</c>, <c>role</c>.</summary>
    string Kind { get; }

    /// <summary>What an administrator reads, such as "wie het punt bracht".</summary>
    string DisplayText { get; }

    /// <summary>True when something stands after the colon.</summary>
    bool TakesArgument { get; }

    /// <summary>True when it makes sense for the event; <c>author</c> does not for a timer (null).</summary>
    bool AppliesTo(IWorkflowEventSource? source);

    /// <summary>What is wrong with the argument, in plain Dutch, or null. Called when a definition is saved.</summary>
    Task<string?> CheckAsync(string? argument, CancellationToken cancel);

    /// <summary>The people now, by the ids in the start event; empty when there is nobody.</summary>
    Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel);

    /// <summary>The group behind the word, whose digest is meant; null when it is no group.</summary>
    Task<Guid?> FindGroupAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel) => Task.FromResult<Guid?>(null);
}
