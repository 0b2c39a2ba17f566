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
    // Begins the key of news that says only where a point is.
    private const string Where = "where:";

    /// <summary>What is still to be told.</summary>
    public IQueryable<ContactTask> Open => db.Set<ContactTask>().AsNoTracking().Where(t => t.DoneOn == null);

    /// <summary>What someone has still to tell the people for whom they brought a point.</summary>
    public IQueryable<ContactTask> OpenOf(Guid personId) => Open.Where(t => t.PersonId == personId && t.Item!.IsForAnother);

    /// <summary>
    /// How the author of a point hears of it. Who brought a point for someone else tells it. Someone whom others spoke for and who is not in Network is told through whoever
    /// spoke; who came with a group's link has a number and a code.
    /// </summary>
    public async Task<MeansToTell> MeansAsync(Guid itemId, CancellationToken cancel = default)
    {
        var point = await db.Set<AgendaItem>().Where(i => i.Id == itemId).Select(i => new { i.AuthorPersonId, i.AuthorOrganisationId, i.EnteredBy, i.IsForAnother }).SingleAsync(cancel);
        if (point.AuthorPersonId is not { } id)
        {
            // Of a line that nobody put a name to, whoever said it has number and code, and reads the report.
            var isSpoken = point.EnteredBy is Models.Channel.Phone or Models.Channel.Paper or Models.Channel.Talk || point is { EnteredBy: Models.Channel.Meeting, AuthorOrganisationId: not null };
            return new MeansToTell(isSpoken ? ContactMeans.ViaOrganisation : null, null);
        }

        return point.IsForAnother ? new MeansToTell(ContactMeans.ViaOrganisation, id) : await OfPersonAsync(id, cancel);
    }

    /// <summary>How whoever told something hears of it; who gave no name reads it with number and code.</summary>
    public async Task<MeansToTell> MeansOfFeedbackAsync(Guid feedbackId, CancellationToken cancel = default)
    {
        var told = await db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Id == feedbackId, cancel);
        if (told.AuthorPersonId is { } id) return await OfPersonAsync(id, cancel);
        if (told.IsAnonymous || told.AuthorEmail is not null) return new MeansToTell(told.AuthorHears, null);
        var spoken = told.EnteredBy is Models.Channel.Phone or Models.Channel.Paper or Models.Channel.Meeting or Models.Channel.Talk;
        return new MeansToTell(told.AuthorHears ?? (told.AuthorPhone is not null ? ContactMeans.Phone : spoken ? ContactMeans.ViaOrganisation : null), null);
    }

    /// <summary>Adds a task for who takes no e-mail, in the transaction of the news. False for who does, and when it is there already.</summary>
    /// <param name="key">The same for a step that is tried again.</param>
    /// <param name="itemId">The point.</param>
    /// <param name="text">What is told.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<bool> AddAsync(string key, Guid itemId, string text, CancellationToken cancel = default)
        => await AddAsync(await MeansAsync(itemId, cancel), new ContactTask { Key = key, ItemId = itemId, Text = TypedText.Clean(text) }, cancel);

    /// <summary>As <see cref="AddAsync(string, Guid, string, CancellationToken)"/>, of where a point is now: not told any more once there is later news.</summary>
    public Task<bool> AddWhereAsync(string key, Guid itemId, string text, CancellationToken cancel = default) => AddAsync(Where + key, itemId, text, cancel);

    /// <summary>As <see cref="AddAsync(string, Guid, string, CancellationToken)"/>, for whoever told something.</summary>
    public async Task<bool> AddForFeedbackAsync(string key, Guid feedbackId, string text, CancellationToken cancel = default)
        => await AddAsync(await MeansOfFeedbackAsync(feedbackId, cancel), new ContactTask { Key = key, FeedbackId = feedbackId, Text = TypedText.Clean(text) }, cancel);

    /// <summary>The task with its point and the point's group, its meeting, or its feedback; or null.</summary>
    public Task<ContactTask?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<ContactTask>().AsNoTracking().Include(t => t.Item).ThenInclude(i => i!.Group).Include(t => t.Session).Include(t => t.Feedback).SingleOrDefaultAsync(t => t.Id == id, cancel);

    /// <summary>It was told, or after all not. False when it is not there: newer news took its place.</summary>
    public Task<bool> MarkAsync(Guid id, bool done, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var task = await db.Set<ContactTask>().AsTracking().SingleOrDefaultAsync(t => t.Id == id, c);
        if (task is null) return false;
        if (done == task.DoneOn is not null) return true;
        if (done) task.Done(user.Id, BrusselsTime.Today(time));
        else task.Undo();
        db.Audit(done ? "ContactTask.Done" : "ContactTask.Undone", task.Id, user.Id, new { task.ItemId, task.SessionId, task.FeedbackId });
        await db.SaveChangesAsync(c);
        return true;
    }, cancel);

    /// <summary>Who brought a point for someone else told that person the news. Pressed twice, it was told once. False when it is not there: newer news took its place.</summary>
    /// <exception cref="NotFoundException">It is not for this person to tell.</exception>
    public async Task<bool> MarkOwnAsync(Guid id, Guid personId, CancellationToken cancel = default)
    {
        if (await db.Set<ContactTask>().AnyAsync(t => t.Id == id && !(t.PersonId == personId && t.Item!.IsForAnother), cancel)) throw new NotFoundException("Deze taak bestaat niet.");
        return await MarkAsync(id, done: true, cancel);
    }

    private async Task<bool> AddAsync(MeansToTell how, ContactTask task, CancellationToken cancel)
    {
        if (how.Means is not { } means || await db.Set<ContactTask>().AnyAsync(t => t.Key == task.Key, cancel)) return false;
        (task.Means, task.PersonId, task.CreatedAt) = (means, how.PersonId, time.GetUtcNow().UtcDateTime);
        if (task.ItemId is { } item) await db.Set<ContactTask>().Where(t => t.ItemId == item && t.DoneOn == null && t.Key.StartsWith(Where)).ExecuteDeleteAsync(cancel);
        db.Add(task);
        return true;
    }

    private async Task<MeansToTell> OfPersonAsync(Guid id, CancellationToken cancel)
    {
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
}
