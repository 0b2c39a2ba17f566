using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Whoever told something that belongs to a point gets the answer to that point, as far as its author may read it.</summary>
public sealed class LinkedAnswers(GboDbContext db, Viewers viewers, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S)
    : IEventHandler<AnswerGiven>, IEventHandler<AgendaItemMerged>
{
    /// <inheritdoc />
    public Task HandleAsync(AnswerGiven @event, EventEnvelope envelope, CancellationToken cancel) => TellAllAsync(@event.ItemId, cancel);

    /// <summary>A point that comes to stand with one that was answered has its answer at once.</summary>
    public Task HandleAsync(AgendaItemMerged @event, EventEnvelope envelope, CancellationToken cancel) => TellAllAsync(@event.ItemId, cancel);

    /// <summary>Gives feedback the answers of its point, in the caller's transaction. Nothing happens when there are none, or none that is new.</summary>
    /// <param name="told">The feedback, tracked.</param>
    /// <param name="point">The point that it belongs to, with its group and answers.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task TellAsync(Feedback told, AgendaItem point, CancellationToken cancel)
    {
        var answers = point.Answers.Where(a => a is { State: AnswerState.Answered, IsReopened: false }).OrderBy(a => a.AnsweredAt).ToList();
        if (answers.Count == 0) return;
        var (by, text) = await MayReadAsync(told, point, cancel) ? await QuoteAsync(answers, cancel) : await HintAsync(cancel);
        if (!told.AnswerWithThatOf(by, text, BrusselsTime.Today(time))) return;
        db.Publish(new FeedbackAnswered(told.Id));
        db.Audit("Feedback.Answered", told.Id, null, new { point.Reference });
    }

    private async Task TellAllAsync(Guid itemId, CancellationToken cancel)
    {
        var rootId = await db.Set<AgendaItem>().Where(i => i.Id == itemId).Select(i => i.MergedIntoId ?? i.Id).SingleOrDefaultAsync(cancel);
        var point = await db.Set<AgendaItem>().AsNoTracking().Include(i => i.Group).Include(i => i.Answers).AsSplitQuery().SingleOrDefaultAsync(i => i.Id == rootId, cancel);
        if (point is null) return;
        // Also what belongs to a point that stands together with this one: they are answered in one go.
        foreach (var told in await db.Set<Feedback>().AsTracking().Where(f => f.ClosedOn == null && (f.ItemId == point.Id || f.Item!.MergedIntoId == point.Id)).ToListAsync(cancel))
            await TellAsync(told, point, cancel);
    }

    private async Task<bool> MayReadAsync(Feedback told, AgendaItem point, CancellationToken cancel)
        => AgendaItemAccess.MayRead(Viewer.Anyone, point)
            || (told.AuthorPersonId is { } author && AgendaItemAccess.MayRead(await viewers.OfPersonAsync(author, cancel), point));

    private async Task<(string By, string Text)> QuoteAsync(List<Answer> answers, CancellationToken cancel)
    {
        List<string> bodies = [];
        List<string> texts = [];
        foreach (var answer in answers)
        {
            var body = await db.NameOfBodyAsync(answer, cancel);
            bodies.Add(body);
            if (answers.Count > 1) texts.Add(S["Antwoord van {0}:", body]);
            texts.AddRange(new[] { $"{S[answer.Decision!.Value.Dutch()]}.", answer.Why ?? "", answer.Promise(S) }.Where(t => t.Length > 0));
        }

        return (bodies.Distinct(StringComparer.Ordinal).Aggregate((all, body) => S["{0} en {1}", all, body]), string.Join("\n\n", texts));
    }

    // That there is an answer is no secret for who was told that this belongs to a point; what it says is for others.
    private async Task<(string By, string Text)> HintAsync(CancellationToken cancel)
        => (S["wie het punt opvolgt"], S["Op het punt waar dit bij hoort, kwam een antwoord. Niet iedereen mag dat punt lezen. Wil je weten wat er voor jou verandert? Vraag het aan de {0}.", (await site.GetAsync<SiteSettings>(cancel)).CoachTitle]);
}
