using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>An answer as the coach writes it for the body that is asked.</summary>
/// <param name="Answer">What it says.</param>
/// <param name="WasSaid">True when the body said this in a meeting; false for a draft.</param>
/// <param name="Seen">The version of the text that the coach saw, 0 when there was none; null: whatever it is.</param>
public sealed record ProposeAnswer(GiveAnswer Answer, bool WasSaid, int? Seen = null);

/// <summary>What helps a body to answer: more time, and a text that the coach wrote. The page checks who may.</summary>
public sealed class AnswerHelp(GboDbContext db, WorkingCalendar calendar, TimeProvider time, ICurrentUser user)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The body needs more time: the author reads why, and nobody is reminded until shortly before the new day.</summary>
    /// <exception cref="RuleException">It was answered, the new day is not later or a day off, or there is no reason.</exception>
    public async Task<Answer> PauseAsync(Guid answerId, string? reason, DateOnly? until, CancellationToken cancel = default)
    {
        var day = until ?? throw new RuleException("Zeg tegen wanneer het antwoord er wel is.", nameof(Answer.DueOn));
        if (day > BrusselsTime.Today(time).AddYears(1)) throw new RuleException("Dat is meer dan een jaar. Kies een dag die vroeger valt.", nameof(Answer.DueOn));
        var days = await calendar.GetAsync(cancel);
        if (!days.IsWorkingDay(day)) throw new RuleException($"Dan werkt er niemand. Kies een werkdag, zoals {BrusselsTime.LongDate(days.OnOrAfter(day))}.", nameof(Answer.DueOn));
        return await db.WriteAsync(async c =>
        {
            var (item, answer) = await LoadAsync(answerId, c);
            // A button that was pressed twice counts once.
            if (answer.PausedAt is not null && answer.DueOn == day && answer.PauseReason == TypedText.Clean(reason ?? "")) return answer;
            item.Pause(answer, reason, day, Now);
            db.Touch(item);
            await db.PublishToAuthorsAsync(item, id => new AnswerPaused(id, answer.Id, answer.GroupId), c);
            db.Audit("Answer.Paused", answer.Id, user.Id, new { until = day });
            await db.SaveChangesAsync(c);
            return answer;
        }, cancel);
    }

    /// <summary>What the coach wrote for the body, or null.</summary>
    public Task<AnswerProposal?> FindAsync(Guid answerId, CancellationToken cancel = default)
        => db.Set<AnswerProposal>().AsNoTracking().SingleOrDefaultAsync(p => p.AnswerId == answerId, cancel);

    /// <summary>Keeps an answer for its owner, who gets a link to look at it. Nobody else reads it until the owner gives it.</summary>
    /// <exception cref="RuleException">It was answered, or what was said in a meeting is not whole.</exception>
    /// <exception cref="ChangedMeanwhileException">Another coach wrote something else since.</exception>
    public Task ProposeAsync(ProposeAnswer proposed, CancellationToken cancel = default)
    {
        var given = proposed.Answer;
        var why = TypedText.Optional(given.Why, nameof(given.Why));
        var happens = TypedText.Optional(given.WhatHappens, nameof(given.WhatHappens));
        if (proposed.WasSaid) given.MustBeWhole(BrusselsTime.Today(time));
        else if (given.Decision is null && why is null && happens is null) throw new RuleException("Schrijf iets om mee te beginnen.", nameof(given.Why));
        return db.WriteAsync(async c =>
        {
            var (item, answer) = await LoadAsync(given.AnswerId, c);
            if (answer.State != AnswerState.Asked) throw new RuleException("Op deze vraag is al geantwoord, of ze is ingetrokken.");
            var proposal = await db.Set<AnswerProposal>().AsTracking().SingleOrDefaultAsync(p => p.AnswerId == answer.Id, c);
            if (proposal is not null && (proposal.WasSaid, proposal.Decision, proposal.Why, proposal.WhatHappens, proposal.ByWhen) == (proposed.WasSaid, given.Decision, why, happens, given.ByWhen)) return;
            if (proposed.Seen is { } seen && seen != (proposal?.Version ?? 0)) throw new ChangedMeanwhileException("Iemand anders schreef net ook een tekst. Kijk na wat er nu staat en bewaar opnieuw.");
            if (proposal is null) db.Add(proposal = new AnswerProposal { AnswerId = answer.Id, Version = 1 });
            (proposal.WasSaid, proposal.Decision, proposal.Why, proposal.WhatHappens, proposal.ByWhen) = (proposed.WasSaid, given.Decision, why, happens, given.ByWhen);
            (proposal.ByUserId, proposal.SavedAt) = (user.Id, Now);
            db.Publish(new AnswerProposed(item.Id, answer.Id, answer.GroupId));
            db.Audit("Answer.Proposed", answer.Id, user.Id, new { proposed.WasSaid });
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    private async Task<(AgendaItem Item, Answer Answer)> LoadAsync(Guid answerId, CancellationToken cancel)
    {
        var item = await db.Whole().SingleOrDefaultAsync(i => i.Answers.Any(a => a.Id == answerId), cancel) ?? throw new NotFoundException("Deze vraag bestaat niet.");
        return (item, item.Answers.Find(a => a.Id == answerId)!);
    }
}
