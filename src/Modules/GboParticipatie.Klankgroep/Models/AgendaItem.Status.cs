namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>How far the point is, from what happened to it and nothing else.</summary>
    public AgendaItemStatus DeriveStatus()
    {
        if (WithdrawnAt is not null) return AgendaItemStatus.Withdrawn;
        if (DeclinedAt is not null) return AgendaItemStatus.Declined;
        if (MergedIntoId is not null) return AgendaItemStatus.Merged;
        if (Answers.Any(a => a.State == AnswerState.Asked)) return AgendaItemStatus.Forwarded;
        if (Answers.Any(a => a.State == AnswerState.Answered && !a.IsReopened)) return ClosedAt is null ? AgendaItemStatus.Answered : AgendaItemStatus.Closed;
        if (ParkedUntil is not null) return AgendaItemStatus.Parked;
        return StatusByLastAgenda();
    }

    private AgendaItemStatus StatusByLastAgenda()
    {
        var last = Entries.MaxBy(e => e.Turn);
        var afterReopening = last?.Turn > (ReopenedAfterTurn ?? 0);
        if (!afterReopening) return ReopenedAfterTurn is null ? AgendaItemStatus.Submitted : AgendaItemStatus.Parked;
        return last!.Outcome switch
        {
            EntryOutcome.None => AgendaItemStatus.OnAgenda,
            EntryOutcome.Discussed => AgendaItemStatus.Discussed,
            EntryOutcome.CarriedOver or EntryOutcome.Parked or EntryOutcome.SessionCancelled => AgendaItemStatus.Parked,
            _ => AgendaItemStatus.Submitted,
        };
    }

    /// <summary>The day that counts now, from what happened and nothing else.</summary>
    public DateOnly? DeriveDueOn() => DeriveStatus() switch
    {
        AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn or AgendaItemStatus.Closed or AgendaItemStatus.Answered or AgendaItemStatus.Merged => null,
        AgendaItemStatus.Forwarded => Answers.Where(a => a.State == AnswerState.Asked).Min(a => a.DueOn),
        _ => FirstWordOn is null ? FirstWordDueOn : AnswerDueOn,
    };

    private int NextTurn => Entries.Count == 0 ? 1 : Entries.Max(e => e.Turn) + 1;

    /// <summary>Brings what is stored for lists in line with what happened. Every operation ends with it.</summary>
    private void Refresh()
    {
        Status = DeriveStatus();
        DueOn = DeriveDueOn();
        CurrentSessionId = Entries.Where(e => e.IsPending).MaxBy(e => e.Turn)?.SessionId;
        CurrentBodyId = Answers.Where(a => a.State == AnswerState.Asked).MinBy(a => (a.DueOn, a.AskedAt))?.GroupId;
    }

    private void FirstWord(DateTime now) => FirstWordOn ??= Time.BrusselsTime.DayOf(now);
}
