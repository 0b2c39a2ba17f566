using GboParticipatie.Links;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The link by which an organisation reads and answers what was sent to it. It is for a shared mailbox and names no person; it
/// stops by itself, because its last day is in the link.
/// </summary>
public sealed class SignalLinks(ISignedLinks links, TimeProvider time)
{
    private const string Purpose = "signals-answer";
    private const int DaysValid = 120;

    /// <summary>Local address for this organisation.</summary>
    public string ToAnswer(Guid organisationId)
        => $"/signalen/{links.Create(Purpose, new SignedLink(organisationId, Guid.Empty, BrusselsTime.Today(time).AddDays(DaysValid).DayNumber))}";

    /// <summary>The organisation that a token opens, or null when it is not ours or is over.</summary>
    public Guid? Read(string? token)
        => links.Read(Purpose, token) is { } link && link.Version >= BrusselsTime.Today(time).DayNumber ? link.Record : null;
}
