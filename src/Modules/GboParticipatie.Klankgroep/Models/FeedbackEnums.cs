namespace GboParticipatie.Klankgroep.Models;

/// <summary>What someone wants to tell.</summary>
public enum FeedbackKind
{
    /// <summary>Where people get stuck (drempel).</summary>
    Barrier,

    /// <summary>How something that was done works out.</summary>
    Evaluation,

    /// <summary>An idea.</summary>
    Idea,

    /// <summary>A question.</summary>
    Question,

    /// <summary>A compliment.</summary>
    Compliment,
}

/// <summary>How far feedback is, as people read it.</summary>
public enum FeedbackStatus
{
    /// <summary>Aangekomen.</summary>
    Received,

    /// <summary>Gelezen by the coach.</summary>
    Read,

    /// <summary>Hoort bij a point, which gets the answer.</summary>
    Linked,

    /// <summary>Doorgestuurd to an organisation, in its bundle.</summary>
    Forwarded,

    /// <summary>Beantwoord by the coach.</summary>
    Answered,

    /// <summary>Klaar.</summary>
    Closed,
}

/// <summary>Who may read feedback; its author chooses.</summary>
public enum FeedbackReaders
{
    /// <summary>The coach, and who must answer the point that the coach links it to.</summary>
    WhoCanHelp,

    /// <summary>Only the coach.</summary>
    CoachOnly,
}
