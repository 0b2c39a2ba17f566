using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What someone said to an invitation.</summary>
public enum InvitationReply
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Comes.</summary>
    Yes,

    /// <summary>Perhaps. Takes no place.</summary>
    Maybe,

    /// <summary>Does not come.</summary>
    No,
}

/// <summary>
/// Someone is invited to a meeting: a person, or an organisation of which nobody is known. With it stands the answer, for as many
/// people as come along.
/// </summary>
public sealed class Invitation
{
    /// <summary>Most people that one answer can be for.</summary>
    public const int MostPeople = 50;

    /// <summary>Key. Random: it does not tell when someone was invited.</summary>
    public Guid Id { get; init; } = NewId.Random();

    /// <summary>To which meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>Who, or null when the organisation is.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>For which organisation, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>When they were invited (UTC): with the announcement, or later.</summary>
    public required DateTime InvitedAt { get; init; }

    /// <summary>What was said.</summary>
    public InvitationReply Reply { get; private set; }

    /// <summary>How many come, the person who answers included; 0 unless yes or maybe.</summary>
    public int People { get; private set; }

    /// <summary>What they need to take part.</summary>
    public NeedCounts Needs { get; private set; } = new();

    /// <summary>Since when they wait for a place (UTC); null: they have one, or want none.</summary>
    public DateTime? WaitingSince { get; private set; }

    /// <summary>When it was answered (UTC), or null.</summary>
    public DateTime? RepliedAt { get; private set; }

    /// <summary>The coach who wrote the answer down (an opaque user id), or null when they did so themselves.</summary>
    public string? RepliedBy { get; private set; }

    /// <summary>Since when their answer is of before: the meeting moved to another moment or place (UTC). Null: they answered for what it is now.</summary>
    public DateTime? AskedAgainAt { get; private set; }

    /// <summary>Language (tag) of the interpreters they asked for, or null: that of the person.</summary>
    public string? InterpreterLanguage { get; private set; }

    /// <summary>On which day a reminder went out, or null.</summary>
    public DateOnly? RemindedOn { get; private set; }

    /// <summary>Version of the link in the mail: the link opens nothing but this one answer, until the meeting is over or this is raised.</summary>
    public int LinkVersion { get; private set; }

    /// <summary>True when nobody knows yet whether they come to the meeting as it is now.</summary>
    public bool IsSilent => Reply == InvitationReply.None || AskedAgainAt is not null;

    /// <summary>Changes with each answer: shows whether someone answered since.</summary>
    public string Mark => RepliedAt is { } at ? $"{at.Ticks}" : "";

    /// <summary>True when they have a place.</summary>
    public bool IsSeated => Reply == InvitationReply.Yes && WaitingSince is null;

    /// <summary>True when they wait for a place.</summary>
    public bool IsWaiting => WaitingSince is not null;

    /// <summary>Notes what they say. When there is no room for all of them, they wait together for a place.</summary>
    /// <param name="reply">What they say.</param>
    /// <param name="people">How many come; means nothing for a no.</param>
    /// <param name="needs">What they need.</param>
    /// <param name="free">Places that are free, their own not counted; null: no limit.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="by">The coach who writes it down, or null.</param>
    /// <param name="language">Language (tag) of the interpreters, or null: that of the person.</param>
    /// <exception cref="RuleException">No answer was chosen, or the number is not possible; more people than there is room for while they have a place.</exception>
    public void Answer(InvitationReply reply, int people, NeedCounts needs, int? free, DateTime now, string? by = null, string? language = null)
    {
        if (reply == InvitationReply.None || !Enum.IsDefined(reply)) throw new RuleException("Kies of je komt.", nameof(Reply));
        var comes = reply is InvitationReply.Yes or InvitationReply.Maybe;
        if (comes && people is < 1 or > MostPeople) throw new RuleException($"Vul in met hoeveel mensen je komt: van 1 tot {MostPeople}.", nameof(People));
        if (comes) needs.MustBePossible();
        if (language is { Length: > 0 } && !Languages.IsTag(language)) throw new RuleException("Kies een taal uit de lijst.", nameof(InterpreterLanguage));
        var fits = free is not { } places || people <= places;
        if (reply == InvitationReply.Yes && !fits && IsSeated)
            throw free == 1
                ? new RuleException($"Er is maar 1 plaats voor jullie. Nu sta je ingeschreven met {People}.", nameof(People))
                : new RuleException($"Er zijn maar {free} plaatsen voor jullie. Nu sta je ingeschreven met {People}.", nameof(People));
        WaitingSince = reply == InvitationReply.Yes && !fits ? WaitingSince ?? now : null;
        (Reply, People, Needs) = (reply, comes ? people : 0, comes ? needs : new NeedCounts());
        InterpreterLanguage = Needs.Interpreters > 0 && !string.IsNullOrEmpty(language) ? language : null;
        (RepliedAt, RepliedBy, AskedAgainAt) = (now, by, null);
    }

    /// <summary>The links that are out stop working.</summary>
    public void RenewLink() => LinkVersion++;

    /// <summary>A place came free.</summary>
    public void Seat() => WaitingSince = null;

    /// <summary>The meeting moved: what they said was about another moment or place. They keep their place until they say no.</summary>
    public void AskAgain(DateTime now)
    {
        if (Reply != InvitationReply.None) AskedAgainAt = now;
    }

    /// <summary>Notes that they were reminded.</summary>
    /// <returns>False when they answered for the meeting as it is now, or were reminded today.</returns>
    public bool Remind(DateOnly today)
    {
        if (!IsSilent || RemindedOn == today) return false;
        RemindedOn = today;
        return true;
    }
}
