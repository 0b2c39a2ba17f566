using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What a person can be told something by.</summary>
/// <param name="Means">How; null: by mail, or by number and code.</param>
/// <param name="PersonId">Who (of Network), or null.</param>
public sealed record MeansToTell(ContactMeans? Means, Guid? PersonId);

/// <summary>News for authors without e-mail: the coach calls, sends a letter or has it passed on, and ticks "Ik heb het verteld".</summary>
public sealed class ContactTasks(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>What is still to be told.</summary>
    public IQueryable<ContactTask> Open => db.Set<ContactTask>().AsNoTracking().Where(t => t.DoneOn == null);

    /// <summary>
    /// How the author of a point hears of it. Someone whom others spoke for and who is not in Network is told through whoever
    /// spoke; who came with a group's link has a number and a code.
    /// </summary>
    public async Task<MeansToTell> MeansAsync(Guid itemId, CancellationToken cancel = default)
    {
        var point = await db.Set<AgendaItem>().Where(i => i.Id == itemId).Select(i => new { i.AuthorPersonId, i.EnteredBy }).SingleAsync(cancel);
        if (point.AuthorPersonId is not { } id)
            return new MeansToTell(point.EnteredBy is Models.Channel.Phone or Models.Channel.Paper or Models.Channel.Meeting ? ContactMeans.ViaOrganisation : null, null);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == id, cancel);
        ContactMeans? means = person.PreferredChannel switch
        {
            ContactChannel.Phone => ContactMeans.Phone,
            ContactChannel.Letter => ContactMeans.Letter,
            ContactChannel.ViaOrganisation => ContactMeans.ViaOrganisation,
            _ when !string.IsNullOrEmpty(person.Email) => null,
            _ => string.IsNullOrEmpty(person.Phone) ? ContactMeans.ViaOrganisation : ContactMeans.Phone,
        };
        return new MeansToTell(means, id);
    }

    /// <summary>Adds a task for who takes no e-mail, in the transaction of the news. False for who does, and when it is there already.</summary>
    /// <param name="key">The same for a step that is tried again.</param>
    /// <param name="itemId">The point.</param>
    /// <param name="text">What is told.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<bool> AddAsync(string key, Guid itemId, string text, CancellationToken cancel = default)
    {
        if (await MeansAsync(itemId, cancel) is not { Means: { } means, PersonId: var person }) return false;
        if (await db.Set<ContactTask>().AnyAsync(t => t.Key == key, cancel)) return false;
        db.Add(new ContactTask { Key = key, ItemId = itemId, PersonId = person, Means = means, Text = TypedText.Clean(text), CreatedAt = time.GetUtcNow().UtcDateTime });
        return true;
    }

    /// <summary>The task with its point and the point's group, or its meeting; or null.</summary>
    public Task<ContactTask?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<ContactTask>().AsNoTracking().Include(t => t.Item).ThenInclude(i => i!.Group).Include(t => t.Session).SingleOrDefaultAsync(t => t.Id == id, cancel);

    /// <summary>It was told, or after all not.</summary>
    /// <exception cref="NotFoundException">There is no such task.</exception>
    public Task MarkAsync(Guid id, bool done, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var task = await db.Set<ContactTask>().AsTracking().SingleOrDefaultAsync(t => t.Id == id, c) ?? throw new NotFoundException("Deze taak bestaat niet.");
        if (done == task.DoneOn is not null) return;
        if (done) task.Done(user.Id, BrusselsTime.Today(time));
        else task.Undo();
        db.Audit(done ? "ContactTask.Done" : "ContactTask.Undone", task.Id, user.Id, new { task.ItemId, task.SessionId });
        await db.SaveChangesAsync(c);
    }, cancel);
}
