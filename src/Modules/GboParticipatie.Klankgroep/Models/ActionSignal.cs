namespace GboParticipatie.Klankgroep.Models;

/// <summary>Feedback that an action is about, such as a barrier: whoever told it hears how the action goes.</summary>
public sealed class ActionSignal
{
    private ActionSignal()
    {
    }

    internal ActionSignal(Guid actionId, Guid feedbackId) => (ActionId, FeedbackId) = (actionId, feedbackId);

    /// <summary>The action.</summary>
    public Guid ActionId { get; private set; }

    /// <summary>The feedback.</summary>
    public Guid FeedbackId { get; private set; }

    /// <summary>The action.</summary>
    public ActionItem? Action { get; private set; }

    /// <summary>The feedback.</summary>
    public Feedback? Feedback { get; private set; }
}
