namespace GboParticipatie.Klankgroep.Models;

/// <summary>Which links to the bundle of an organisation still work. There is none while the coach never stopped any.</summary>
public sealed class SignalAccess
{
    /// <summary>The organisation (of Network).</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Version of its links; raising it makes older links stop.</summary>
    public int LinkVersion { get; private set; }

    /// <summary>All links that were given stop.</summary>
    public void StopLinks() => LinkVersion++;
}
