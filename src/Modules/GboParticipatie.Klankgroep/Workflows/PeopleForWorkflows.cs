using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Finds people of the network for workflows.</summary>
internal sealed class PeopleForWorkflows(GboDbContext db, TimeProvider time)
{
    public async Task<IReadOnlyList<WorkflowRecipient>> PersonAsync(Guid? id, CancellationToken cancel)
        => id is null ? [] : [.. (await db.Set<Person>().AsNoTracking().Where(p => p.Id == id).ToListAsync(cancel)).Select(Of)];

    /// <summary>Who sits in the group today; with a role: only who has it.</summary>
    public async Task<IReadOnlyList<WorkflowRecipient>> MembersAsync(Guid? groupId, MandateRole? role, CancellationToken cancel)
    {
        if (groupId is null) return [];
        var today = BrusselsTime.Today(time);
        var people = await db.Set<Person>().AsNoTracking()
            .Where(p => db.Set<Mandate>().Any(m => m.PersonId == p.Id && m.GroupId == groupId && m.From <= today && (m.To == null || m.To >= today)
                && (role == null || m.Role == role)))
            .OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        return [.. people.Select(p => Of(p) with { Pace = role is null ? EmailPace.News : EmailPace.Work })];
    }

    /// <summary>Who belongs to the group today: who sits in it, the people of its member organisations, and members of whom nobody is known.</summary>
    public async Task<IReadOnlyList<WorkflowRecipient>> WholeGroupAsync(Guid? groupId, CancellationToken cancel)
    {
        if (groupId is not { } id) return [];
        var parties = await db.PartiesAsync(id, BrusselsTime.Today(time), cancel);
        var (personIds, organisationIds) = (parties.Select(p => p.PersonId).OfType<Guid>().ToList(), parties.Where(p => p.PersonId is null).Select(p => p.OrganisationId!.Value).ToList());
        var people = await db.Set<Person>().AsNoTracking().Where(p => personIds.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => organisationIds.Contains(o.Id)).OrderBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancel);
        return [.. people.Select(Of), .. organisations.Select(o => OfOrganisation(o.Id, o.Name, o.Email, o.Phone))];
    }

    /// <summary>Who is invited to a meeting and did not say no.</summary>
    public async Task<IReadOnlyList<WorkflowRecipient>> InvitedAsync(Guid? sessionId, CancellationToken cancel)
    {
        var invitations = db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == sessionId && i.Reply != InvitationReply.No);
        var parties = await db.WithNames(invitations).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        var personIds = parties.Select(p => p.PersonId).OfType<Guid>().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => personIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        return [.. parties.Select(p => p.PersonId is { } person ? Of(people[person]) : OfOrganisation(p.OrganisationId!.Value, p.Name, p.Email, p.Phone))];
    }

    public async Task<WorkflowRecipient> OfUserAsync(UserSummary user, CancellationToken cancel)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.UserId == user.Id, cancel);
        return person is null
            ? new WorkflowRecipient { Key = $"user:{user.Id}", UserId = user.Id, Name = user.Name, Email = user.Email }
            : Of(person) with { Email = user.Email, Channel = RecipientChannel.Email };
    }

    /// <summary>True when the event is for the author alone: everyone else hears of the point that it stands together with.</summary>
    public async Task<bool> IsForAuthorAloneAsync(WorkflowEvent start, CancellationToken cancel)
        => Subjects.IsForEachAuthor(start.Event) && Subjects.Of(start.Event).ItemId is { } item
            && await db.Set<AgendaItem>().AnyAsync(i => i.Id == item && i.MergedIntoId != null, cancel);

    /// <summary>The group of an event: of the point or the meeting.</summary>
    public async Task<Guid?> GroupOfAsync(WorkflowEvent start, CancellationToken cancel)
    {
        if (await IsForAuthorAloneAsync(start, cancel)) return null;
        var subjects = Subjects.Of(start.Event);
        if (subjects.ItemId is { } item) return await db.Set<AgendaItem>().Where(i => i.Id == item).Select(i => (Guid?)i.GroupId).SingleOrDefaultAsync(cancel);
        if (subjects.SessionId is { } session) return await db.Set<Session>().Where(s => s.Id == session).Select(s => (Guid?)s.GroupId).SingleOrDefaultAsync(cancel);
        return null;
    }

    /// <summary>The body of an event: the group that must answer.</summary>
    public async Task<Guid?> BodyOfAsync(WorkflowEvent start, CancellationToken cancel)
        => Subjects.Of(start.Event).AnswerId is { } answer && !await IsForAuthorAloneAsync(start, cancel)
            ? await db.Set<Answer>().Where(a => a.Id == answer).Select(a => a.GroupId).SingleOrDefaultAsync(cancel)
            : null;

    private static WorkflowRecipient OfOrganisation(Guid id, string name, string? email, string? phone)
        => new() { Key = $"organisation:{id:N}", OrganisationId = id, Name = name, Email = email, Channel = WithoutMail(email, phone) };

    // Who wants mail and has no address, is called; without a number, it is passed on.
    private static RecipientChannel WithoutMail(string? email, string? phone)
        => !string.IsNullOrEmpty(email) ? RecipientChannel.Email : string.IsNullOrEmpty(phone) ? RecipientChannel.ViaOrganisation : RecipientChannel.Phone;

    private static WorkflowRecipient Of(Person person) => new()
    {
        Key = $"person:{person.Id:N}",
        PersonId = person.Id,
        UserId = person.UserId,
        Name = person.Name,
        Email = person.Email,
        Channel = person.PreferredChannel switch
        {
            ContactChannel.Email => WithoutMail(person.Email, person.Phone),
            ContactChannel.Phone => RecipientChannel.Phone,
            ContactChannel.Letter => RecipientChannel.Letter,
            _ => RecipientChannel.ViaOrganisation,
        },
    };
}
