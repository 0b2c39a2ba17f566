using GboParticipatie.Digests;
using GboParticipatie.Links;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Someone's choice about the digests of one group.</summary>
/// <param name="Title">Name of the group.</param>
/// <param name="WantsMail">True when they come by mail.</param>
public sealed record DigestChoice(string Title, bool WantsMail);

/// <summary>Who does not want digests by mail. The link in each mail is the key to it: no account is needed to stop.</summary>
public sealed class DigestPreferences(GboDbContext db, DigestAudienceDirectory audiences, ISignedLinks links, TimeProvider time)
{
    private const string Purpose = "digest-mail";
    private const int LinkVersion = 1;

    /// <summary>Local address of the page with the choice.</summary>
    public string Url(Guid audience, Guid person) => "/digest/uit/" + links.Create(Purpose, new SignedLink(audience, person, LinkVersion));

    /// <summary>The choice behind a link, or null when the link is none of ours.</summary>
    public async Task<DigestChoice?> FindAsync(string token, CancellationToken cancel)
    {
        if (Read(token) is not { } link || await audiences.FindAsync(link.Record, cancel) is not { } group) return null;
        return new DigestChoice(group.Name, !await OptOuts(link).AnyAsync(cancel));
    }

    /// <summary>Sets the choice behind a link.</summary>
    /// <exception cref="NotFoundException">The link is none of ours.</exception>
    public async Task SetAsync(string token, bool wantsMail, CancellationToken cancel)
    {
        var link = Read(token) ?? throw new NotFoundException("Deze link klopt niet.");
        await db.WriteAsync(async c =>
        {
            if (wantsMail) await OptOuts(link).ExecuteDeleteAsync(c);
            else if (!await OptOuts(link).AnyAsync(c)) db.Add(new DigestOptOut { AudienceId = link.Record, PersonId = link.Recipient, At = time.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>Those of these people who do not want the group's digests by mail.</summary>
    public async Task<IReadOnlySet<Guid>> NotWantedAsync(Guid audience, IReadOnlyList<Guid> people, CancellationToken cancel)
        => (await db.Set<DigestOptOut>().Where(o => o.AudienceId == audience && people.Contains(o.PersonId)).Select(o => o.PersonId).ToListAsync(cancel)).ToHashSet();

    private IQueryable<DigestOptOut> OptOuts(SignedLink link)
        => db.Set<DigestOptOut>().Where(o => o.AudienceId == link.Record && o.PersonId == link.Recipient);

    private SignedLink? Read(string token) => links.Read(Purpose, token) is { Version: LinkVersion } link ? link : null;
}
