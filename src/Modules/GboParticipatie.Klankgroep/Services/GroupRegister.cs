using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What a group leaves behind when it ends.</summary>
/// <param name="OpenPoints">Its points of which something is still due.</param>
/// <param name="OpenQuestions">Questions to it that it did not answer yet.</param>
/// <param name="SendHere">Names of groups that send their points to it.</param>
public sealed record GroupLeft(int OpenPoints, int OpenQuestions, IReadOnlyList<string> SendHere);

/// <summary>Groups as who manages them makes and changes them on the desk.</summary>
public sealed class GroupRegister(GboDbContext db, TimeProvider time, ICurrentUser user, IUserDirectory directory, ISiteService site)
{
    // Pages of the desk that stand where a group's name in addresses would.
    private static readonly string[] Reserved = ["nieuw"];

    /// <summary>Makes a group; its name in addresses follows from its name. A key that is there already was sent twice: nothing happens.</summary>
    /// <param name="id">Its key, made when the form was opened.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Something is filled in wrong.</exception>
    public Task<Group> AddAsync(Guid id, GroupDetails details, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await Locked.NewGroupsAsync(db, c);
        if (await db.Set<Group>().SingleOrDefaultAsync(g => g.Id == id, c) is { } sent) return sent;
        if (!(await site.GetAsync<KlankgroepSettings>(c)).GroupKinds.Any(k => k.Kind == details.Kind)) throw new RuleException("Kies een soort uit de lijst.", nameof(GroupDetails.Kind));
        var tidy = await CheckedAsync(details, null, c);
        var taken = await db.Set<Group>().Select(g => g.Slug).ToListAsync(c);
        var last = await db.Set<Group>().MaxAsync(g => (int?)g.Position, c) ?? 0;
        var group = new Group(Slug.Free(Slug.From(tidy.Name), s => taken.Contains(s) || Reserved.Contains(s)), tidy.Name, tidy.Kind, id);
        GroupService.Fill(group, tidy with { Position = last + 1 });
        db.Add(group);
        db.Audit("Group.Created", group.Id, user.Id);
        return group;
    }, cancel);

    /// <summary>Changes a group; its kind, its name in addresses and its place in lists stay.</summary>
    /// <param name="id">The group.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="seen">The version that was seen.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Something is filled in wrong.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task ChangeAsync(Guid id, GroupDetails details, int? seen, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await db.Set<Group>().Include(g => g.Organisations).SingleOrDefaultAsync(g => g.Id == id, c) ?? throw new NotFoundException("Deze groep bestaat niet.");
        group.MustBeVersion(seen);
        var tidy = await CheckedAsync(details with { Position = group.Position }, group, c);
        var changed = Differences(group, tidy).ToList();
        if (changed.Count == 0) return;
        GroupService.Fill(group, tidy);
        db.Touch(group);
        db.Audit("Group.Changed", id, user.Id, new { changed });
    }, cancel);

    /// <summary>What the group would leave behind.</summary>
    public async Task<GroupLeft> LeftAsync(Guid id, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return new GroupLeft(
            await db.Set<AgendaItem>().CountAsync(i => i.GroupId == id && i.DueOn != null, cancel),
            await db.Set<Answer>().CountAsync(a => a.GroupId == id && a.AnsweredAt == null, cancel),
            await db.Set<Group>().Where(g => g.ForwardsToGroupId == id && (g.EndedOn == null || g.EndedOn >= today)).OrderBy(g => g.Name).Select(g => g.Name).ToListAsync(cancel));
    }

    private async Task<GroupDetails> CheckedAsync(GroupDetails details, Group? group, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var tidy = Tidy(details);
        if (await db.Set<Group>().AnyAsync(g => g.Name == tidy.Name && (group == null || g.Id != group.Id), cancel))
            throw new RuleException("Er is al een groep met deze naam. Maak de naam duidelijker.", nameof(details.Name));
        if (tidy.ForwardsToGroupId is { } body && body != group?.ForwardsToGroupId && !await db.Set<Group>().AnyAsync(g => g.Id == body && (g.EndedOn == null || g.EndedOn >= today), cancel))
            throw new RuleException("Deze groep bestaat niet meer. Kies een andere.", nameof(details.ForwardsToGroupId));
        if (await db.Set<Municipality>().CountAsync(m => tidy.MunicipalityIds.Contains(m.Id), cancel) < tidy.MunicipalityIds.Count)
            throw new RuleException("Een gemeente die je koos, bestaat niet meer. Kies opnieuw.", nameof(details.MunicipalityIds));
        if (tidy.CoachUserId is { } coach && coach != group?.CoachUserId && await directory.FindByIdAsync(coach, cancel) is null)
            throw new RuleException("Deze persoon is er niet meer. Kies iemand anders.", nameof(details.CoachUserId));
        return tidy;
    }

    private static GroupDetails Tidy(GroupDetails details) => details with
    {
        Name = TypedText.Line(details.Name, nameof(details.Name), "Vul de naam van de groep in.", Group.NameLength),
        NameInText = Line(details.NameInText, nameof(details.NameInText), Group.NameLength),
        Cadence = Line(details.Cadence, nameof(details.Cadence), Group.CadenceLength),
        DefaultPlace = Line(details.DefaultPlace, nameof(details.DefaultPlace), Group.PlaceLength),
        MunicipalityIds = [.. details.MunicipalityIds.Distinct()],
        WorkAgendas = [.. details.WorkAgendas.Select(label => Line(label, nameof(details.WorkAgendas), Group.WorkAgendaLength)).Where(label => label.Length > 0).Distinct(StringComparer.Ordinal)],
        OrganisationIds = [.. details.OrganisationIds.Distinct()],
    };

    private static string Line(string text, string field, int longest) => TypedText.Optional(text.ReplaceLineEndings(" "), field, longest) ?? "";

    private static IEnumerable<string> Differences(Group group, GroupDetails details) => new (string Field, bool IsOther)[]
    {
        (nameof(Group.Name), group.Name != details.Name),
        (nameof(Group.NameInText), group.NameInText != details.NameInText),
        (nameof(Group.Description), group.Description != (TypedText.Optional(details.Description, nameof(details.Description)) ?? "")),
        (nameof(Group.Cadence), group.Cadence != details.Cadence),
        (nameof(Group.MunicipalityIds), !group.MunicipalityIds.Order().SequenceEqual(details.MunicipalityIds.Order())),
        (nameof(Group.DefaultPlace), group.DefaultPlace != details.DefaultPlace),
        (nameof(Group.WorkAgendas), !group.WorkAgendas.SequenceEqual(details.WorkAgendas)),
        (nameof(Group.ForwardsToGroupId), group.ForwardsToGroupId != details.ForwardsToGroupId),
        (nameof(Group.AcceptsItems), group.AcceptsItems != details.AcceptsItems),
        (nameof(Group.Readers), group.Readers != details.Readers),
        (nameof(Group.CoachUserId), group.CoachUserId != details.CoachUserId),
        (nameof(Group.Organisations), !group.Organisations.Select(o => o.OrganisationId).Order().SequenceEqual(details.OrganisationIds.Order())),
    }.Where(d => d.IsOther).Select(d => d.Field);
}
