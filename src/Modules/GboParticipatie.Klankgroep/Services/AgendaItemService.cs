using System.Linq.Expressions;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Points, from proposal to closing. Everything that one operation does is one transaction.</summary>
public sealed class AgendaItemService(
    GboDbContext db, PreparedWrites writes, ReferenceCounter references, WorkingCalendar calendar, ISiteService site, Ownerships ownerships,
    GroupService groups, TimeProvider time, ICurrentUser user)
{
    private const string ReferencePrefix = "AP";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Points of a group that wait for a meeting ("Wacht op een bijeenkomst"), as a filter for a query.</summary>
    public static Expression<Func<AgendaItem, bool>> Waiting(Guid groupId) => item =>
        item.GroupId == groupId && item.CurrentSessionId == null && (item.Visibility != Visibility.CoachOnly || item.Entries.Any())
        && (item.Status == AgendaItemStatus.Submitted || item.Status == AgendaItemStatus.Parked);

    /// <summary>The submission key of someone's own key, such as the header Idempotency-Key; different people never share one.</summary>
    public static Guid KeyOf(string userId, string key)
        => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{userId}\n{key}")).AsSpan(0, 16));

    /// <summary>
    /// Takes in a point: owner and due dates from this moment, on the agenda of the group's next meeting when there is one.
    /// </summary>
    /// <returns>The point; the first one when it was sent before with the same key.</returns>
    /// <exception cref="RuleException">A text is missing, too long or gives someone away; the group has ended or takes no points.</exception>
    public async Task<AgendaItem> ProposeAsync(ProposeAgendaItem proposal, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var text = TextOf(proposal, settings);
        var now = Now;
        var ownership = await ownerships.OfAsync(settings, BrusselsTime.DayOf(now), cancel);
        // Before the transaction on PostgreSQL, in it on SQLite: see the counter.
        var reference = writes.IsSqlite ? null : await references.NextAsync(ReferencePrefix, BrusselsTime.DayOf(now).Year, cancel);
        try
        {
            return await writes.RunAsync((t, c) => ReceiveAsync(t, proposal, text, ownership, reference, now, c), cancel);
        }
        catch (DbUpdateException) when (!writes.IsInside)
        {
            // A double tap: the other one was first, and the unique key stopped this one.
            if (await FindBySubmissionAsync(proposal.SubmissionKey, cancel) is { } first) return first;
            throw;
        }
    }

    /// <summary>The point that was made of this submission, or null.</summary>
    public Task<AgendaItem?> FindBySubmissionAsync(Guid key, CancellationToken cancel = default)
        => db.Set<AgendaItem>().AsNoTracking().SingleOrDefaultAsync(i => i.SubmissionKey == key, cancel);

    /// <summary>True when this proposal is the one that the point was made of: false when its key was used for another.</summary>
    /// <exception cref="RuleException">The proposal could not be a point.</exception>
    public async Task<bool> IsFromAsync(ProposeAgendaItem proposal, AgendaItem item, CancellationToken cancel = default)
    {
        var text = TextOf(proposal, await site.GetAsync<KlankgroepSettings>(cancel));
        // The coach may have found out since for whom its author spoke.
        return item.GroupId == proposal.GroupId && (item.Version > 0 || item.AuthorOrganisationId == proposal.Author.OrganisationId) && item.IsFrom(text);
    }

    /// <summary>The point with this reference, with group, agendas, their meetings and answers; or null. Ask <see cref="AgendaItemAccess"/> before showing it.</summary>
    public Task<AgendaItem?> FindByReferenceAsync(string reference, CancellationToken cancel = default)
    {
        var normal = reference.Trim().ToUpperInvariant();
        return db.Readable().SingleOrDefaultAsync(i => i.Reference == normal, cancel);
    }

    /// <summary>The point with this key, as <see cref="FindByReferenceAsync"/>.</summary>
    public Task<AgendaItem?> FindAsync(Guid id, CancellationToken cancel = default) => db.Readable().SingleOrDefaultAsync(i => i.Id == id, cancel);

    /// <summary>Makes the title clearer.</summary>
    /// <exception cref="RuleException">It is empty or too long.</exception>
    public Task<AgendaItem> RetitleAsync(Guid itemId, string title, int? version = null, CancellationToken cancel = default)
        => ActAsync(itemId, version, "Retitled", item => item.Retitle(title), cancel);

    /// <summary>Sets the life domain and one of the seven B's.</summary>
    /// <exception cref="RuleException">The region has no such life domain.</exception>
    public async Task<AgendaItem> ClassifyAsync(Guid itemId, string? lifeDomain, BarrierKind? barrier, int? version = null, CancellationToken cancel = default)
    {
        var domain = LifeDomainOf(lifeDomain, await site.GetAsync<KlankgroepSettings>(cancel));
        return await ActAsync(itemId, version, "Classified", item => item.Classify(domain, barrier), cancel);
    }

    /// <summary>As <see cref="ClassifyAsync"/>, of which what is not given stays as it is.</summary>
    /// <exception cref="RuleException">The region has no such life domain.</exception>
    public async Task<AgendaItem> AddThemeAsync(Guid itemId, string? lifeDomain, BarrierKind? barrier, CancellationToken cancel = default)
    {
        var domain = LifeDomainOf(lifeDomain, await site.GetAsync<KlankgroepSettings>(cancel));
        return await ActAsync(itemId, null, "Classified", item => item.Classify(domain ?? item.LifeDomain, barrier ?? item.Barrier), cancel);
    }

    /// <summary>Vouches for the author of a point that came in without a known one.</summary>
    public Task<AgendaItem> ConfirmAsync(Guid itemId, Guid? organisationId, int? version = null, CancellationToken cancel = default)
        => ActAsync(itemId, version, "Confirmed", item => item.Confirm(organisationId), cancel);

    /// <summary>Gives the point to another coach.</summary>
    public Task<AgendaItem> AssignAsync(Guid itemId, string userId, CancellationToken cancel = default)
        => ActAsync(itemId, null, "Assigned", item => item.AssignTo(userId), cancel);

    /// <summary>Does not put it on the agenda; the author gets the reason.</summary>
    /// <exception cref="RuleException">There is no reason, or a body is answering it already.</exception>
    public Task<AgendaItem> DeclineAsync(Guid itemId, string reason, int? version = null, CancellationToken cancel = default)
        => ActAsync(itemId, version, "Declined", (item, c) =>
        {
            item.Decline(reason, Now);
            return db.PublishToAuthorsAsync(item, id => new AgendaItemDeclined(id, item.GroupId), c);
        }, cancel);

    /// <summary>The author takes it back. The page checks that it is the author.</summary>
    /// <exception cref="RuleException">It is over or answered.</exception>
    public Task<AgendaItem> WithdrawAsync(Guid itemId, CancellationToken cancel = default)
        => ActAsync(itemId, null, "Withdrawn", async (item, c) =>
        {
            await StandAloneAsync(item, c);
            item.Withdraw(Now);
        }, cancel);

    /// <summary>Nothing more is to be done.</summary>
    /// <exception cref="RuleException">It has no answer yet.</exception>
    public Task<AgendaItem> CloseAsync(Guid itemId, int? version = null, CancellationToken cancel = default)
        => ActAsync(itemId, version, "Closed", item => item.Close(Now), cancel);

    /// <summary>Puts it off to a later meeting: the first from that day on, made already or not.</summary>
    /// <param name="itemId">The point.</param>
    /// <param name="reason">Why: the author reads this.</param>
    /// <param name="until">From which day; null: the day after the meeting it stands on, else tomorrow.</param>
    /// <param name="version">The version that the coach saw.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">The point is over or answered, the day has passed, or there is no reason.</exception>
    public Task<AgendaItem> ParkAsync(Guid itemId, string reason, DateOnly? until = null, int? version = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var now = Now;
        var item = await db.PointAsync(itemId, c);
        item.MustBeVersion(version);
        var current = item.CurrentSessionId is { } id ? await db.Set<Session>().SingleAsync(s => s.Id == id, c) : null;
        var tomorrow = BrusselsTime.DayOf(now).AddDays(1);
        var afterCurrent = current is null ? tomorrow : BrusselsTime.DayOf(current.StartsAt).AddDays(1);
        var day = until ?? (afterCurrent > tomorrow ? afterCurrent : tomorrow);
        item.Park(reason, day, now);
        if ((item.Visibility != Visibility.CoachOnly || item.Entries.Count > 0) && await Locked.NextSessionAsync(db, item.GroupId, now, day, c) is { } later
            && !item.Entries.Exists(e => e.SessionId == later.Id)) item.PutOnAgenda(later, now);
        db.Touch(item);
        await db.PublishToAuthorsAsync(item, id => new AgendaItemParked(id, item.GroupId), c);
        db.Audit("AgendaItem.Parked", item.Id, user.Id, new { until = day });
        await db.SaveChangesAsync(c);
        return item;
    }, cancel);

    /// <summary>Asks a body for an answer: straight after receipt, or after the meeting. Owner and due date exist from this moment.</summary>
    /// <exception cref="RuleException">The body is not known or no longer takes part, is asked already, or the due date has passed.</exception>
    public async Task<Answer> ForwardAsync(ForwardAgendaItem options, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var today = BrusselsTime.Today(time);
        var due = options.DueOn ?? (await calendar.GetAsync(cancel)).AddWorkingDays(today, settings.ForwardAnswerWorkingDays);
        if (due < today) throw new RuleException("De dag waarop je een antwoord verwacht, is al voorbij. Kies een latere dag.", nameof(options.DueOn));
        var question = TypedText.Optional(options.Question, nameof(options.Question));
        return await db.WriteAsync(async c =>
        {
            var item = await db.PointAsync(options.ItemId, c);
            item.MustBeVersion(options.Version);
            var (body, owner) = await BodyAsync(options, item, today, c);
            var (asked, agreed) = await NeutralTextService.ToForwardAsync(db, item, question, options.AuthorAgreed, c);
            var answer = item.Forward(body, options.OrganisationId, owner, asked, agreed, due, Now);
            db.Add(answer);
            db.Touch(item);
            await db.PublishToAuthorsAsync(item, id => new AgendaItemForwarded(id, item.GroupId, answer.Id), c);
            db.Publish(new AnswerRequested(item.Id, answer.Id, body));
            db.Audit("AgendaItem.Forwarded", item.Id, user.Id, new { answer = answer.Id, body, options.OrganisationId, dueOn = due });
            await db.SaveChangesAsync(c);
            return answer;
        }, cancel);
    }

    private async Task<AgendaItem> ReceiveAsync(
        PreparedTransaction transaction, ProposeAgendaItem proposal, PointText text, Ownership ownership, string? reference, DateTime now, CancellationToken cancel)
    {
        var reception = new Reception(transaction, writes.IsSqlite);
        var (group, next) = await reception.GroupAsync(proposal.GroupId, now, cancel);
        group.MustAcceptItems(BrusselsTime.DayOf(now));
        if (proposal.GroupLinkVersion is { } version) await reception.MustLetInAsync(group, version, now, cancel);
        reference ??= await ReferenceCounter.NextAsync(transaction, ReferencePrefix, BrusselsTime.DayOf(now).Year, cancel);
        var session = text.Visibility == Visibility.CoachOnly ? null : next;
        var owner = ownership with { CoachUserId = group.CoachUserId ?? ownership.CoachUserId };
        var item = AgendaItem.Receive(group, text, proposal.Author, reference, proposal.SubmissionKey, owner, now, session);
        transaction.Add(item);
        foreach (var entry in item.Entries) transaction.Add(entry);
        transaction.PublishFirst(new AgendaItemProposed(item.Id, group.GroupId, session));
        transaction.Audit("AgendaItem.Proposed", item.Id, user.Id, new { item.Reference });
        if (proposal.RemoveDraft) await reception.RemoveDraftAsync(proposal.SubmissionKey, item.Id, cancel);
        return item;
    }

    private async Task<(Guid? Body, Guid? Owner)> BodyAsync(ForwardAgendaItem options, AgendaItem item, DateOnly today, CancellationToken cancel)
    {
        if (options is { OrganisationId: { } organisation, GroupId: null })
        {
            if (await db.Set<Organisation>().AnyAsync(o => o.Id == organisation && !o.IsActive, cancel)) throw new RuleException("Deze organisatie doet niet meer mee. Kies een andere.", nameof(options.GroupId));
            return (null, options.OwnerPersonId ?? await ContactOfAsync(organisation, today, cancel));
        }

        var body = options.GroupId
            ?? await db.Set<Group>().Where(g => g.Id == item.GroupId).Select(g => g.ForwardsToGroupId).SingleAsync(cancel)
            ?? throw new RuleException("Kies welke groep of organisatie moet antwoorden.", nameof(options.GroupId));
        var group = await db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == body, cancel);
        if (group?.ExistsOn(today) != true) throw new RuleException("Deze groep bestaat niet meer. Kies een andere.", nameof(options.GroupId));
        return (body, options.OwnerPersonId ?? await groups.AnswererOfAsync(body, cancel));
    }

    // Who has been with the organisation longest, of those who can be reached.
    private async Task<Guid?> ContactOfAsync(Guid organisation, DateOnly today, CancellationToken cancel) => await db.Set<Membership>()
        .Where(m => m.OrganisationId == organisation && m.From <= today && (m.To == null || m.To >= today))
        .Where(m => db.Set<Person>().Any(p => p.Id == m.PersonId && p.Email != null))
        .OrderBy(m => m.From).ThenBy(m => m.Id).Select(m => (Guid?)m.PersonId).FirstOrDefaultAsync(cancel);

    // Who takes back a point that stands together with others takes back that one: the others go on, each by itself when it was theirs.
    private async Task StandAloneAsync(AgendaItem item, CancellationToken cancel)
    {
        if (!item.IsMerged && item.TogetherWith == 0) return;
        var family = await MergeService.FamilyAsync(db, [item.Id], cancel);
        if (family.RootOf(item.Id).Status is AgendaItemStatus.Answered or AgendaItemStatus.Closed) throw new RuleException("Op dit punt is al geantwoord. Je kan het niet meer terugtrekken.");
        foreach (var leaving in item.IsMerged ? [item] : family.With(item).ToList())
        {
            await MergeService.LetGoAsync(db, family, leaving, Now, cancel);
            if (leaving != item) db.Publish(new AgendaItemUnmerged(leaving.Id, leaving.GroupId));
        }
    }

    private Task<AgendaItem> ActAsync(Guid id, int? version, string what, Action<AgendaItem> act, CancellationToken cancel)
        => ActAsync(id, version, what, (item, _) =>
        {
            act(item);
            return Task.CompletedTask;
        }, cancel);

    private Task<AgendaItem> ActAsync(Guid id, int? version, string what, Func<AgendaItem, CancellationToken, Task> act, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var item = await db.PointAsync(id, c);
        item.MustBeVersion(version);
        await act(item, c);
        db.Touch(item);
        db.Audit($"AgendaItem.{what}", item.Id, user.Id);
        await db.SaveChangesAsync(c);
        return item;
    }, cancel);

    internal static PointText TextOf(ProposeAgendaItem proposal, KlankgroepSettings settings)
    {
        var description = TypedText.Required(proposal.Description, nameof(proposal.Description), "Vertel kort waar mensen tegenaan lopen. Eén zin is genoeg.");
        var title = string.IsNullOrWhiteSpace(proposal.Title)
            ? TypedText.TitleFrom(description)
            : TypedText.Line(proposal.Title, nameof(proposal.Title), "Vul een titel in.", AgendaItem.TitleLength);
        if (!Enum.IsDefined(proposal.Visibility)) throw new RuleException("Kies wie dit mag lezen.", nameof(proposal.Visibility));
        return new PointText(
            title, description, TypedText.Optional(proposal.Remedy, nameof(proposal.Remedy)),
            LifeDomainOf(proposal.LifeDomain, settings), proposal.HeardFrom, proposal.Visibility);
    }

    internal static string? LifeDomainOf(string? key, KlankgroepSettings settings)
    {
        if (string.IsNullOrWhiteSpace(key)) return null;
        return settings.LifeDomains.Any(d => d.Key == key) ? key : throw new RuleException("Kies een thema uit de lijst.", "LifeDomain");
    }
}
