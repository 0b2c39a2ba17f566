namespace GboParticipatie.Network.Models;

/// <summary>Someone belongs to an organisation, from a day and perhaps until a day.</summary>
public sealed class Membership
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.Random();

    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Where.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day (that day included), or null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Who.</summary>
    public Person? Person { get; init; }

    /// <summary>Where.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>True when it holds on that day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}
