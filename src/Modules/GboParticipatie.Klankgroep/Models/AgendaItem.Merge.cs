using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>The point that it stands together with, which the meeting talks about and bodies answer; or null. Never one that is merged itself.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>When it last came to stand together with another (UTC); of both. Null when it never did.</summary>
    public DateTime? MergedAt { get; private set; }

    /// <summary>How many other points stand together with it.</summary>
    public int TogetherWith { get; private set; }

    /// <summary>The point that it stands together with.</summary>
    public AgendaItem? MergedInto { get; private set; }

    /// <summary>True while it goes the way of another point.</summary>
    public bool IsMerged => MergedIntoId is not null;

    /// <summary>True while it can go the way of another point: nobody was asked about it yet.</summary>
    public bool CanMerge => !IsOver && Answers.Count == 0;

    /// <summary>
    /// Takes in points that are about the same, with all that stand together with those. Each keeps its author, text, number, code and
    /// readers; what was promised first is promised to all.
    /// </summary>
    /// <param name="others">The points.</param>
    /// <param name="theirs">What stands together with those now.</param>
    /// <param name="now">Now (UTC).</param>
    /// <exception cref="RuleException">One of them is over, of another group, read by others than this one, or a body was asked about it.</exception>
    public void TakeIn(IReadOnlyCollection<AgendaItem> others, IReadOnlyCollection<AgendaItem> theirs, DateTime now)
    {
        MustBeAlive();
        foreach (var other in others)
        {
            other.MustBeAlive();
            if (other.GroupId != GroupId) throw new RuleException($"{other.Reference} hoort bij een andere groep. Zet alleen punten van dezelfde groep samen.");
            if ((other.Visibility == Visibility.CoachOnly) != (Visibility == Visibility.CoachOnly))
                throw new RuleException("Een punt dat alleen de coach mag lezen, kan niet samen met een punt dat anderen lezen.");
            if (other.IsConfirmed && !IsConfirmed) throw new RuleException($"Van {Reference} is nog niet bevestigd van wie het komt. Bevestig dat eerst, of laat {other.Reference} staan.");
            if (other.PromisedReaders == GroupReaders.Everyone && PromisedReaders != GroupReaders.Everyone)
                throw new RuleException($"{Reference} is alleen voor de leden, {other.Reference} mag iedereen lezen. Laat {other.Reference} staan.");
            if (!other.CanMerge) throw new RuleException($"Er is al een antwoord gevraagd op {other.Reference}. Laat dat punt staan en zet de andere erbij.");
        }

        foreach (var joining in others.Concat(theirs)) Join(joining, now);
        MergedAt = now;
        FirstWord(now);
        Refresh();
    }

    /// <summary>A point that stood together with this one goes its own way again: what was answered stays answered, what was discussed stays discussed.</summary>
    /// <param name="other">The point.</param>
    /// <param name="rating">What its author thinks of an answer, by key of the answer.</param>
    /// <param name="open">Meetings that are still to come, of those that either of them stands on.</param>
    /// <param name="over">Meetings that were over before they stood together, of the same.</param>
    /// <param name="now">Now (UTC).</param>
    public void LetGo(AgendaItem other, IReadOnlyDictionary<Guid, MergedRating> rating, IReadOnlySet<Guid> open, IReadOnlySet<Guid> over, DateTime now)
    {
        if (other.MergedIntoId != Id) throw new RuleException("Dit punt staat al apart.");
        other.MergedIntoId = null;
        TogetherWith--;
        // What was answered before they stood together was an answer to this one alone.
        other.Answers.AddRange(Answers.Where(a => a is { State: AnswerState.Answered, IsReopened: false } && a.AnsweredAt >= other.MergedAt).Select(a => a.For(other.Id, rating.GetValueOrDefault(a.Id))));
        if (other.Answers.Min(a => a.AnsweredAt) is { } at && BrusselsTime.DayOf(at) is var day) other.WasAnswered(day, day != AnsweredOn || AnsweredOnTime == true);
        if (ClosedAt is not null && other.Answers.Count > 0) other.ClosedAt = ClosedAt;
        other.StandWhere(this, open, over, now);
        other.Refresh();
        Refresh();
    }

    private void Join(AgendaItem other, DateTime now)
    {
        other.MergedIntoId = Id;
        other.MergedAt = now;
        other.TogetherWith = 0;
        other.ParkedUntil = null;
        other.ConcludePending(EntryOutcome.Merged);
        other.FirstWord(now);
        other.Refresh();
        TogetherWith++;
        if (other.AnswerDueOn < AnswerDueOn) AnswerDueOn = other.AnswerDueOn;
        if (other.FirstWordDueOn < FirstWordDueOn) FirstWordDueOn = other.FirstWordDueOn;
    }

    private void WasAnswered(DateOnly day, bool wasOnTime)
    {
        AnsweredOn = day < ReceivedOn ? ReceivedOn : day;
        DaysToAnswer = AnsweredOn.Value.DayNumber - ReceivedOn.DayNumber;
        AnsweredOnTime = wasOnTime && AnsweredOn <= AnswerDueOn;
    }

    // Back on the agenda that it came from, and else where the point is that it stood together with.
    private void StandWhere(AgendaItem root, IReadOnlySet<Guid> open, IReadOnlySet<Guid> over, DateTime now)
    {
        foreach (var entry in Entries.Where(e => e.Outcome == EntryOutcome.Merged && open.Contains(e.SessionId))) entry.Conclude(EntryOutcome.None);
        // A point for the coach alone stands there as a text of its own, and only that one.
        if (Visibility == Visibility.CoachOnly || root.Entries.MaxBy(e => e.Turn) is not { Outcome: EntryOutcome.None or EntryOutcome.Discussed } last) return;
        if (over.Contains(last.SessionId)) return;
        if (last.IsPending && (Entries.Exists(e => e.IsPending) || !open.Contains(last.SessionId))) return;
        if (Entries.Find(e => e.SessionId == last.SessionId) is { } own) own.Conclude(last.Outcome, new SaidText(last.WhatWasSaid, last.Conclusion));
        else Entries.Add(last.For(Id, now, NextTurn));
    }
}
