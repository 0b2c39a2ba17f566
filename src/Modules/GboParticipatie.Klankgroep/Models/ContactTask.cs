namespace GboParticipatie.Klankgroep.Models;

/// <summary>How someone without e-mail hears something.</summary>
public enum ContactMeans
{
    /// <summary>The coach calls.</summary>
    Phone,

    /// <summary>The coach sends a letter.</summary>
    Letter,

    /// <summary>An organisation or helper passes it on.</summary>
    ViaOrganisation,
}

/// <summary>News about a point, a meeting or feedback for someone who takes no e-mail: the coach calls, sends a letter or has it passed on.</summary>
public sealed class ContactTask
{
    /// <summary>Longest text.</summary>
    public const int TextLength = 50_000;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>Makes the task once: the same for a step that is tried again. Unique.</summary>
    public required string Key { get; init; }

    /// <summary>The point, or null. It is about one of three: a point, a meeting or feedback.</summary>
    public Guid? ItemId { get; init; }

    /// <summary>The meeting, or null.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The feedback, or null.</summary>
    public Guid? FeedbackId { get; init; }

    /// <summary>Who must hear it (of Network); null when nobody knows more than the point says, or an organisation must.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Of news about a meeting: the organisation (of Network) that was invited, or for which the person comes; or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>How.</summary>
    public ContactMeans Means { get; set; }

    /// <summary>What is told, in plain words.</summary>
    public required string Text { get; init; }

    /// <summary>When the news came (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>The day on which it was told; null while it is to be done.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Who told it (an opaque user id), or null.</summary>
    public string? DoneByUserId { get; private set; }

    /// <summary>The point, or null.</summary>
    public AgendaItem? Item { get; private set; }

    /// <summary>The meeting, or null.</summary>
    public Session? Session { get; private set; }

    /// <summary>The feedback, or null.</summary>
    public Feedback? Feedback { get; private set; }

    /// <summary>Number of the point or feedback, which is loaded; null for a meeting.</summary>
    public string? Reference => Item?.Reference ?? Feedback?.Reference;

    /// <summary>Code that opens it with the number.</summary>
    public string? ShortCode => Item?.ShortCode ?? Feedback?.ShortCode;

    /// <summary>What it is about, in one line.</summary>
    public string Title => Item?.Title ?? Session?.Title ?? TypedText.TitleFrom(Feedback!.Description);

    /// <summary>The organisation (of Network) of who must hear it, or null.</summary>
    public Guid? HearersOrganisationId => Item?.AuthorOrganisationId ?? Feedback?.AuthorOrganisationId ?? OrganisationId;

    /// <summary>It was told. Nothing happens when that was noted before.</summary>
    public void Done(string? by, DateOnly today)
    {
        if (DoneOn is not null) return;
        (DoneOn, DoneByUserId) = (today, by);
    }

    /// <summary>It was not told after all.</summary>
    public void Undo() => (DoneOn, DoneByUserId) = (null, null);
}
