using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>One line that was said in a meeting.</summary>
/// <param name="Text">What was said.</param>
/// <param name="OrganisationId">The organisation (of Network) that said it, or null.</param>
/// <param name="LifeDomain">Key of a life domain of the settings, or null.</param>
public sealed record SaidLine(string? Text, Guid? OrganisationId = null, string? LifeDomain = null);

/// <summary>Lines that become points.</summary>
public sealed record AddLines
{
    /// <summary>Makes them count once: sent again with the same key, the first set is returned.</summary>
    public required Guid Key { get; init; }

    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>One for each point, in order.</summary>
    public required IReadOnlyList<SaidLine> Lines { get; init; }

    /// <summary>Who may read them: with or without the name of the organisation.</summary>
    public Visibility Visibility { get; init; }
}

/// <summary>"Eén lijn, één punt": what was written down in a meeting becomes as many points, all or none.</summary>
public sealed class LineService(
    GboDbContext db, ReferenceCounter references, Ownerships ownerships, ISiteService site, TimeProvider time, ICurrentUser user)
{
    /// <summary>True when what is written down now was said there: from the hour that it begins.</summary>
    public static bool IsSaid(Session session, DateTime now) => session.State is SessionState.InProgress or SessionState.Held or SessionState.Reported || session.StartsAt <= now;

    /// <summary>
    /// Makes a point of each line. When the meeting has begun they were discussed there, else they stand on its agenda. Where the coach is
    /// a guest, others talked about it: they come on the agenda of the group's own next meeting, or wait for one.
    /// </summary>
    /// <returns>The points, in the order of the lines.</returns>
    /// <exception cref="RuleException">There are no lines or too many, one cannot be a point, or the meeting does not take place; the field is Rows[n].</exception>
    public async Task<IReadOnlyList<AgendaItem>> AddAsync(AddLines options, CancellationToken cancel = default)
    {
        if (options.Lines.Count == 0) throw new RuleException("Schrijf minstens één lijn.", "Text");
        if (options.Lines.Count > SaidLines.Most) throw new RuleException($"Dat zijn {options.Lines.Count} lijnen. Hoogstens {SaidLines.Most} in één keer.", "Text");
        if (options.Visibility is not (Visibility.WithName or Visibility.WithoutName)) throw new RuleException("Kies wie dit mag lezen.", nameof(options.Visibility));
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var texts = options.Lines.Select((line, i) => TextOf(line, i, options.Visibility, settings)).ToList();
        var ownership = await ownerships.OfAsync(settings, BrusselsTime.Today(time), cancel);
        try
        {
            return await db.WriteAsync(c => AddAsync(options, texts, ownership, c), cancel);
        }
        catch (DbUpdateException)
        {
            // A double tap: the other one was first, and the unique key stopped this one.
            if (await FindAsync(options.Key, cancel) is { Count: > 0 } first) return first;
            throw;
        }
    }

    /// <summary>The points that were made with this key, in order; none when it was not used.</summary>
    public async Task<IReadOnlyList<AgendaItem>> FindAsync(Guid key, CancellationToken cancel = default)
    {
        var keys = Enumerable.Range(0, SaidLines.Most).Select(i => KeyOf(key, i)).ToList();
        var found = await db.Set<AgendaItem>().AsNoTracking().Where(i => keys.Contains(i.SubmissionKey)).ToListAsync(cancel);
        return [.. found.OrderBy(i => keys.IndexOf(i.SubmissionKey))];
    }

    private async Task<IReadOnlyList<AgendaItem>> AddAsync(AddLines options, List<PointText> texts, Ownership ownership, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var session = await Locked.SessionAsync(db, options.SessionId, cancel);
        // After the lock: a second tap waits for the first, and finds what it made.
        if (await FindAsync(options.Key, cancel) is { Count: > 0 } first) return first;
        if (session.State == SessionState.Cancelled) throw new RuleException("Deze bijeenkomst gaat niet door. Er is dus niets gezegd.");
        await MustKnowAsync(options.Lines, cancel);
        var group = await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == session.GroupId, cancel);
        group.Intake().MustAcceptItems(BrusselsTime.DayOf(now));
        var owner = ownership with { CoachUserId = group.CoachUserId ?? ownership.CoachUserId };
        var agenda = session.IsOfGroup ? session : await Locked.NextSessionAsync(db, group.Id, now, notBefore: null, cancel);
        var items = new List<AgendaItem>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var author = new ProposalAuthor { OrganisationId = options.Lines[i].OrganisationId, Channel = Channel.Meeting, EnteredByUserId = user.Id, IsConfirmed = true };
            var reference = await references.NextAsync("AP", BrusselsTime.DayOf(now).Year, cancel);
            var item = AgendaItem.Receive(group.Intake(), texts[i], author, reference, KeyOf(options.Key, i), owner, now);
            if (session.IsOfGroup && IsSaid(session, now)) item.CameUpIn(session, now);
            else if (agenda is not null) item.PutOnAgenda(agenda, now);
            db.Add(item);
            db.Publish(new AgendaItemProposed(item.Id, group.Id, agenda?.Id));
            db.Audit("AgendaItem.Proposed", item.Id, user.Id, new { item.Reference, sessionId = session.Id });
            items.Add(item);
        }

        await db.SaveChangesAsync(cancel);
        return items;
    }

    private async Task MustKnowAsync(IReadOnlyList<SaidLine> lines, CancellationToken cancel)
    {
        var named = lines.Select(l => l.OrganisationId).OfType<Guid>().Distinct().ToList();
        var known = await db.Set<Organisation>().Where(o => named.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].OrganisationId is { } id && !known.Contains(id)) throw new RuleException("Kies een organisatie uit de lijst.", $"Rows[{i}].OrganisationId");
    }

    private static PointText TextOf(SaidLine line, int index, Visibility visibility, KlankgroepSettings settings)
    {
        var text = TypedText.Line(line.Text, $"Rows[{index}].Text", "Deze lijn is leeg. Schrijf iets of haal ze weg.", SaidLines.Longest);
        if (line.LifeDomain is { Length: > 0 } domain && !settings.LifeDomains.Any(d => d.Key == domain))
            throw new RuleException("Kies een thema uit de lijst.", $"Rows[{index}].LifeDomain");
        return new PointText(TypedText.TitleFrom(text), text, null, line.LifeDomain is { Length: > 0 } key ? key : null, null, visibility);
    }

    private static Guid KeyOf(Guid key, int index) => AgendaItemService.KeyOf("één lijn, één punt", $"{key:N}/{index}");
}
