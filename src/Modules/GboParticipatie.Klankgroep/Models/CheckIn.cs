namespace GboParticipatie.Klankgroep.Models;

/// <summary>People who are at a meeting, counted for an organisation. Its rows add up, so that two who count at once lose nothing. When someone came is not kept.</summary>
public sealed class CheckIn
{
    /// <summary>Most people at once.</summary>
    public const int MostPeople = 50;

    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    private CheckIn()
    {
    }

    /// <summary>People who came.</summary>
    /// <param name="id">Key of the form: sent twice, it counts once.</param>
    /// <param name="sessionId">The meeting.</param>
    /// <param name="organisationId">The organisation (of Network), or null: people who come for themselves.</param>
    /// <param name="people">How many.</param>
    /// <param name="name">A name, only of who wants that; or null.</param>
    /// <param name="byUserId">The coach who counted (an opaque user id), or null: through the QR code.</param>
    /// <exception cref="RuleException">The number is not possible, or the name is too long.</exception>
    public CheckIn(Guid id, Guid sessionId, Guid? organisationId, int people, string? name, string? byUserId)
    {
        if (people is < 1 or > MostPeople) throw new RuleException($"Vul in met hoeveel je bent: van 1 tot {MostPeople}.", nameof(People));
        (Id, SessionId, OrganisationId, People, ByUserId) = (id, sessionId, organisationId, people, byUserId);
        Name = TypedText.Optional(name?.ReplaceLineEndings(" "), nameof(Name), NameLength);
    }

    /// <summary>Key: that of the form.</summary>
    public Guid Id { get; private set; }

    /// <summary>The meeting.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>The organisation, or null.</summary>
    public Guid? OrganisationId { get; private set; }

    /// <summary>How many people.</summary>
    public int People { get; private set; }

    /// <summary>The name of who wants it to be known, or null.</summary>
    public string? Name { get; private set; }

    /// <summary>The coach who counted, or null.</summary>
    public string? ByUserId { get; private set; }

    /// <summary>Takes the name away.</summary>
    public void ForgetName() => Name = null;

    /// <summary>One fewer. False when nobody is left.</summary>
    public bool TakeOne() => --People > 0;
}

/// <summary>What the coach brings back from another network's meeting (te gast bij): how many people were there, and quick notes.</summary>
public sealed class GuestVisit : IVersioned
{
    /// <summary>Most people.</summary>
    public const int MostPeople = 2000;

    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>How many people were there, or null: not counted.</summary>
    public int? HeadCount { get; private set; }

    /// <summary>What the coach noted, or null.</summary>
    public string? Notes { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Notes both.</summary>
    /// <exception cref="RuleException">The number is not possible, or the text cannot be kept.</exception>
    public void Note(int? headCount, string? notes)
    {
        if (headCount is < 0 or > MostPeople) throw new RuleException($"Vul een getal in van 0 tot {MostPeople}.", nameof(HeadCount));
        HeadCount = headCount;
        Notes = TypedText.Optional(notes, nameof(Notes));
    }
}
