using System.Security.Cryptography;
using System.Text;
using GboParticipatie.Digests;
using GboParticipatie.Settings;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Who gets digests: the groups of the modules, and the coaches.</summary>
public sealed class DigestAudienceDirectory(IEnumerable<IDigestGroups> groups, IUserDirectory users, ISiteService site)
{
    private static readonly DigestGroup Coaches = new(DigestAudiences.Coach, DigestWords.OfCoach);

    /// <summary>The groups that get a digest now; not the coaches.</summary>
    public async Task<IReadOnlyList<DigestGroup>> GroupsAsync(CancellationToken cancel)
    {
        var all = new List<DigestGroup>();
        foreach (var source in groups) all.AddRange(await source.ListAsync(cancel));
        return all;
    }

    /// <summary>The group or the coaches, or null.</summary>
    public async Task<DigestGroup?> FindAsync(Guid audience, CancellationToken cancel)
    {
        if (audience == DigestAudiences.Coach) return Coaches;
        foreach (var source in groups)
            if (await source.FindAsync(audience, cancel) is { } group) return group;
        return null;
    }

    /// <summary>Who gets the digests by mail, in order of person.</summary>
    public async Task<IReadOnlyList<DigestRecipient>> RecipientsAsync(Guid audience, CancellationToken cancel)
    {
        var all = new List<DigestRecipient>();
        if (audience == DigestAudiences.Coach) all.AddRange((await CoachesAsync(cancel)).Select(AsRecipient));
        else foreach (var source in groups) all.AddRange(await source.RecipientsAsync(audience, cancel));
        return [.. all.DistinctBy(r => r.PersonId).OrderBy(r => r.PersonId)];
    }

    /// <summary>The audiences whose digests the current user may read, and as whom.</summary>
    public async Task<IReadOnlyDictionary<Guid, DigestRecipient>> MembershipsAsync(ICurrentUser user, CancellationToken cancel)
    {
        var all = new Dictionary<Guid, DigestRecipient>();
        if (user.Id is not { } id) return all;
        foreach (var source in groups)
            foreach (var membership in await source.MembershipsAsync(id, user.Email, cancel))
                all.TryAdd(membership.GroupId, membership.Reader);
        if ((await CoachesAsync(cancel)).FirstOrDefault(u => u.Id == id) is { } coach)
            all[DigestAudiences.Coach] = AsRecipient(coach);
        return all;
    }

    private async Task<IReadOnlyList<UserSummary>> CoachesAsync(CancellationToken cancel) => await users.InRoleAsync((await site.GetAsync<SiteSettings>(cancel)).CoachRole, cancel);

    // Coaches are users, not persons of the network: their id is made from the opaque user id.
    private static DigestRecipient AsRecipient(UserSummary user)
        => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("user:" + user.Id)).AsSpan(0, 16)), user.Email, user.Name, user.Id);
}
