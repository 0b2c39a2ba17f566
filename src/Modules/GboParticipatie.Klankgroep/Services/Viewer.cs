using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who looks at points: what <see cref="AgendaItemAccess"/> decides on.</summary>
public sealed record Viewer
{
    /// <summary>Someone who has not signed in.</summary>
    public static Viewer Anyone { get; } = new();

    /// <summary>Opaque user id, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>The person (of Network), or null when not known there.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>True for who may read every point.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>Groups that the viewer sits in, or that an organisation of the viewer is a member of and takes part in, today.</summary>
    public IReadOnlyList<Guid> GroupIds { get; init; } = [];

    /// <summary>Groups that the viewer sits in personally: for these the viewer may answer.</summary>
    public IReadOnlyList<Guid> MandateGroupIds { get; init; } = [];

    /// <summary>Organisations that the viewer belongs to today.</summary>
    public IReadOnlyList<Guid> OrganisationIds { get; init; } = [];
}

/// <summary>Finds out who looks.</summary>
public sealed class Viewers(GboDbContext db, ICurrentUser user, TimeProvider time)
{
    private Viewer? _current;

    /// <summary>The person behind this request; asked once per request.</summary>
    public async Task<Viewer> CurrentAsync(CancellationToken cancel = default)
    {
        // A person may have been made since, by the first point of a new account.
        if (_current is not null && _current.UserId == user.Id && (user.Id is null || _current.PersonId is not null)) return _current;
        if (user.Id is not { } id) return _current = Viewer.Anyone;
        var person = await db.Set<Person>().Where(p => p.UserId == id).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);
        var viewer = person is { } known ? await OfPersonAsync(known, cancel) : Viewer.Anyone;
        return _current = viewer with { UserId = id, ReadsAll = await user.HasAsync(Permissions.ReadAllAgendaItems) };
    }

    /// <summary>True when the person behind this request may see a meeting.</summary>
    public async Task<bool> MayReadAsync(Session meeting, CancellationToken cancel = default)
        => SessionAccess.MayRead(await CurrentAsync(cancel), meeting, await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == meeting.GroupId, cancel));

    /// <summary>A person as a reader of digests and mails, without the rights of an account.</summary>
    public async Task<Viewer> OfPersonAsync(Guid personId, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var organisations = await db.Set<Membership>()
            .Where(m => m.PersonId == personId && m.From <= today && (m.To == null || m.To >= today))
            .Select(m => m.OrganisationId).Distinct().ToListAsync(cancel);
        var mandates = await db.Set<Mandate>()
            .Where(m => m.PersonId == personId && m.From <= today && (m.To == null || m.To >= today))
            .Select(m => m.GroupId).Distinct().ToListAsync(cancel);
        var through = organisations.Count == 0
            ? []
            : await db.Set<GroupOrganisation>()
                .Where(o => organisations.Contains(o.OrganisationId) && db.Set<Organisation>().Any(known => known.Id == o.OrganisationId && known.IsActive))
                .Select(o => o.GroupId).Distinct().ToListAsync(cancel);
        return new Viewer
        {
            PersonId = personId,
            OrganisationIds = organisations,
            MandateGroupIds = mandates,
            GroupIds = [.. mandates.Union(through)],
        };
    }
}
