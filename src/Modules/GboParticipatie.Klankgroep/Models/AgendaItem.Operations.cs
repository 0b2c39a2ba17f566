namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>
    /// Puts it on the agenda of a meeting. Nothing happens when it waits there already. After a meeting that did not come to
    /// it, it stands on top.
    /// </summary>
    /// <param name="session">The meeting.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="asNeutralText">True when the author of a point for the coach alone agreed with a text that stands there in its place.</param>
    /// <exception cref="RuleException">The point is over, for the coach alone without such a text, or stood on that agenda before; or the coach is a guest there.</exception>
    public AgendaEntry? PutOnAgenda(Session session, DateTime now, bool asNeutralText = false)
    {
        MustBeAlive();
        if (Visibility == Visibility.CoachOnly && !asNeutralText && Entries.Count == 0)
            throw new RuleException("Dit punt is alleen voor de coach. Het kan pas op een agenda als wie het bracht ja zei op een tekst zonder namen.");
        if (!session.IsOpen) throw new RuleException("Deze bijeenkomst is voorbij of gaat niet door. Kies een andere.");
        if (!session.IsOfGroup) throw new RuleException("Daar ben je te gast. Punten wachten op een bijeenkomst van de groep zelf.");
        if (Entries.Find(e => e.SessionId == session.Id) is { } existing)
            return existing.IsPending ? existing : throw new RuleException("Dit punt stond al op de agenda van deze bijeenkomst.");
        var last = Entries.MaxBy(e => e.Turn);
        var carriedFrom = last?.Outcome switch
        {
            EntryOutcome.CarriedOver => last.SessionId,
            EntryOutcome.SessionCancelled => last.CarriedFromSessionId,
            _ => null,
        };
        var entry = new AgendaEntry(Id, session.Id, NextTurn, carriedFrom, now);
        Entries.Add(entry);
        Refresh();
        return entry;
    }

    /// <summary>It leaves the agendas of these meetings that did not come to it yet: it was put on another one of the same group.</summary>
    internal void LeaveAgendasOf(IReadOnlyCollection<Guid> sessionIds)
    {
        Entries.RemoveAll(e => e.IsPending && sessionIds.Contains(e.SessionId));
        Refresh();
    }

    /// <summary>The text that stands in the place of a point for the coach alone no longer holds: it leaves every agenda.</summary>
    /// <exception cref="RuleException">A meeting talked about it.</exception>
    public void LeaveAgendas()
    {
        if (Entries.Exists(e => e.Outcome == EntryOutcome.Discussed)) throw new RuleException("De groep besprak deze tekst al. Een andere tekst kan niet meer.");
        Entries.Clear();
        Refresh();
    }

    /// <summary>Notes that a meeting of the past talked about it: for points that are entered with their history.</summary>
    internal void DiscussedInThePast(Session session, SaidText said, DateTime addedAt)
    {
        var entry = new AgendaEntry(Id, session.Id, NextTurn, null, addedAt);
        Entries.Add(entry);
        Discuss(session.Id, said, session.EndsAt);
    }

    /// <summary>The meeting talked about it.</summary>
    public void Discuss(Guid sessionId, SaidText said, DateTime now)
    {
        EntryOn(sessionId).Conclude(EntryOutcome.Discussed, said);
        ParkedUntil = null;
        FirstWord(now);
        Refresh();
    }

    /// <summary>Keeps what is said about it while the meeting goes on, or takes it away; it is not concluded by it.</summary>
    public void Note(Guid sessionId, SaidText said) => EntryOn(sessionId).Note(said);

    /// <summary>The meeting is over and did not come to it. True when it must go to the next meeting.</summary>
    public bool CarryOver(Guid sessionId)
    {
        var isDone = IsOver || Status == AgendaItemStatus.Answered;
        EntryOn(sessionId).Conclude(isDone ? EntryOutcome.AnsweredBefore : EntryOutcome.CarriedOver);
        Refresh();
        return !isDone;
    }

    /// <summary>The meeting does not take place. True when it must go to the next meeting.</summary>
    public bool LeaveCancelled(Guid sessionId)
    {
        EntryOn(sessionId).Conclude(EntryOutcome.SessionCancelled);
        Refresh();
        return !IsOver && Status != AgendaItemStatus.Answered;
    }

    /// <summary>Puts it off: it leaves the agendas it waits on, until that day; the author reads why.</summary>
    /// <exception cref="RuleException">The point is over or answered, the day is not in the future, or there is no reason.</exception>
    public void Park(string reason, DateOnly until, DateTime now)
    {
        MustBeAlive();
        if (Status == AgendaItemStatus.Answered) throw new RuleException("Op dit punt is al geantwoord.");
        if (until <= Time.BrusselsTime.DayOf(now)) throw new RuleException("Kies een dag die nog komt.", nameof(ParkedUntil));
        var why = TypedText.Required(reason, nameof(ParkReason), "Zeg waarom. Wie het punt bracht, leest dit.", 5000);
        if (ParkedAt is { } before) Remember(new EarlierMoment(EarlierMomentKind.Parked, before, ParkReason));
        (ParkReason, ParkedAt) = (why, now);
        ConcludePending(EntryOutcome.Parked);
        ParkedUntil = until;
        FirstWord(now);
        Refresh();
    }

    /// <summary>Why it does not come on the agenda, as its author will read it.</summary>
    /// <exception cref="RuleException">There is no reason, or it cannot be sent.</exception>
    public static string ReasonToDecline(string? typed) => TypedText.Required(typed, nameof(DeclineReason), "Zeg waarom. Wie het punt bracht, leest dit.", 5000);

    /// <summary>Does not come on the agenda; the author reads why.</summary>
    /// <exception cref="RuleException">The point is over, a body is answering it, or there is no reason.</exception>
    public void Decline(string reason, DateTime now)
    {
        MustBeAlive();
        if (Status is AgendaItemStatus.Forwarded or AgendaItemStatus.Answered)
            throw new RuleException("Dit punt ligt al voor een antwoord. Je kan het niet meer van de agenda halen.");
        DeclineReason = ReasonToDecline(reason);
        DeclinedAt = now;
        ConcludePending(EntryOutcome.Declined);
        ParkedUntil = null;
        FirstWord(now);
        Refresh();
    }

    /// <summary>The author takes it back.</summary>
    /// <exception cref="RuleException">It is over or answered.</exception>
    public void Withdraw(DateTime now)
    {
        MustBeAlive();
        if (Status == AgendaItemStatus.Answered) throw new RuleException("Op dit punt is al geantwoord. Je kan het niet meer terugtrekken.");
        WithdrawnAt = now;
        ConcludePending(EntryOutcome.Withdrawn);
        foreach (var answer in Answers) answer.Withdraw();
        ParkedUntil = null;
        Refresh();
    }

    /// <summary>Asks a body for an answer. May be done straight after receipt, and more than once.</summary>
    /// <exception cref="RuleException">The point is over, that body is asked already, or the point is for the coach alone and the author did not agree.</exception>
    public Answer Forward(Guid? groupId, Guid? organisationId, Guid? ownerPersonId, string? question, bool authorAgreed, DateOnly dueOn, DateTime now)
    {
        MustBeAlive();
        if (Answers.Exists(a => a.State == AnswerState.Asked && a.GroupId == groupId && a.OrganisationId == organisationId))
            throw new RuleException("Dit punt ligt daar al. Je kan het nog naar een andere groep of organisatie sturen.", nameof(GroupId));
        if (Visibility == Visibility.CoachOnly && question is null)
            throw new RuleException("Dit punt is alleen voor de coach. Schrijf een tekst zonder namen waar wie het bracht mee akkoord gaat.", "Question");
        if (Visibility == Visibility.CoachOnly && !authorAgreed)
            throw new RuleException("Vraag eerst aan wie het bracht of deze tekst mag, en vink dit aan.", "AuthorAgreed");
        var answer = new Answer(Id, groupId, organisationId, ownerPersonId, question, dueOn, now);
        Answers.Add(answer);
        ParkedUntil = null;
        FirstWord(now);
        Refresh();
        return answer;
    }

    /// <summary>A body answers.</summary>
    /// <exception cref="RuleException">It answered before, or is no longer asked.</exception>
    public void RecordAnswer(Answer answer, Decision decision, string why, string? whatHappens, DateOnly? byWhen, Guid? by, DateTime now)
    {
        answer.Give(decision, why, whatHappens, byWhen, by, now);
        FirstWord(now);
        if (AnsweredOn is null) NoteAnswered(answer, now);
        Refresh();
    }

    /// <summary>The author says whether the answer is clear. True when the point is reopened: that happens once.</summary>
    public bool Rate(Answer answer, ClarityRating rating, string? word, DateTime now)
    {
        answer.Rate(rating, word, now);
        return rating == ClarityRating.No && Reopen(now);
    }

    /// <summary>So does the author of a point that stands together with this one.</summary>
    public bool Rate(Answer answer, MergedRating said, ClarityRating rating, string? word, DateTime now)
    {
        answer.MustBeAnswered();
        said.Say(rating, word, now);
        return rating == ClarityRating.No && Reopen(now, unclear: word);
    }

    /// <summary>The action is over and its author noticed nothing. True when the point is reopened: that happens once.</summary>
    public bool NothingChanged(string word, DateTime now) => Answers.Exists(a => a is { State: AnswerState.Answered, IsReopened: false }) && Reopen(now, nothingChanged: word);

    /// <summary>The body that is asked needs more time: the author reads why, and by when.</summary>
    /// <exception cref="RuleException">It was answered, the new day is not later, or there is no reason.</exception>
    public void Pause(Answer answer, string? reason, DateOnly until, DateTime now)
    {
        if (until <= answer.DueOn || until <= Time.BrusselsTime.DayOf(now)) throw new RuleException("Kies een latere dag dan die van nu.", nameof(Answer.DueOn));
        var why = TypedText.Required(reason, nameof(Answer.PauseReason), "Zeg waarom het langer duurt. Wie het punt bracht, leest dit.", 5000);
        var before = answer.PausedAt is { } at ? new EarlierMoment(EarlierMomentKind.Paused, at, answer.PauseReason, answer.Id) : null;
        answer.Pause(why, until, now);
        if (before is not null) Remember(before);
        FirstWord(now);
        Refresh();
    }

    private void Remember(EarlierMoment moment) => Earlier = [.. Earlier ?? [], moment];

    private bool Reopen(DateTime now, string? nothingChanged = null, string? unclear = null)
    {
        if (ReopenedAt is not null || WithdrawnAt is not null || DeclinedAt is not null) return false;
        foreach (var given in Answers.Where(a => a.State == AnswerState.Answered)) given.Reopen(nothingChanged, unclear);
        ReopenedAt = now;
        // A meeting that it still waits for comes after the reopening: it stays on that agenda.
        ReopenedAfterTurn = Entries.Where(e => !e.IsPending).Max(e => (int?)e.Turn) ?? 0;
        if (ClosedAt is { } closed) Remember(new EarlierMoment(EarlierMomentKind.Closed, closed));
        ClosedAt = null;
        (AnsweredOn, DaysToAnswer, AnsweredOnTime) = (null, null, null);
        Refresh();
        return true;
    }

    /// <summary>Nothing more is to be done.</summary>
    /// <exception cref="RuleException">No body answered it yet: every point gets an answer.</exception>
    public void Close(DateTime now)
    {
        if (Status != AgendaItemStatus.Answered) throw new RuleException("Een punt is pas klaar als het beantwoord is.");
        ClosedAt = now;
        Refresh();
    }

    /// <summary>Makes the title clearer; the author's text stays as it is.</summary>
    public void Retitle(string title) => Title = TypedText.Line(title, nameof(Title), "Vul een titel in.", TitleLength);

    /// <summary>The coach's reading of it: a life domain and one of the seven B's.</summary>
    public void Classify(string? lifeDomain, BarrierKind? barrier)
    {
        LifeDomain = lifeDomain;
        Barrier = barrier;
    }

    /// <summary>The coach vouches for the author; from now on public pages show it as far as its author chose.</summary>
    /// <param name="organisationId">The organisation (of Network) that the author belongs to, or null when not known.</param>
    public void Confirm(Guid? organisationId)
    {
        IsConfirmed = true;
        if (organisationId is null) return;
        AuthorOrganisationId = organisationId;
        AuthorOrganisationName = null;
    }

    /// <summary>Another coach sees to it.</summary>
    public void AssignTo(string userId) => OwnerUserId = userId;

    private void MustBeAlive()
    {
        if (WithdrawnAt is not null) throw new RuleException("Dit punt is teruggetrokken.");
        if (DeclinedAt is not null) throw new RuleException("Dit punt komt niet op de agenda: dat is al gezegd aan wie het bracht.");
        if (MergedIntoId is not null) throw new RuleException("Dit punt staat samen met een ander punt. Doe dit bij dat punt, of zet dit eerst weer apart.");
        if (Status == AgendaItemStatus.Closed) throw new RuleException("Dit punt is klaar.");
    }

    private AgendaEntry EntryOn(Guid sessionId)
        => Entries.Find(e => e.SessionId == sessionId) ?? throw new NotFoundException("Dit punt staat niet op de agenda van deze bijeenkomst.");

    private void ConcludePending(EntryOutcome outcome)
    {
        foreach (var entry in Entries.Where(e => e.IsPending)) entry.Conclude(outcome);
    }
}
