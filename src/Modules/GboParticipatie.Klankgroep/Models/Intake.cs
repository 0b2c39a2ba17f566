namespace GboParticipatie.Klankgroep.Models;

/// <summary>What of a group decides about a point that comes in.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Name">Name that people read.</param>
/// <param name="AcceptsItems">True when people may bring points to it.</param>
/// <param name="EndedOn">Its last day, or null while it exists.</param>
/// <param name="Readers">Who may read its points.</param>
/// <param name="CoachUserId">The coach who owns its new points; null: the coach of the region.</param>
/// <param name="Link">Its link or QR.</param>
public sealed record Intake(Guid GroupId, string Name, bool AcceptsItems, DateOnly? EndedOn, GroupReaders Readers, string? CoachUserId, GroupLinkState Link)
{
    /// <summary>True when the group still exists on that day.</summary>
    public bool ExistsOn(DateOnly day) => EndedOn is null || day <= EndedOn;

    /// <summary>Refuses a point that the group cannot take.</summary>
    /// <exception cref="RuleException">The group has ended or takes no points.</exception>
    public void MustAcceptItems(DateOnly today)
    {
        if (!ExistsOn(today)) throw new RuleException($"{Name} bestaat niet meer. Kies een andere groep.", "GroupId");
        if (!AcceptsItems) throw new RuleException($"Je kan geen punten naar {Name} brengen. Kies een andere groep.", "GroupId");
    }

    /// <summary>True when a link of this version works on that day.</summary>
    public bool LinkWorks(int version, DateOnly day) => version == Link.Version && Link.ExpiresOn >= day && ExistsOn(day);
}

/// <summary>The link or QR of a group as it is now.</summary>
/// <param name="Version">Its version; 0 when there never was one.</param>
/// <param name="ExpiresOn">Until which day it works (that day included); null: there is none that works.</param>
/// <param name="Limit">How many points may come in through it in 24 hours.</param>
public sealed record GroupLinkState(int Version, DateOnly? ExpiresOn, int Limit);
