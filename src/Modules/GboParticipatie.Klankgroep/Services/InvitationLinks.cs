using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Links;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>The personal link of an invitation: whoever has it answers for it, without an account.</summary>
public sealed class InvitationLinks(GboDbContext db, ISignedLinks links)
{
    private const string Purpose = "invitation-reply";

    /// <summary>Local address to answer.</summary>
    public string ToReply(Guid invitationId, int linkVersion) => $"/uitnodiging/{links.Create(Purpose, new SignedLink(invitationId, Guid.Empty, linkVersion))}";

    /// <summary>The invitation that a token opens, or null when it is not ours or was revoked.</summary>
    public async Task<Invitation?> OpenAsync(string? token, CancellationToken cancel = default)
    {
        if (links.Read(Purpose, token) is not { } link) return null;
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == link.Record, cancel);
        return invitation?.LinkVersion == link.Version ? invitation : null;
    }
}
