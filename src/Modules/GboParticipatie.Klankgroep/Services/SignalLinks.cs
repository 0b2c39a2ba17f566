using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Links;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The link by which an organisation reads and answers what was sent to it. It is for a shared mailbox and names no person; it
/// stops by itself, because its last day is in the link, and earlier when the coach stops all that were given.
/// </summary>
public sealed class SignalLinks(GboDbContext db, ISignedLinks links, TimeProvider time, ICurrentUser user)
{
    private const string Purpose = "signals-answer";
    private const int DaysValid = 120;

    /// <summary>Local address for this organisation.</summary>
    public async Task<string> ToAnswerAsync(Guid organisationId, CancellationToken cancel = default)
        => (await ToAnswerAsync([organisationId], cancel))[organisationId];

    /// <summary>Local addresses for these organisations.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ToAnswerAsync(IReadOnlyCollection<Guid> organisations, CancellationToken cancel = default)
    {
        var versions = await db.Set<SignalAccess>().AsNoTracking().Where(a => organisations.Contains(a.OrganisationId)).ToDictionaryAsync(a => a.OrganisationId, a => a.LinkVersion, cancel);
        var lastDay = BrusselsTime.Today(time).AddDays(DaysValid).DayNumber;
        return organisations.ToDictionary(o => o, o => $"/signalen/{links.Create(Purpose, new SignedLink(o, Mark(versions.GetValueOrDefault(o)), lastDay))}");
    }

    /// <summary>The organisation that a token opens, or null when it is not ours, is over or was stopped.</summary>
    public async Task<Guid?> ReadAsync(string? token, CancellationToken cancel = default)
    {
        if (links.Read(Purpose, token) is not { } link || link.Version < BrusselsTime.Today(time).DayNumber) return null;
        var version = await db.Set<SignalAccess>().Where(a => a.OrganisationId == link.Record).Select(a => a.LinkVersion).SingleOrDefaultAsync(cancel);
        return link.Recipient == Mark(version) ? link.Record : null;
    }

    /// <summary>All links that this organisation was given stop. The next thing that is sent there brings a new one.</summary>
    public Task StopAsync(Guid organisationId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var access = await db.Set<SignalAccess>().AsTracking().SingleOrDefaultAsync(a => a.OrganisationId == organisationId, c);
        if (access is null) db.Add(access = new SignalAccess { OrganisationId = organisationId });
        access.StopLinks();
        db.Audit("Signals.LinksStopped", organisationId, user.Id, new { access.LinkVersion });
        await db.SaveChangesAsync(c);
    }, cancel);

    // A link names no person: where its recipient would stand, stands its version.
    private static Guid Mark(int version) => new(version, 0, 0, new byte[8]);
}
