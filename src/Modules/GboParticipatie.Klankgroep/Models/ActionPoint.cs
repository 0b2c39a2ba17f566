namespace GboParticipatie.Klankgroep.Models;

/// <summary>A point that an action is about, and whether its author noticed anything.</summary>
public sealed class ActionPoint
{
    private ActionPoint()
    {
    }

    internal ActionPoint(Guid actionId, Guid itemId) => (ActionId, ItemId) = (actionId, itemId);

    /// <summary>The action.</summary>
    public Guid ActionId { get; private set; }

    /// <summary>The point.</summary>
    public Guid ItemId { get; private set; }

    /// <summary>What the author says to "Is er iets veranderd?"; null until said.</summary>
    public ChangeRating? Changed { get; private set; }

    /// <summary>The author's word of why, or null.</summary>
    public string? ChangedWord { get; private set; }

    /// <summary>When the author said so (UTC).</summary>
    public DateTime? ChangedAt { get; private set; }

    /// <summary>The action.</summary>
    public ActionItem? Action { get; private set; }

    /// <summary>The point.</summary>
    public AgendaItem? Item { get; private set; }

    internal void Rate(ChangeRating rating, string? word, DateTime at) => (Changed, ChangedWord, ChangedAt) = (rating, word, at);
}

/// <summary>One moment of an action: how far it came, and what was said.</summary>
public sealed class ActionNote
{
    private ActionNote()
    {
    }

    internal ActionNote(Guid actionId, DateTime at, string? text, ActionState? state, TrialVerdict? verdict, string? byUserId)
    {
        Id = NewId.InOrder();
        (ActionId, At, Text, State, Verdict, ByUserId) = (actionId, at, text, state, verdict, byUserId);
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>The action.</summary>
    public Guid ActionId { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    /// <summary>What is new, for whoever brought the points; or null.</summary>
    public string? Text { get; private set; }

    /// <summary>How far it came with this; null when that did not change.</summary>
    public ActionState? State { get; private set; }

    /// <summary>What was decided after the trial; null when this is about something else.</summary>
    public TrialVerdict? Verdict { get; private set; }

    /// <summary>Who noted it (an opaque user id), or null. Only for the desk.</summary>
    public string? ByUserId { get; private set; }

    /// <summary>The coach noted the action itself.</summary>
    internal static ActionNote Begun(Guid actionId, DateTime at) => new(actionId, at, null, ActionState.Planned, null, null);
}
