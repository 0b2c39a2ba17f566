using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>One point that becomes two.</summary>
public sealed record SplitPoint
{
    /// <summary>Makes it count once.</summary>
    public required Guid Key { get; init; }

    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Title of what stays; its author's text stays as it is.</summary>
    public string? Title { get; init; }

    /// <summary>What the other point is about: what people run into.</summary>
    public string? Description { get; init; }

    /// <summary>What would help there, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>Key of its life domain, or null.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>The version that the coach saw; null: whatever it is.</summary>
    public int? Version { get; init; }
}

/// <summary>Splits a point that is about two things: its author keeps both, and gets an answer to each.</summary>
public sealed class SplitService(GboDbContext db, AgendaItemService items, ReferenceCounter references, ISiteService site, TimeProvider time, ICurrentUser user)
{
    /// <summary>Makes a second point of a part of the first.</summary>
    /// <returns>The second point; the one that was made before when it was sent with the same key.</returns>
    /// <exception cref="RuleException">The point is over or a body was asked about it, or a text cannot be kept.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public async Task<AgendaItem> SplitAsync(SplitPoint options, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var description = TypedText.Required(options.Description, nameof(options.Description), "Schrijf waar het tweede punt over gaat.");
        var domain = AgendaItemService.LifeDomainOf(options.LifeDomain, settings);
        var remedy = TypedText.Optional(options.Remedy, nameof(options.Remedy));
        try
        {
            return await db.WriteAsync(async c =>
            {
                if (await items.FindBySubmissionAsync(options.Key, c) is { } first) return first;
                var now = time.GetUtcNow().UtcDateTime;
                var item = await db.PointAsync(options.ItemId, c);
                item.MustBeVersion(options.Version);
                var reference = await references.NextAsync("AP", BrusselsTime.DayOf(now).Year, c);
                var part = item.Split(new PointText(TypedText.TitleFrom(description), description, remedy, domain, item.HeardFrom, item.Visibility), reference, options.Key, now);
                if (!string.IsNullOrWhiteSpace(options.Title)) item.Retitle(options.Title);
                db.Touch(item);
                db.Add(part);
                db.Publish(new AgendaItemProposed(part.Id, part.GroupId, part.CurrentSessionId));
                db.Audit("AgendaItem.Split", item.Id, user.Id, new { into = part.Id });
                await db.SaveChangesAsync(c);
                return part;
            }, cancel);
        }
        catch (Exception refused) when (refused is DbUpdateException or ChangedMeanwhileException)
        {
            // A double tap: the other one was first.
            if (await items.FindBySubmissionAsync(options.Key, cancel) is { } first) return first;
            throw;
        }
    }

    /// <summary>The points that were a part of this one, in order.</summary>
    public Task<List<AgendaItem>> PartsAsync(string reference, CancellationToken cancel = default)
        => db.Set<AgendaItem>().AsNoTracking().Where(i => i.SplitFrom == reference).OrderBy(i => i.Reference).ToListAsync(cancel);
}
