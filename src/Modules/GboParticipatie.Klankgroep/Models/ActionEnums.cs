namespace GboParticipatie.Klankgroep.Models;

/// <summary>How far an action is.</summary>
public enum ActionState
{
    /// <summary>Gepland: promised, not begun.</summary>
    Planned,

    /// <summary>Bezig.</summary>
    Busy,

    /// <summary>Wordt uitgeprobeerd.</summary>
    OnTrial,

    /// <summary>Gedaan.</summary>
    Done,

    /// <summary>Niet gedaan, with the reason.</summary>
    NotDone,
}

/// <summary>What people decide after a trial.</summary>
public enum TrialVerdict
{
    /// <summary>We houden het.</summary>
    Keep,

    /// <summary>We passen het aan.</summary>
    Adapt,

    /// <summary>We stoppen ermee.</summary>
    Stop,
}

/// <summary>The author's reply to "Is er iets veranderd?".</summary>
public enum ChangeRating
{
    /// <summary>Ja.</summary>
    Yes,

    /// <summary>Een beetje.</summary>
    ABit,

    /// <summary>Nee: the point goes back to the agenda, once.</summary>
    No,
}
