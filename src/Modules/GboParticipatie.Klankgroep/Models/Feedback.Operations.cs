namespace GboParticipatie.Klankgroep.Models;

/// <content>What happens to it.</content>
public sealed partial class Feedback
{
    /// <summary>The coach read it; its author sees that. Nothing happens when that was so already.</summary>
    public void Read(DateOnly today)
    {
        MustBeOpen();
        ReadOn ??= today;
        Refresh();
    }

    /// <summary>It belongs to a point: who must answer that reads it, and its author follows that point.</summary>
    /// <exception cref="RuleException">It is closed.</exception>
    public void LinkTo(Guid itemId, DateOnly today)
    {
        Read(today);
        (ItemId, LinkedOn) = (itemId, today);
        Refresh();
    }

    /// <summary>It goes to an organisation in its bundle; its author sees that. Nothing happens when it went there before.</summary>
    /// <exception cref="RuleException">It is closed, or only the coach may read it.</exception>
    public void ForwardTo(Guid organisationId, DateOnly today)
    {
        if (Readers == FeedbackReaders.CoachOnly) throw new RuleException("Dit is alleen voor jou: het gaat naar niemand.");
        Read(today);
        if (ForwardedToOrganisationId == organisationId) return;
        (ForwardedToOrganisationId, ForwardedOn) = (organisationId, today);
        Refresh();
    }

    /// <summary>The coach answers its author. A second answer takes the place of the first.</summary>
    /// <exception cref="RuleException">It is closed, or there is no text.</exception>
    public void AnswerWith(string? answer, DateOnly today)
    {
        Read(today);
        Answer = TypedText.Required(answer, nameof(Answer), "Schrijf je antwoord. Een paar zinnen zijn genoeg.", AnswerLength);
        (AnsweredBy, AnswerIsOfPoint, AnsweredOn) = (null, false, today);
        Refresh();
    }

    /// <summary>The organisation that it was sent to answers its author.</summary>
    /// <exception cref="RuleException">It is closed or answered, or there is no text.</exception>
    public void AnswerFrom(string organisation, string? answer, DateOnly today)
    {
        MustBeOpen();
        if (AnsweredOn is not null) throw new RuleException("Hierop is al geantwoord. Bedankt!");
        Answer = TypedText.Required(answer, nameof(Answer), "Schrijf je antwoord. Een paar zinnen zijn genoeg.", AnswerLength);
        (AnsweredBy, AnsweredOn) = (organisation, today);
        Refresh();
    }

    /// <summary>
    /// The point that it belongs to got an answer: its author reads that one. What was answered otherwise stays, and the same
    /// answer told twice is no news: then it is false.
    /// </summary>
    public bool AnswerWithThatOf(string bodies, string answer, DateOnly today)
    {
        if (ClosedOn is not null || LinkedOn is null || (AnsweredOn is not null && !AnswerIsOfPoint)) return false;
        var kept = answer.Length > KeptLength ? answer[..KeptLength] : answer;
        if (Answer == kept) return false;
        (Answer, AnsweredBy, AnswerIsOfPoint, AnsweredOn) = (kept, bodies, true, today);
        Refresh();
        return true;
    }

    /// <summary>Nothing more is done with it; its author reads why.</summary>
    /// <exception cref="RuleException">It is closed, or neither an answer nor a reason is there.</exception>
    public void Close(string? reason, DateOnly today)
    {
        Read(today);
        CloseReason = AnsweredOn is null
            ? TypedText.Required(reason, nameof(CloseReason), "Zeg waarom je dit afsluit. Wie het vertelde, leest dit.", AnswerLength)
            : TypedText.Optional(reason, nameof(CloseReason), AnswerLength);
        ClosedOn = today;
        Refresh();
    }

    private void MustBeOpen()
    {
        if (ClosedOn is not null) throw new RuleException("Dit is al afgesloten.");
    }

    private void Refresh()
    {
        Status = DeriveStatus();
        DueOn = Status switch
        {
            FeedbackStatus.Received or FeedbackStatus.Read => FirstWordDueOn,
            FeedbackStatus.Linked or FeedbackStatus.Forwarded => AnswerDueOn,
            _ => null,
        };
    }
}
