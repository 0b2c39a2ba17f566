using GboParticipatie.BackgroundTasks;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Points that someone is still writing. The page keeps the draft's id in a cookie and in the link of the mail; once someone has
/// signed in, only that person opens it.
/// </summary>
public sealed class ProposalDraftService(GboDbContext db, IFileStore files, ISiteService site, TimeProvider time, ICurrentUser user)
{
    /// <summary>For how long a draft is kept after its last change.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a draft.</summary>
    /// <param name="groupId">The group, when it is known from where the person came.</param>
    /// <param name="groupLinkVersion">Version of the group's link, when the person came through it.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ProposalDraft> BeginAsync(Guid? groupId = null, int? groupLinkVersion = null, CancellationToken cancel = default)
    {
        var draft = new ProposalDraft { GroupId = groupId, GroupLinkVersion = groupLinkVersion, UserId = user.Id, CreatedAt = Now, ExpiresAt = Now + Kept };
        db.Add(draft);
        await db.SaveChangesAsync(cancel);
        return draft;
    }

    /// <summary>The draft, or null when there is none, it has expired, or it belongs to someone else.</summary>
    public async Task<ProposalDraft?> FindAsync(Guid? id, CancellationToken cancel = default)
    {
        if (id is null) return null;
        var now = Now;
        var draft = await db.Set<ProposalDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.ExpiresAt > now, cancel);
        return draft?.UserId is null || draft.UserId == user.Id ? draft : null;
    }

    /// <summary>
    /// Keeps one answer or more; the rest stays as it is. Texts are cleaned. From the first save by someone who has signed in, the
    /// draft is that person's. Saved from two tabs, the later one wins for what it changed.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such draft for this person.</exception>
    /// <exception cref="RuleException">A text is too long or gives someone away.</exception>
    public async Task<ProposalDraft> SaveAsync(Guid id, Action<ProposalDraft> change, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        return await db.WriteAsync(c => SaveAsync(id, change, settings, c), cancel);
    }

    /// <summary>Keeps a file with a draft. The same file twice is there once.</summary>
    /// <exception cref="NotFoundException">There is no such draft for this person.</exception>
    /// <exception cref="RuleException">There are as many files as there may be.</exception>
    public Task<StoredFile> AddFileAsync(Guid id, CheckedFile file, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        // Whoever sends the draft at this moment takes the file along, or has taken the draft away.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "ProposalDrafts" WHERE "Id" = {id} FOR UPDATE""", c);
        var draft = await MineAsync(id, c);
        draft.UserId ??= user.Id;
        draft.ExpiresAt = Now + Kept;
        return await files.AddAsync(id, file, c);
    }, cancel);

    /// <summary>Takes a file away from a draft. Nothing when it is gone already.</summary>
    /// <exception cref="NotFoundException">There is no such draft for this person.</exception>
    public Task RemoveFileAsync(Guid id, Guid file, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await MineAsync(id, c);
        await files.RemoveAsync(id, file, reason: null, c);
    }, cancel);

    /// <summary>Throws a draft away, with its files.</summary>
    public Task RemoveAsync(Guid id, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (await db.Set<ProposalDraft>().Where(d => d.Id == id && (d.UserId == null || d.UserId == user.Id)).ExecuteDeleteAsync(c) > 0) await files.RemoveAllAsync([id], c);
    }, cancel);

    /// <summary>What is to be sent of a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="author">Who brings it; see <see cref="ProposalAuthors"/>.</param>
    /// <exception cref="RuleException">A question that must be answered was not; the field says which.</exception>
    public static ProposeAgendaItem ToProposal(ProposalDraft draft, ProposalAuthor author) => new()
    {
        SubmissionKey = draft.Id,
        RemoveDraft = true,
        GroupId = draft.GroupId ?? throw new RuleException("Kies een groep.", nameof(draft.GroupId)),
        Author = author,
        Description = draft.Description ?? "",
        Remedy = draft.Remedy,
        LifeDomain = draft.LifeDomain,
        HeardFrom = draft.HeardFrom,
        Visibility = draft.Visibility ?? throw new RuleException("Kies wie dit mag lezen.", nameof(draft.Visibility)),
        GroupLinkVersion = author.Channel == Channel.GroupLink ? draft.GroupLinkVersion ?? 0 : null,
    };

    /// <summary>Removes drafts that have expired, with their files.</summary>
    public Task<int> RemoveExpiredAsync(CancellationToken cancel = default)
    {
        var now = Now;
        return db.WriteAsync(async c =>
        {
            var expired = await db.Set<ProposalDraft>().Where(d => d.ExpiresAt <= now).Select(d => d.Id).ToListAsync(c);
            var removed = await db.Set<ProposalDraft>().Where(d => expired.Contains(d.Id)).ExecuteDeleteAsync(c);
            await files.RemoveAllAsync(expired, c);
            return removed;
        }, cancel);
    }

    private async Task<ProposalDraft> SaveAsync(Guid id, Action<ProposalDraft> change, KlankgroepSettings settings, CancellationToken c)
    {
        var now = Now;
        var draft = await MineAsync(id, c);
        change(draft);
        draft.Description = TypedText.Optional(draft.Description, nameof(draft.Description));
        draft.Remedy = TypedText.Optional(draft.Remedy, nameof(draft.Remedy));
        draft.OrganisationName = TypedText.Optional(draft.OrganisationName?.ReplaceLineEndings(" "), nameof(draft.OrganisationName), 200);
        // What no button of the form sends is no answer.
        if (!settings.LifeDomains.Any(d => d.Key == draft.LifeDomain)) draft.LifeDomain = null;
        if (draft.HeardFrom is { } heard && !Enum.IsDefined(heard)) draft.HeardFrom = null;
        if (draft.OnBehalfChannel is { } channel && !OnBehalfService.Channels.Contains(channel)) draft.OnBehalfChannel = null;
        if (draft.Visibility is { } visibility && !Enum.IsDefined(visibility)) draft.Visibility = null;
        draft.UserId ??= user.Id;
        draft.ExpiresAt = now + Kept;
        await db.SaveChangesAsync(c);
        return draft;
    }

    private async Task<ProposalDraft> MineAsync(Guid id, CancellationToken cancel)
    {
        var now = Now;
        var draft = await db.Set<ProposalDraft>().AsTracking().SingleOrDefaultAsync(d => d.Id == id && d.ExpiresAt > now, cancel);
        return draft is not null && (draft.UserId is null || draft.UserId == user.Id) ? draft : throw new NotFoundException("Wat je typte, is niet meer te vinden. Begin opnieuw.");
    }
}

/// <summary>Removes drafts that were never sent.</summary>
[BackgroundTask(Schedule = "20 3 * * *", Description = "Wist begonnen punten en berichten die na 14 dagen niet verstuurd zijn.")]
public sealed class ExpiredDrafts : IBackgroundTask
{
    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        await serviceProvider.GetRequiredService<ProposalDraftService>().RemoveExpiredAsync(cancellationToken);
        await serviceProvider.GetRequiredService<FeedbackDraftService>().RemoveExpiredAsync(cancellationToken);
    }
}
