namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// A text without anything that gives someone away, for a point that only the coach may read. The coach drafts it; only with its
/// author's yes it may go on.
/// </summary>
public sealed class NeutralText : IVersioned
{
    /// <summary>Longest text.</summary>
    public const int Longest = 5000;

    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When the author was asked (UTC).</summary>
    public DateTime AskedAt { get; private set; }

    /// <summary>When the author said yes (UTC), or null.</summary>
    public DateTime? AgreedAt { get; private set; }

    /// <summary>When the author said no (UTC), or null.</summary>
    public DateTime? RefusedAt { get; private set; }

    /// <summary>What the author said with a no, or null.</summary>
    public string? Word { get; private set; }

    /// <summary>The coach who wrote the author's answer down (an opaque user id), or null when the author did so.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>Version of the link in the mail: another text makes it stop.</summary>
    public int LinkVersion { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>True while the author has said nothing about this text.</summary>
    public bool IsAsked => AgreedAt is null && RefusedAt is null;

    /// <summary>Asks the author about a text. What was said about an earlier one no longer counts.</summary>
    /// <exception cref="RuleException">There is no text, it is too long, or it gives someone away.</exception>
    public void Ask(string? text, DateTime now)
    {
        Text = TypedText.Required(text, nameof(Text), "Schrijf de tekst.", Longest);
        (AskedAt, AgreedAt, RefusedAt, Word, AnsweredBy) = (now, null, null, null, null);
        LinkVersion++;
    }

    /// <summary>The author agrees, or not. Said again, the last word counts until the text has gone on.</summary>
    public void Answer(bool agrees, string? word, string? by, DateTime now)
    {
        (AgreedAt, RefusedAt) = agrees ? ((DateTime?)now, (DateTime?)null) : (null, now);
        Word = agrees ? null : TypedText.Optional(word, nameof(Word), 2000);
        AnsweredBy = by;
    }
}
