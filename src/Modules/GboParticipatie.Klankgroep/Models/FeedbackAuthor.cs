namespace GboParticipatie.Klankgroep.Models;

/// <summary>Who tells something, and how. Made by <c>FeedbackAuthors</c>.</summary>
public sealed record FeedbackAuthor
{
    /// <summary>True for someone who gives no name: then all but <see cref="Channel"/> stays empty.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The author (of Network), or null.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Name as typed by who has not signed in, or null.</summary>
    public string? Name { get; init; }

    /// <summary>E-mail address as typed by who has not signed in, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number as the coach typed it, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>How who is not in Network wants to hear, when not by mail; or null.</summary>
    public ContactMeans? Hears { get; init; }

    /// <summary>The author's organisation (of Network), or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Organisation as typed, or null.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>How it came in.</summary>
    public Channel Channel { get; init; }

    /// <summary>Someone who gives no name.</summary>
    public static FeedbackAuthor Anonymous(Channel channel = Channel.Web) => new() { IsAnonymous = true, Channel = channel };

    internal void MustBeConsistent()
    {
        if (IsAnonymous && this != Anonymous(Channel)) throw new InvalidOperationException("Someone without a name comes with something that tells who it is.");
    }
}
