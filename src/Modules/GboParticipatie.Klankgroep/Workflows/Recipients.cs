using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary><c>author</c>: who brought the point or told something; nobody when that was without a name.</summary>
internal sealed class AuthorRecipients(GboDbContext db, PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "author";

    public string DisplayText => "wie het punt bracht of iets vertelde";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutPoint(source?.EventType) || Subjects.IsAboutFeedback(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        var subjects = Subjects.Of(startEvent.Event);
        if (subjects.FeedbackId is { } feedback) return await OfFeedbackAsync(feedback, cancel);
        var item = subjects.ItemId;
        return await people.PersonAsync(await db.Set<AgendaItem>().Where(i => i.Id == item).Select(i => i.AuthorPersonId).SingleOrDefaultAsync(cancel), cancel);
    }

    private async Task<IReadOnlyList<WorkflowRecipient>> OfFeedbackAsync(Guid id, CancellationToken cancel)
    {
        var told = await db.Set<Feedback>().Where(f => f.Id == id).Select(f => new { f.AuthorPersonId, f.AuthorEmail }).SingleOrDefaultAsync(cancel);
        // Anyone can type this address, and nobody proved that it is theirs: what they typed as their name would reach someone else.
        if (told?.AuthorEmail is { } email) return [new WorkflowRecipient { Key = FeedbackFields.AuthorKey(id), Name = "", Email = email }];
        return await people.PersonAsync(told?.AuthorPersonId, cancel);
    }
}

/// <summary><c>owner</c>: who sees to the answer; the coach when nobody does.</summary>
internal sealed class OwnerRecipients(GboDbContext db, PeopleForWorkflows people, CoachRecipients coach) : IWorkflowRecipients
{
    public string Kind => "owner";

    public string DisplayText => "wie het antwoord opvolgt";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutAnswer(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        if (await people.IsForAuthorAloneAsync(startEvent, cancel)) return [];
        var answer = Subjects.Of(startEvent.Event).AnswerId;
        var owner = await people.PersonAsync(await db.Set<Answer>().Where(a => a.Id == answer).Select(a => a.OwnerPersonId).SingleOrDefaultAsync(cancel), cancel);
        return owner.Count > 0 ? [owner[0] with { Pace = EmailPace.Work }] : await coach.FindAsync(null, startEvent, cancel);
    }
}

/// <summary><c>coach</c>: the coach of the point or feedback, or of the group of the meeting.</summary>
internal sealed class CoachRecipients(GboDbContext db, PeopleForWorkflows people, IUserDirectory users, ISiteService site) : IWorkflowRecipients
{
    public string Kind => "coach";

    public string DisplayText => "de coach";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => true;

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        if (await people.IsForAuthorAloneAsync(startEvent, cancel)) return [];
        var subjects = Subjects.Of(startEvent.Event);
        var id = await (subjects switch
        {
            { ItemId: { } item } => db.Set<AgendaItem>().Where(i => i.Id == item).Select(i => i.OwnerUserId),
            { FeedbackId: { } feedback } => db.Set<Feedback>().Where(f => f.Id == feedback).Select(f => f.OwnerUserId),
            { ActionId: { } action } => db.Set<ActionPoint>().Where(p => p.ActionId == action).OrderBy(p => p.Item!.Reference).Select(p => p.Item!.OwnerUserId).Take(1),
            _ => db.Set<Session>().Where(s => s.Id == subjects.SessionId).Select(s => s.Group!.CoachUserId),
        }).SingleOrDefaultAsync(cancel);
        var user = id is null ? null : await users.FindByIdAsync(id, cancel);
        var region = await site.GetAsync<SiteSettings>(cancel);
        user ??= CoachOfRegion.Of(await users.InRoleAsync(region.CoachRole, cancel), region.CoachEmail)
            ?? await CoachOfRegion.StandInAsync(users, cancel);
        return user is null ? [] : [await people.OfUserAsync(user, cancel) with { Pace = EmailPace.Work }];
    }
}

/// <summary>
/// <c>chair</c>: who chairs the body that must answer, or else the group of the point or meeting. Of what an organisation is asked
/// about a point that only the coach may read, no chair hears.
/// </summary>
internal sealed class ChairRecipients(GboDbContext db, PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "chair";

    public string DisplayText => "de voorzitter";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsOfGroup(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        var body = await people.BodyOfAsync(startEvent, cancel);
        if (body is null && await IsForCoachAloneAsync(Subjects.Of(startEvent.Event).AnswerId, cancel)) return [];
        return await people.MembersAsync(body ?? await people.GroupOfAsync(startEvent, cancel), MandateRole.Chair, cancel);
    }

    private async Task<bool> IsForCoachAloneAsync(Guid? answer, CancellationToken cancel)
        => answer is not null && await db.Set<Answer>().AnyAsync(a => a.Id == answer && a.Item!.Visibility == Visibility.CoachOnly, cancel);
}

/// <summary><c>body</c>: the group that must answer.</summary>
internal sealed class BodyRecipients(PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "body";

    public string DisplayText => "de groep die moet antwoorden";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutAnswer(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => await people.MembersAsync(await people.BodyOfAsync(startEvent, cancel), null, cancel);

    public Task<Guid?> FindGroupAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel) => people.BodyOfAsync(startEvent, cancel);
}

/// <summary><c>members</c>: the group that the point was brought to, or whose meeting it is.</summary>
internal sealed class MembersRecipients(PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "members";

    public string DisplayText => "de groep van het punt of de bijeenkomst";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsOfGroup(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => await people.WholeGroupAsync(await people.GroupOfAsync(startEvent, cancel), cancel);

    public Task<Guid?> FindGroupAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel) => people.GroupOfAsync(startEvent, cancel);
}

/// <summary><c>otherMembers</c>: as <c>members</c>, without who hears of their own point what the meeting did with it.</summary>
internal sealed class OtherMembersRecipients(PeopleForWorkflows people, MeetingOutcomes outcomes) : IWorkflowRecipients
{
    public string Kind => "otherMembers";

    public string DisplayText => "de groep van de bijeenkomst, zonder wie bericht krijgt over een eigen punt";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutSession(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        if (Subjects.Of(startEvent.Event).SessionId is not { } session) return [];
        var authors = await outcomes.AuthorsAsync(session, cancel);
        var members = await people.WholeGroupAsync(await people.GroupOfAsync(startEvent, cancel), cancel);
        return [.. members.Where(m => m.PersonId is not { } person || !authors.Contains(person))];
    }
}

/// <summary><c>invited</c>: who is invited to the meeting and did not say no.</summary>
internal sealed class InvitedRecipients(PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "invited";

    public string DisplayText => "wie uitgenodigd is en niet nee zei";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutSession(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => people.InvitedAsync(Subjects.Of(startEvent.Event).SessionId, cancel);
}

/// <summary><c>group:stuurgroep-gbo</c>: a group by its slug.</summary>
internal sealed class GroupRecipients(GboDbContext db, PeopleForWorkflows people) : IWorkflowRecipients
{
    public string Kind => "group";

    public string DisplayText => "deze groep";

    public bool TakesArgument => true;

    public bool AppliesTo(IWorkflowEventSource? source) => true;

    public async Task<string?> CheckAsync(string? argument, CancellationToken cancel)
        => await IdAsync(argument, cancel) is null ? $"groep \"{argument}\" bestaat niet" : null;

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => await people.IsForAuthorAloneAsync(startEvent, cancel) ? [] : await people.WholeGroupAsync(await IdAsync(argument, cancel), cancel);

    public async Task<Guid?> FindGroupAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => await people.IsForAuthorAloneAsync(startEvent, cancel) ? null : await IdAsync(argument, cancel);

    private Task<Guid?> IdAsync(string? slug, CancellationToken cancel)
        => db.Set<Group>().Where(g => g.Slug == slug).Select(g => (Guid?)g.Id).SingleOrDefaultAsync(cancel);
}
