using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What was sent to an organisation, as it reads it: nothing that leads to who told it, not even a number or a day.</summary>
/// <param name="Id">Key, random.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What people run into.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="HeardFrom">From how many people, or null.</param>
/// <param name="Theme">What it is about, or null.</param>
/// <param name="Answer">What the organisation answered; null while it did not.</param>
public sealed record SentSignal(Guid Id, FeedbackKind Kind, string Description, string? Remedy, HeardFrom? HeardFrom, string? Theme, string? Answer);

/// <summary>An organisation reads what the coach sent it, and answers. The page knows who may: by the link, or as one of its people.</summary>
public sealed class SignalAnswers(GboDbContext db, ISiteService site, TimeProvider time, ICurrentUser user)
{
    private const int Most = 200;

    /// <summary>What waits for an answer, in no order that tells when it came; then what the organisation answered.</summary>
    public async Task<IReadOnlyList<SentSignal>> ListAsync(Organisation organisation, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var rows = await Of(organisation).OrderBy(f => f.Answer != null).ThenBy(f => f.Kind).ThenBy(f => f.Id).Take(Most)
            .Select(f => new { f.Id, f.Kind, f.Description, f.Remedy, f.HeardFrom, f.LifeDomain, f.Answer }).ToListAsync(cancel);
        return [.. rows.Select(f => new SentSignal(f.Id, f.Kind, f.Description, f.Remedy, f.HeardFrom, settings.NameOf(f.LifeDomain), f.Answer))];
    }

    /// <summary>One of them, or null when there is none for this organisation.</summary>
    public async Task<SentSignal?> FindAsync(Organisation organisation, Guid id, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        return await Of(organisation).SingleOrDefaultAsync(f => f.Id == id, cancel) is { } f
            ? new SentSignal(f.Id, f.Kind, f.Description, f.Remedy, f.HeardFrom, settings.NameOf(f.LifeDomain), f.Answer)
            : null;
    }

    /// <summary>How many wait, for these organisations.</summary>
    public Task<int> CountWaitingAsync(IReadOnlyList<Guid> organisations, CancellationToken cancel = default)
        => Sent().CountAsync(f => organisations.Contains(f.ForwardedToOrganisationId!.Value) && f.AnsweredOn == null && f.ClosedOn == null, cancel);

    /// <summary>The organisation answers; whoever told it hears it.</summary>
    /// <exception cref="NotFoundException">It is not for this organisation.</exception>
    /// <exception cref="RuleException">It was answered or closed, or there is no text.</exception>
    public Task AnswerAsync(Organisation organisation, Guid id, string? answer, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var told = await db.Set<Feedback>().AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.ForwardedToOrganisationId == organisation.Id && f.Readers == FeedbackReaders.WhoCanHelp, c)
            ?? throw new NotFoundException("Dit bestaat niet.");
        // A button that was pressed twice counts once.
        if (told.AnsweredBy == organisation.Name && told.Answer == TypedText.Clean(answer ?? "")) return;
        told.AnswerFrom(organisation.Name, answer, BrusselsTime.Today(time));
        db.Publish(new FeedbackAnswered(told.Id));
        db.Audit("Feedback.Answered", told.Id, user.Id, new { organisation = organisation.Id });
        await db.SaveChangesAsync(c);
    }, cancel);

    // Not what the coach or the point answered: that is for who told it. Nor what an organisation answered that it went to before.
    private IQueryable<Feedback> Of(Organisation organisation) => Sent().Where(f => f.ForwardedToOrganisationId == organisation.Id
        && ((f.AnsweredOn == null && f.ClosedOn == null) || (f.AnsweredBy != null && (f.AnsweredBy == organisation.Name || f.AnsweredOn > f.ForwardedOn) && !f.AnswerIsOfPoint)));

    private IQueryable<Feedback> Sent() => db.Set<Feedback>().AsNoTracking().Where(f => f.Readers == FeedbackReaders.WhoCanHelp && f.ForwardedToOrganisationId != null);
}
