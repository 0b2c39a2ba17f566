using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Feedback that someone is still writing. Whoever has the key of a draft has the draft: no account is kept with it.</summary>
public sealed class FeedbackDraftService(GboDbContext db, ISiteService site, TimeProvider time)
{
    private const int DaysKept = 14;

    private DateOnly Today => BrusselsTime.Today(time);

    /// <summary>Begins a draft.</summary>
    public async Task<FeedbackDraft> BeginAsync(string? aboutReference, Guid? aboutAction = null, CancellationToken cancel = default)
    {
        var known = aboutAction is { } id && await db.Set<ActionItem>().AnyAsync(a => a.Id == id, cancel);
        var draft = new FeedbackDraft
        {
            AboutReference = aboutReference,
            AboutActionId = known ? aboutAction : null,
            Kind = known ? FeedbackKind.Evaluation : null,
            ExpiresOn = Today.AddDays(DaysKept),
        };
        db.Add(draft);
        await db.SaveChangesAsync(cancel);
        return draft;
    }

    /// <summary>The draft, or null when there is none or it has expired.</summary>
    public Task<FeedbackDraft?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        var today = Today;
        return db.Set<FeedbackDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.ExpiresOn >= today, cancel);
    }

    /// <summary>Keeps one answer or more; the rest stays as it is. Texts are cleaned.</summary>
    /// <exception cref="NotFoundException">There is no such draft.</exception>
    /// <exception cref="RuleException">A text is too long or gives someone away.</exception>
    public async Task<FeedbackDraft> SaveAsync(Guid id, Action<FeedbackDraft> change, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        return await db.WriteAsync(async c =>
        {
            var draft = await db.Set<FeedbackDraft>().AsTracking().SingleOrDefaultAsync(d => d.Id == id, c)
                ?? throw new NotFoundException("Wat je typte, is niet meer te vinden. Begin opnieuw.");
            change(draft);
            Clean(draft, settings);
            draft.ExpiresOn = Today.AddDays(DaysKept);
            await db.SaveChangesAsync(c);
            return draft;
        }, cancel);
    }

    /// <summary>Throws a draft away.</summary>
    public Task RemoveAsync(Guid id, CancellationToken cancel = default)
        => db.WriteAsync(c => db.Set<FeedbackDraft>().Where(d => d.Id == id).ExecuteDeleteAsync(c), cancel);

    /// <summary>Removes drafts that have expired.</summary>
    public Task<int> RemoveExpiredAsync(CancellationToken cancel = default)
    {
        var today = Today;
        return db.WriteAsync(c => db.Set<FeedbackDraft>().Where(d => d.ExpiresOn < today).ExecuteDeleteAsync(c), cancel);
    }

    /// <summary>What is to be sent of a draft.</summary>
    public static GiveFeedback ToFeedback(FeedbackDraft draft, FeedbackAuthor author) => new()
    {
        SubmissionKey = draft.Id,
        Author = author,
        Kind = draft.Kind,
        Description = draft.Description,
        Remedy = draft.Remedy,
        LifeDomain = draft.LifeDomain,
        HeardFrom = draft.HeardFrom,
        Readers = draft.Readers,
        AboutReference = draft.AboutReference,
        AboutOrganisationId = draft.AboutOrganisationId,
        AboutActionId = draft.AboutActionId,
    };

    private static void Clean(FeedbackDraft draft, KlankgroepSettings settings)
    {
        draft.Description = TypedText.Optional(draft.Description, nameof(draft.Description));
        draft.Remedy = TypedText.Optional(draft.Remedy, nameof(draft.Remedy));
        draft.AboutReference = TypedText.Optional(draft.AboutReference?.ReplaceLineEndings(" "), nameof(draft.AboutReference), 40);
        draft.Name = TypedText.Optional(draft.Name?.ReplaceLineEndings(" "), nameof(draft.Name), Network.Models.Person.NameLength);
        draft.OrganisationName = TypedText.Optional(draft.OrganisationName?.ReplaceLineEndings(" "), nameof(draft.OrganisationName), Network.Models.Organisation.NameLength);
        draft.Email = TypedText.Optional(draft.Email?.ReplaceLineEndings(" "), nameof(draft.Email), 256);
        // What no button of the form sends is no answer.
        if (!settings.LifeDomains.Any(d => d.Key == draft.LifeDomain)) draft.LifeDomain = null;
        if (draft.HeardFrom is { } heard && !Enum.IsDefined(heard)) draft.HeardFrom = null;
        if (draft.Kind is { } kind && !Enum.IsDefined(kind)) draft.Kind = null;
        if (draft.Readers is { } readers && !Enum.IsDefined(readers)) draft.Readers = null;
        // Once someone chose to give no name, what was typed before goes.
        if (draft.IsAnonymous == true) (draft.Name, draft.OrganisationName, draft.Email) = (null, null, null);
    }
}
