using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// What someone noticed (signaal), from receipt to closing. Its times are days only. Without a name, nothing that is stored leads
/// to who told it: the key is random, the number too, and the database refuses an author beside <see cref="IsAnonymous"/>.
/// </summary>
public sealed partial class Feedback : IVersioned
{
    /// <summary>Beginning of each reference.</summary>
    public const string ReferencePrefix = "FB";

    /// <summary>Longest answer of the coach and longest reason.</summary>
    public const int AnswerLength = 5000;

    /// <summary>Longest answer as it is kept: what bodies answered to a point can be more than the coach types.</summary>
    public const int KeptLength = 50_000;

    /// <summary>Longest telephone number.</summary>
    public const int PhoneLength = 40;

    private Feedback()
    {
    }

    /// <summary>Key, always random.</summary>
    public Guid Id { get; private set; }

    /// <summary>Reference that people say aloud, such as <c>FB-2026-4831</c>. Unique. Drawn at random: a number in order would tell between which others it came.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Six characters that, with the reference, open it without an account.</summary>
    public string ShortCode { get; private set; } = "";

    /// <summary>Makes a submission count once: a second one with this key is the same feedback. Unique.</summary>
    public Guid SubmissionKey { get; private set; }

    /// <summary>What it is.</summary>
    public FeedbackKind Kind { get; private set; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public string Description { get; private set; } = "";

    /// <summary>Wat zou helpen? Or null.</summary>
    public string? Remedy { get; private set; }

    /// <summary>Key of a life domain of the settings, or null.</summary>
    public string? LifeDomain { get; private set; }

    /// <summary>From how many people it was heard, or null.</summary>
    public HeardFrom? HeardFrom { get; private set; }

    /// <summary>Who may read it.</summary>
    public FeedbackReaders Readers { get; private set; }

    /// <summary>The point that its author says it is about, or null.</summary>
    public Guid? AboutItemId { get; private set; }

    /// <summary>The organisation (of Network) that its author says it is about, or null.</summary>
    public Guid? AboutOrganisationId { get; private set; }

    /// <summary>The meeting where it was told, or null. Then it stands in the report.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>The action that its author says it is about, or null.</summary>
    public Guid? AboutActionId { get; private set; }

    /// <summary>True when its author gave no name: then nothing about the author is kept.</summary>
    public bool IsAnonymous { get; private set; }

    /// <summary>The author (of Network) who had signed in, or null.</summary>
    public Guid? AuthorPersonId { get; private set; }

    /// <summary>Name as typed by an author who had not signed in, or null.</summary>
    public string? AuthorName { get; private set; }

    /// <summary>E-mail address as typed by an author who had not signed in, or null.</summary>
    public string? AuthorEmail { get; private set; }

    /// <summary>Telephone number as the coach typed it, or null.</summary>
    public string? AuthorPhone { get; private set; }

    /// <summary>How an author who is not in Network wants to hear, when not by mail; or null.</summary>
    public ContactMeans? AuthorHears { get; private set; }

    /// <summary>The author's organisation (of Network), or null.</summary>
    public Guid? AuthorOrganisationId { get; private set; }

    /// <summary>The author's organisation as typed, or null.</summary>
    public string? AuthorOrganisationName { get; private set; }

    /// <summary>How it came in.</summary>
    public Channel EnteredBy { get; private set; }

    /// <summary>The coach who sees to it (an opaque user id), or null when the region has none yet.</summary>
    public string? OwnerUserId { get; private set; }

    /// <summary>The day it came in, in Brussels.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>Last day on which the author hears the first word of a person.</summary>
    public DateOnly FirstWordDueOn { get; private set; }

    /// <summary>Last day on which the author has the final answer.</summary>
    public DateOnly AnswerDueOn { get; private set; }

    /// <summary>The day the coach read it, or null.</summary>
    public DateOnly? ReadOn { get; private set; }

    /// <summary>The point that the coach linked it to, or null.</summary>
    public Guid? ItemId { get; private set; }

    /// <summary>The day it was linked, or null.</summary>
    public DateOnly? LinkedOn { get; private set; }

    /// <summary>The organisation (of Network) that it was sent to, or null.</summary>
    public Guid? ForwardedToOrganisationId { get; private set; }

    /// <summary>The day it was sent there, or null.</summary>
    public DateOnly? ForwardedOn { get; private set; }

    /// <summary>The answer, for the author; null until then.</summary>
    public string? Answer { get; private set; }

    /// <summary>Who answered, as in a sentence ("de stuurgroep"); null when the coach did, or nobody yet. A body, never a person.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>True when the answer is that of the point that it belongs to, and follows it.</summary>
    public bool AnswerIsOfPoint { get; private set; }

    /// <summary>The day of the answer, or null.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Why nothing more is done, for the author; null unless closed.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>The day it was closed, or null.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>How far it is. Stored for fast lists, derived in every operation.</summary>
    public FeedbackStatus Status { get; private set; }

    /// <summary>The day that counts now: of the first word, then of the answer; null when nothing is due.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Version of the link to follow it; raising it makes older links stop.</summary>
    public int LinkVersion { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The point that it belongs to.</summary>
    public AgendaItem? Item { get; private set; }

    /// <summary>True when the text can be the reference of feedback.</summary>
    public static bool IsReference(string text) => text.StartsWith($"{ReferencePrefix}-", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it was made of this text, about this, by an author of this kind.</summary>
    public bool IsFrom(FeedbackText text, FeedbackSubject about, FeedbackAuthor author)
        => (Kind, Description, Remedy, LifeDomain, HeardFrom, Readers) == (text.Kind, text.Description, text.Remedy, text.LifeDomain, text.HeardFrom, text.Readers)
            && (AboutItemId, AboutOrganisationId, AboutActionId) == (about.ItemId, about.OrganisationId, about.ActionId)
            && (IsAnonymous, AuthorOrganisationId) == (author.IsAnonymous, author.OrganisationId);

    /// <summary>How far it is, from what happened to it and nothing else.</summary>
    public FeedbackStatus DeriveStatus()
        => ClosedOn is not null ? FeedbackStatus.Closed
            : AnsweredOn is not null ? FeedbackStatus.Answered
            : LinkedOn is not null ? FeedbackStatus.Linked
            : ForwardedOn is not null ? FeedbackStatus.Forwarded
            : ReadOn is not null ? FeedbackStatus.Read
            : FeedbackStatus.Received;

    /// <summary>Feedback as it comes in.</summary>
    public static Feedback Receive(
        FeedbackText text, FeedbackSubject about, FeedbackAuthor author, string reference, Guid submissionKey, Ownership ownership, DateOnly today)
    {
        author.MustBeConsistent();
        var feedback = new Feedback
        {
            Id = NewId.Random(),
            Reference = reference,
            ShortCode = Models.ShortCode.New(),
            SubmissionKey = submissionKey,
            Kind = text.Kind,
            Description = text.Description,
            Remedy = text.Remedy,
            LifeDomain = text.LifeDomain,
            HeardFrom = text.HeardFrom,
            Readers = text.Readers,
            AboutItemId = about.ItemId,
            AboutOrganisationId = about.OrganisationId,
            SessionId = about.SessionId,
            AboutActionId = about.ActionId,
            IsAnonymous = author.IsAnonymous,
            AuthorPersonId = author.PersonId,
            AuthorName = author.Name,
            AuthorEmail = author.Email,
            AuthorPhone = author.Phone,
            AuthorHears = author.Hears,
            AuthorOrganisationId = author.OrganisationId,
            AuthorOrganisationName = author.OrganisationId is null ? author.OrganisationName : null,
            EnteredBy = author.Channel,
            OwnerUserId = ownership.CoachUserId,
            ReceivedOn = today,
            FirstWordDueOn = ownership.FirstWordDueOn,
            AnswerDueOn = ownership.AnswerDueOn,
            LinkVersion = 1,
        };
        feedback.Refresh();
        return feedback;
    }
}
