using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A point that one organisation was asked about or does something about, as it reads it.</summary>
/// <param name="Reference">Its number.</param>
/// <param name="Title">Its title, or of a point for the coach alone the text that its author agreed with.</param>
/// <param name="Description">What people run into; empty for a point for the coach alone.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="Who">Name that goes with it: of an organisation, never of a person.</param>
/// <param name="Asked">What is asked, or null.</param>
/// <param name="DueOn">By when an answer is expected; null when none is.</param>
/// <param name="TogetherWith">How many points about the same stand together with it.</param>
public sealed record BundledPoint(string Reference, string Title, string Description, string? Remedy, string Who, string? Asked, DateOnly? DueOn, int TogetherWith = 0);

/// <summary>What someone noticed about one organisation: nothing that leads to who told it, not even a number or a day.</summary>
/// <param name="Id">Key, for the coach's ticks.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What people run into.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="HeardFrom">From how many people, or null.</param>
/// <param name="Theme">What it is about, or null.</param>
/// <param name="IsSent">True when it went there already.</param>
public sealed record BundledSignal(Guid Id, FeedbackKind Kind, string Description, string? Remedy, HeardFrom? HeardFrom, string? Theme, bool IsSent);

/// <summary>What concerns one organisation (its signalenbundel).</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Points">Points, oldest first.</param>
/// <param name="Signals">Feedback, in no order that tells when it came.</param>
public sealed record SignalBundle(Organisation Organisation, IReadOnlyList<BundledPoint> Points, IReadOnlyList<BundledSignal> Signals);

/// <summary>An organisation with something in its bundle.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Points">How many points.</param>
/// <param name="NewSignals">How many signals were not sent yet.</param>
/// <param name="SentSignals">How many were.</param>
public sealed record BundleRow(string Slug, string Name, int Points, int NewSignals, int SentSignals);

/// <summary>Signals per organisation, for the coach to print and give. Only what its authors let who can help read.</summary>
public sealed class SignalBundles(GboDbContext db, Settings.ISiteService site, TimeProvider time, ICurrentUser user, IStringLocalizer<Startup> S)
{
    private const int Most = 300;

    /// <summary>Organisations that something is about: one query.</summary>
    public async Task<IReadOnlyList<BundleRow>> ListAsync(CancellationToken cancel = default)
    {
        var signals = Signals();
        var rows = await db.Set<Organisation>().AsNoTracking().OrderBy(o => o.SearchName).Select(o => new
        {
            o.Slug,
            o.Name,
            Points = db.Set<AgendaItem>().Count(i => i.Status != AgendaItemStatus.Withdrawn && i.Status != AgendaItemStatus.Declined
                && i.Answers.Any(a => a.OrganisationId == o.Id && a.State != AnswerState.Withdrawn)),
            New = signals.Count(f => f.AboutOrganisationId == o.Id && f.ForwardedToOrganisationId != o.Id && f.ClosedOn == null),
            Sent = signals.Count(f => f.ForwardedToOrganisationId == o.Id),
        }).Where(r => r.Points > 0 || r.New > 0 || r.Sent > 0).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(r => new BundleRow(r.Slug, r.Name, r.Points, r.New, r.Sent))];
    }

    /// <summary>The bundle of one organisation; null when there is no such organisation.</summary>
    public async Task<SignalBundle?> FindAsync(string slug, CancellationToken cancel = default)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Slug == slug, cancel) is not { } organisation) return null;
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var id = organisation.Id;
        var signals = await Signals().Where(f => f.ForwardedToOrganisationId == id || (f.AboutOrganisationId == id && f.ClosedOn == null)).OrderBy(f => f.Kind).ThenBy(f => f.Id).Take(Most)
            .Select(f => new { f.Id, f.Kind, f.Description, f.Remedy, f.HeardFrom, f.LifeDomain, IsSent = f.ForwardedToOrganisationId == id }).ToListAsync(cancel);
        return new SignalBundle(organisation, await PointsAsync(id, cancel),
            [.. signals.Select(f => new BundledSignal(f.Id, f.Kind, f.Description, f.Remedy, f.HeardFrom, settings.NameOf(f.LifeDomain), f.IsSent))]);
    }

    /// <summary>Notes that these signals went to an organisation; their authors see it, and the organisation is told once. What went there before stays as it is.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="feedback">Keys of the signals.</param>
    /// <param name="version">Of a single signal, the version that the coach saw.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Nothing was chosen, one is for the coach alone or closed, or there is no such organisation that takes part.</exception>
    public Task<int> SendAsync(Guid organisationId, IReadOnlyCollection<Guid> feedback, int? version = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (feedback.Count == 0) throw new RuleException("Duid aan wat je doorstuurt.", "Signals");
        var takesPart = await db.Set<Organisation>().Where(o => o.Id == organisationId).Select(o => (bool?)o.IsActive).SingleOrDefaultAsync(c)
            ?? throw new RuleException("Kies een organisatie uit de lijst.", "OrganisationId");
        if (!takesPart) throw new RuleException("Deze organisatie doet niet meer mee. Kies een andere.", "OrganisationId");
        var today = BrusselsTime.Today(time);
        var sent = 0;
        foreach (var told in await db.Set<Feedback>().AsTracking().Where(f => feedback.Contains(f.Id)).ToListAsync(c))
        {
            if (told.ForwardedToOrganisationId == organisationId) continue;
            told.MustBeVersion(version);
            told.ForwardTo(organisationId, today);
            db.Publish(new FeedbackForwarded(told.Id));
            db.Audit("Feedback.Forwarded", told.Id, user.Id, new { organisationId });
            sent++;
        }

        // One word to the organisation, however many there are.
        if (sent > 0) db.Publish(new SignalsSent(organisationId));
        await db.SaveChangesAsync(c);
        return sent;
    }, cancel);

    private IQueryable<Feedback> Signals() => db.Set<Feedback>().AsNoTracking().Where(f => f.Readers == FeedbackReaders.WhoCanHelp);

    private async Task<IReadOnlyList<BundledPoint>> PointsAsync(Guid organisationId, CancellationToken cancel)
    {
        var rows = await db.Set<Answer>().AsNoTracking()
            .Where(a => a.OrganisationId == organisationId && a.State != AnswerState.Withdrawn && a.Item!.Status != AgendaItemStatus.Withdrawn && a.Item.Status != AgendaItemStatus.Declined)
            .OrderBy(a => a.AskedAt).Take(Most)
            .Select(a => new
            {
                a.Question,
                a.State,
                a.DueOn,
                a.Item!.Reference,
                a.Item.Title,
                a.Item.Description,
                a.Item.Remedy,
                a.Item.Visibility,
                a.Item.AuthorOrganisationName,
                a.Item.IsConfirmed,
                a.Item.TogetherWith,
                Organisation = db.Set<Organisation>().Where(o => o.Id == a.Item.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).ToListAsync(cancel);
        // Of a point for the coach alone, the text that its author agreed with and nothing else.
        return
        [
            .. rows.Select(r => r.Visibility == Visibility.CoachOnly
                ? new BundledPoint(r.Reference, TypedText.TitleFrom(r.Question ?? S["Een vraag"]), "", null, S["Zonder naam"], r.Question, r.State == AnswerState.Asked ? r.DueOn : null)
                : new BundledPoint(r.Reference, r.Title, r.Description, r.Remedy, AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S),
                    r.Question, r.State == AnswerState.Asked ? r.DueOn : null, r.TogetherWith)),
        ];
    }
}
