using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What can be filled in about a group.</summary>
public sealed record GroupDetails
{
    /// <summary>Name in addresses; of a new group only.</summary>
    public required string Slug { get; init; }

    /// <summary>Name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>The name as it stands in a sentence, such as "de stuurgroep"; empty: the name.</summary>
    public string NameInText { get; init; } = "";

    /// <summary>Kind; of a new group only.</summary>
    public required GroupKind Kind { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>How often it meets, in words.</summary>
    public string Cadence { get; init; } = "";

    /// <summary>Municipalities it works for; empty: the whole region.</summary>
    public IReadOnlyList<Guid> MunicipalityIds { get; init; } = [];

    /// <summary>Where it usually meets.</summary>
    public string DefaultPlace { get; init; } = "";

    /// <summary>Labels of work agendas.</summary>
    public IReadOnlyList<string> WorkAgendas { get; init; } = [];

    /// <summary>Where its points are forwarded.</summary>
    public Guid? ForwardsToGroupId { get; init; }

    /// <summary>Whether people may bring points.</summary>
    public bool AcceptsItems { get; init; }

    /// <summary>Who may read its points.</summary>
    public GroupReaders Readers { get; init; }

    /// <summary>The coach who owns its points, or null.</summary>
    public string? CoachUserId { get; init; }

    /// <summary>Place in lists.</summary>
    public int Position { get; init; }

    /// <summary>Member organisations.</summary>
    public IReadOnlyList<Guid> OrganisationIds { get; init; } = [];
}

/// <summary>Someone takes a seat in a group.</summary>
public sealed record GiveMandate
{
    /// <summary>The group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>For which organisation, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>From which day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Until which day, or null.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What the person does there.</summary>
    public MandateRole Role { get; init; }
}

/// <summary>A group that someone may bring a point to.</summary>
/// <param name="Id">Key.</param>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Description">What it is for.</param>
/// <param name="AcceptsItems">True when it takes points.</param>
/// <param name="IsMine">True when the viewer sits in it or belongs to a member organisation.</param>
/// <param name="MunicipalityIds">Municipalities it works for; empty: the whole region. See <see cref="GroupPlaces"/>.</param>
public sealed record GroupListItem(Guid Id, string Slug, string Name, GroupKind Kind, string Description, bool AcceptsItems, bool IsMine, IReadOnlyList<Guid> MunicipalityIds);

/// <summary>Groups of the region, and who sits in them.</summary>
public sealed class GroupService(GboDbContext db, TimeProvider time, ICurrentUser user, ISiteService site)
{
    /// <summary>The group with this slug, also when it has ended; or null.</summary>
    public Task<Group?> FindBySlugAsync(string slug, CancellationToken cancel = default)
        => db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Slug == slug, cancel);

    /// <summary>The group with this key, also when it has ended; or null.</summary>
    public Task<Group?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, cancel);

    /// <summary>The groups that exist today: those the viewer may bring a point to first, the viewer's own before others.</summary>
    public async Task<IReadOnlyList<GroupListItem>> ListAsync(Viewer viewer, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var groups = await db.Set<Group>().AsNoTracking()
            .Where(g => g.EndedOn == null || g.EndedOn >= today)
            .OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new GroupListItem(g.Id, g.Slug, g.Name, g.Kind, g.Description, g.AcceptsItems, viewer.GroupIds.Contains(g.Id), g.MunicipalityIds))
            .ToListAsync(cancel);
        return [.. groups.OrderByDescending(g => g.AcceptsItems).ThenByDescending(g => g.IsMine)];
    }

    /// <summary>Makes a group, or changes the one with this slug.</summary>
    /// <exception cref="RuleException">The slug or name is wrong, or the group would forward to itself.</exception>
    public Task<Group> SaveAsync(GroupDetails details, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (!Slug.IsValid(details.Slug)) throw new RuleException("Gebruik in het adres enkel kleine letters, cijfers en streepjes.", nameof(details.Slug));
        var group = await db.Set<Group>().Include(g => g.Organisations).SingleOrDefaultAsync(g => g.Slug == details.Slug, c);
        if (group is null)
        {
            db.Add(group = new Group(details.Slug, details.Name, details.Kind));
            db.Audit("Group.Created", group.Id, user.Id);
        }

        Fill(group, details);
        await db.SaveChangesAsync(c);
        return group;
    }, cancel);

    /// <summary>
    /// Ends a group: no points or meetings after this day; its link stops. Its points that are still open stay with the coach, and
    /// are due on the same days.
    /// </summary>
    /// <param name="groupId">The group.</param>
    /// <param name="lastDay">Its last day; null: it goes on after all.</param>
    /// <param name="seen">The version that was seen.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">It meets after that day.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task EndAsync(Guid groupId, DateOnly? lastDay, int? seen = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        // No meeting is being made meanwhile.
        var group = await Locked.GroupForSessionAsync(db, groupId, c);
        if (group.EndedOn == lastDay) return;
        group.MustBeVersion(seen);
        if (lastDay is { } day)
        {
            await NoMeetingAfterAsync(groupId, day, c);
            group.End(day);
        }
        else group.GoOn();
        db.Audit(lastDay is null ? "Group.WentOn" : "Group.Ended", group.Id, user.Id, new { lastDay });
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>Gives someone a seat. One that the person has from that day already is changed to what is said now.</summary>
    /// <exception cref="RuleException">The last day is before the first, or the person has a seat there in those days already.</exception>
    public Task<Mandate> GiveMandateAsync(GiveMandate seat, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (seat.To < seat.From) throw new RuleException("De laatste dag is voor de eerste. Kijk de dagen na.", nameof(seat.To));
        // One at a time per group: two who give one person a seat find each other's.
        await Locked.GroupForSessionAsync(db, seat.GroupId, c);
        var overlaps = await db.Set<Mandate>().AnyAsync(
            m => m.GroupId == seat.GroupId && m.PersonId == seat.PersonId && m.From != seat.From && (seat.To == null || m.From <= seat.To) && (m.To == null || m.To >= seat.From), c);
        if (overlaps) throw new RuleException("Deze persoon zit in die dagen al in deze groep.", nameof(seat.From));
        var mandate = await db.Set<Mandate>().FirstOrDefaultAsync(m => m.GroupId == seat.GroupId && m.PersonId == seat.PersonId && m.From == seat.From, c);
        if (mandate is not null) Change(mandate, seat);
        else
        {
            mandate = new Mandate
            {
                GroupId = seat.GroupId,
                PersonId = seat.PersonId,
                OrganisationId = seat.OrganisationId,
                From = seat.From,
                To = seat.To,
                Role = seat.Role,
            };
            db.Add(mandate);
            db.Audit("Group.MandateGiven", seat.GroupId, user.Id, new { mandate.PersonId, mandate.Role });
        }

        await db.SaveChangesAsync(c);
        return mandate;
    }, cancel);

    /// <summary>Ends a seat, or corrects its last day.</summary>
    /// <param name="mandateId">The seat.</param>
    /// <param name="lastDay">Its last day; null: it goes on after all.</param>
    /// <param name="seen">The last day that was seen: another one was set by someone else meanwhile, and stays.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">The last day is before the first, or the person has another seat there in those days.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else set another last day since.</exception>
    public Task EndMandateAsync(Guid mandateId, DateOnly? lastDay, DateOnly? seen = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var mandate = await db.Set<Mandate>().SingleOrDefaultAsync(m => m.Id == mandateId, c) ?? throw new NotFoundException("Deze plaats bestaat niet.");
        await Locked.GroupForSessionAsync(db, mandate.GroupId, c);
        await db.Entry(mandate).ReloadAsync(c);
        if (mandate.To == lastDay) return;
        if (mandate.To != seen) throw new ChangedMeanwhileException("Iemand anders veranderde die dag net. Kijk na welke dag er nu staat.");
        if (lastDay < mandate.From) throw new RuleException("De laatste dag is voor de eerste. Kijk de dagen na.", nameof(Mandate.To));
        var overlaps = await db.Set<Mandate>().AnyAsync(
            m => m.Id != mandateId && m.GroupId == mandate.GroupId && m.PersonId == mandate.PersonId && m.From > mandate.From && (lastDay == null || m.From <= lastDay), c);
        if (overlaps) throw new RuleException("Deze persoon heeft daarna al een nieuwe plaats in deze groep. Kies een vroegere dag.", nameof(Mandate.To));
        db.Audit(seen is null ? "Group.MandateEnded" : "Group.MandateChanged", mandate.GroupId, user.Id, new { mandate.PersonId, was = mandate.To, now = lastDay });
        mandate.To = lastDay;
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>The person who sees to answers of a group: its chair, else its secretary, else whoever has sat in it longest; or null.</summary>
    public async Task<Guid?> AnswererOfAsync(Guid groupId, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var seats = await db.Set<Mandate>().AsNoTracking()
            .Where(m => m.GroupId == groupId && m.From <= today && (m.To == null || m.To >= today))
            .ToListAsync(cancel);
        return seats.OrderBy(m => m.Role switch { MandateRole.Chair => 0, MandateRole.Secretary => 1, _ => 2 })
            .ThenBy(m => m.From).ThenBy(m => m.Id).FirstOrDefault()?.PersonId;
    }

    /// <summary>Makes a new link or QR for the group; the old one stops.</summary>
    public Task<Group> RenewLinkAsync(Guid groupId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await RequiredAsync(groupId, c);
        group.Intake().MustAcceptItems(BrusselsTime.Today(time));
        var settings = await site.GetAsync<KlankgroepSettings>(c);
        group.RenewLink(BrusselsTime.Today(time).AddDays(settings.GroupLinkDays), settings.GroupLinkPointsPerDay);
        db.Audit("Group.LinkRenewed", group.Id, user.Id);
        await db.SaveChangesAsync(c);
        return group;
    }, cancel);

    /// <summary>Stops the group's link or QR.</summary>
    public Task RevokeLinkAsync(Guid groupId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await RequiredAsync(groupId, c);
        group.RevokeLink();
        db.Audit("Group.LinkRevoked", group.Id, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    private void Change(Mandate mandate, GiveMandate seat)
    {
        var (was, now) = ((mandate.OrganisationId, mandate.Role, mandate.To), (seat.OrganisationId, seat.Role, seat.To));
        if (was == now) return;
        (mandate.OrganisationId, mandate.Role, mandate.To) = now;
        db.Audit("Group.MandateChanged", seat.GroupId, user.Id, new
        {
            seat.PersonId,
            was = new { was.OrganisationId, was.Role, was.To },
            now = new { now.OrganisationId, now.Role, now.To },
        });
    }

    private async Task NoMeetingAfterAsync(Guid groupId, DateOnly day, CancellationToken cancel)
    {
        var after = BrusselsTime.StartOfDay(day.AddDays(1));
        var meets = await db.Set<Session>().Where(s => s.GroupId == groupId && s.State != SessionState.Cancelled && s.StartsAt >= after)
            .OrderByDescending(s => s.StartsAt).Select(s => (DateTime?)s.StartsAt).FirstOrDefaultAsync(cancel);
        if (meets is { } start)
            throw new RuleException($"Op {BrusselsTime.LongDate(start)} staat er nog een bijeenkomst. Kies een latere dag, of zeg die bijeenkomst eerst af.", nameof(Group.EndedOn));
    }

    private async Task<Group> RequiredAsync(Guid id, CancellationToken cancel)
        => await db.Set<Group>().SingleOrDefaultAsync(g => g.Id == id, cancel) ?? throw new NotFoundException("Deze groep bestaat niet.");

    internal static void Fill(Group group, GroupDetails details)
    {
        if (details.ForwardsToGroupId == group.Id) throw new RuleException("Een groep kan niet naar zichzelf doorsturen.", nameof(details.ForwardsToGroupId));
        if (group.Name != details.Name.Trim()) group.Rename(details.Name);
        group.Description = TypedText.Optional(details.Description, nameof(details.Description)) ?? "";
        group.NameInText = details.NameInText;
        group.Cadence = details.Cadence;
        if (!group.MunicipalityIds.SequenceEqual(details.MunicipalityIds)) group.MunicipalityIds = [.. details.MunicipalityIds];
        group.DefaultPlace = details.DefaultPlace;
        // The label is kept with each point on an agenda, in a column of that length.
        var labels = details.WorkAgendas.Select(w => TypedText.Line(w, nameof(details.WorkAgendas), "Geef elke werkagenda een naam.", AgendaEntry.WorkAgendaLength)).ToList();
        if (!group.WorkAgendas.SequenceEqual(labels)) group.WorkAgendas = labels;
        group.ForwardsToGroupId = details.ForwardsToGroupId;
        group.AcceptsItems = details.AcceptsItems;
        group.Readers = details.Readers;
        group.CoachUserId = details.CoachUserId;
        group.Position = details.Position;
        group.Organisations.RemoveAll(o => !details.OrganisationIds.Contains(o.OrganisationId));
        foreach (var id in details.OrganisationIds.Where(id => !group.Organisations.Exists(o => o.OrganisationId == id)))
            group.Organisations.Add(new GroupOrganisation { GroupId = group.Id, OrganisationId = id });
    }
}
