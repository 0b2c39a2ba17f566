using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Answers that someone is still writing. The page checks who may.</summary>
public sealed class AnswerDraftService(GboDbContext db, TimeProvider time)
{
    /// <summary>What this person kept, or null.</summary>
    public Task<AnswerDraft?> FindAsync(Guid answerId, Guid personId, CancellationToken cancel = default)
        => db.Set<AnswerDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.AnswerId == answerId && d.PersonId == personId, cancel);

    /// <summary>Keeps what was typed, whole or not.</summary>
    /// <exception cref="RuleException">A text is too long or gives someone away.</exception>
    public Task SaveAsync(AnswerDraft typed, CancellationToken cancel = default)
    {
        var why = TypedText.Optional(typed.Why, nameof(typed.Why));
        var happens = TypedText.Optional(typed.WhatHappens, nameof(typed.WhatHappens));
        return db.WriteAsync(async c =>
        {
            var draft = await db.Set<AnswerDraft>().AsTracking().SingleOrDefaultAsync(d => d.AnswerId == typed.AnswerId && d.PersonId == typed.PersonId, c);
            if (draft is null) db.Add(draft = new AnswerDraft { AnswerId = typed.AnswerId, PersonId = typed.PersonId });
            (draft.Decision, draft.Why, draft.WhatHappens, draft.ByWhen) = (typed.Decision, why, happens, typed.ByWhen);
            draft.SavedAt = time.GetUtcNow().UtcDateTime;
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>Throws away all drafts of a question, once it is answered.</summary>
    public Task RemoveAsync(Guid answerId, CancellationToken cancel = default)
        => db.WriteAsync(c => db.Set<AnswerDraft>().Where(d => d.AnswerId == answerId).ExecuteDeleteAsync(c), cancel);
}
