using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Links;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The link or QR that a group hangs on its wall. It is a public secret: it only brings points, stops when renewed or revoked,
/// expires, and lets in a limited number a day.
/// </summary>
public sealed class GroupLinks(GboDbContext db, ISignedLinks links, TimeProvider time)
{
    private const string Purpose = "group-propose";

    /// <summary>Local address of the group's link, or null when it has none that works.</summary>
    public string? AddressOf(Group group)
        => group.LinkWorks(group.GroupLinkVersion, BrusselsTime.Today(time))
            ? $"/g/{links.Create(Purpose, new SignedLink(group.Id, Guid.Empty, group.GroupLinkVersion))}"
            : null;

    /// <summary>The group that a token opens, or null when it is not ours, was revoked or has expired.</summary>
    public async Task<Group?> OpenAsync(string? token, CancellationToken cancel = default)
    {
        if (links.Read(Purpose, token) is not { } link) return null;
        var group = await db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == link.Record, cancel);
        return group?.LinkWorks(link.Version, BrusselsTime.Today(time)) == true ? group : null;
    }
}

/// <summary>Signed links to follow a point and to answer a question.</summary>
public sealed class PointLinks(ISignedLinks links)
{
    private const string Follow = "point-follow";
    private const string Give = "answer-give";
    private const string FollowTold = "feedback-follow";

    /// <summary>Local address to follow a point without an account, for its author.</summary>
    public string ToFollow(AgendaItem item) => ToFollow(item.Id, item.Reference, item.LinkVersion);

    /// <summary>Local address to follow a point without an account, for its author.</summary>
    public string ToFollow(Guid itemId, string reference, int linkVersion)
        => $"/volg/{reference}?s={links.Create(Follow, new SignedLink(itemId, Guid.Empty, linkVersion))}";

    /// <summary>True when the token opens this point as its author.</summary>
    public bool OpensAsAuthor(AgendaItem item, string? token)
        => links.Read(Follow, token) is { } link && link.Record == item.Id && link.Version == item.LinkVersion;

    /// <summary>Local address to follow feedback without an account, for its author. Names nobody.</summary>
    public string ToFollow(Feedback feedback) => $"/volg/{feedback.Reference}?s={links.Create(FollowTold, new SignedLink(feedback.Id, Guid.Empty, feedback.LinkVersion))}";

    /// <summary>True when the token opens this feedback as its author.</summary>
    public bool OpensAsAuthor(Feedback feedback, string? token)
        => links.Read(FollowTold, token) is { } link && link.Record == feedback.Id && link.Version == feedback.LinkVersion;

    /// <summary>Local address to answer one question, for one person; works until it is answered.</summary>
    public string ToAnswer(Answer answer, Guid personId) => ToAnswer(answer.Id, personId, answer.LinkVersion);

    /// <summary>Local address to answer one question, for one person; works until it is answered.</summary>
    public string ToAnswer(Guid answerId, Guid personId, int linkVersion)
        => $"/antwoord/{links.Create(Give, new SignedLink(answerId, personId, linkVersion))}";

    /// <summary>What an answer link says, or null when it is not ours. Compare the version with the answer's.</summary>
    public SignedLink? ReadAnswerLink(string? token) => links.Read(Give, token);
}
