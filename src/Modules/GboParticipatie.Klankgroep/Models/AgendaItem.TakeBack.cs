namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>
    /// True when the author can take back the "nee" that reopened the point: nothing happened to it since. No body was asked again, no
    /// meeting talked about it, it was not put off, and nobody else reopened it.
    /// </summary>
    public bool CanTakeBackNo(Answer answer)
        => ReopenedAt is { } at && !IsOver && !IsMerged && TogetherWith == 0 && answer is { IsReopened: true, ClarityRating: ClarityRating.No, NothingChangedWord: null, UnclearWord: null }
            && !Answers.Exists(a => a.Id != answer.Id && a.ClarityRating == ClarityRating.No) && !Answers.Exists(a => !a.IsReopened && a.State != AnswerState.Withdrawn)
            && !Entries.Exists(e => e.Turn > ReopenedAfterTurn && !e.IsPending) && ParkedUntil is null && !(MergedAt > at);

    /// <summary>The answer is clear after all: the point is answered again, as it was, and leaves the agenda to which the "nee" brought it.</summary>
    /// <exception cref="RuleException">Something happened to it since.</exception>
    public void TakeBackNo(Answer answer)
    {
        if (!CanTakeBackNo(answer)) throw new RuleException("Je punt wordt al opnieuw bekeken. Je krijgt een nieuw antwoord.", nameof(Answer.ClarityRating));
        foreach (var entry in Entries.Where(e => e.IsPending && e.AddedAt >= ReopenedAt).ToList()) Entries.Remove(entry);
        foreach (var given in Answers) given.StandAgain();
        (ReopenedAt, ReopenedAfterTurn) = (null, null);
        var first = Answers.Where(a => a.State == AnswerState.Answered).MinBy(a => a.AnsweredAt)!;
        NoteAnswered(first, first.AnsweredAt!.Value);
        Refresh();
    }

    private void NoteAnswered(Answer answer, DateTime at)
    {
        AnsweredOn = Time.BrusselsTime.DayOf(at);
        DaysToAnswer = AnsweredOn.Value.DayNumber - ReceivedOn.DayNumber;
        // In time for the body that was asked, and in time for the author, who was told a day on receipt.
        AnsweredOnTime = AnsweredOn <= answer.DueOn && AnsweredOn <= AnswerDueOn;
    }
}
