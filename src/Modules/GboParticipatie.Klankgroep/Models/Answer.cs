using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What a body is asked about a point, and what it answers. One per forward.</summary>
public sealed class Answer : IVersioned
{
    private Answer()
    {
    }

    internal Answer(Guid itemId, Guid? groupId, Guid? organisationId, Guid? ownerPersonId, string? question, DateOnly dueOn, DateTime at)
    {
        if (groupId is null == organisationId is null) throw new RuleException("Kies wie moet antwoorden: één groep of één organisatie.", nameof(GroupId));
        Id = NewId.InOrder();
        ItemId = itemId;
        GroupId = groupId;
        OrganisationId = organisationId;
        OwnerPersonId = ownerPersonId;
        Question = question;
        DueOn = dueOn;
        AskedAt = at;
        LinkVersion = 1;
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>The point.</summary>
    public Guid ItemId { get; private set; }

    /// <summary>The body that answers; null when an organisation does.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>The organisation that answers (of Network); null when a group does.</summary>
    public Guid? OrganisationId { get; private set; }

    /// <summary>The person (of Network) who sees to it; null when the body has nobody yet: then the coach does. Never shown in public.</summary>
    public Guid? OwnerPersonId { get; private set; }

    /// <summary>What is asked, or null: then the point itself is the question.</summary>
    public string? Question { get; private set; }

    /// <summary>When it was asked (UTC).</summary>
    public DateTime AskedAt { get; private set; }

    /// <summary>Last day (in Brussels) on which the answer is on time.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>How far it is.</summary>
    public AnswerState State { get; private set; }

    /// <summary>What the body decides; null until answered.</summary>
    public Decision? Decision { get; private set; }

    /// <summary>Why, in plain words; null until answered.</summary>
    public string? Why { get; private set; }

    /// <summary>What happens now, or null.</summary>
    public string? WhatHappens { get; private set; }

    /// <summary>By when that is done, or null.</summary>
    public DateOnly? ByWhen { get; private set; }

    /// <summary>When it was answered (UTC).</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Who typed the answer (of Network), or null. Never shown in public: a body answers, not a person.</summary>
    public Guid? AnsweredByPersonId { get; private set; }

    /// <summary>Whether the author finds it clear; null until rated.</summary>
    public ClarityRating? ClarityRating { get; private set; }

    /// <summary>When it was rated (UTC).</summary>
    public DateTime? RatedAt { get; private set; }

    /// <summary>The author's word of why, or null.</summary>
    public string? RatingWord { get; private set; }

    /// <summary>On which day it was found to be overdue; null until then.</summary>
    public DateOnly? OverdueNotifiedOn { get; private set; }

    /// <summary>True when the author found it unclear and the point went back to the agenda: it no longer closes the point.</summary>
    public bool IsReopened { get; private set; }

    /// <summary>What the author said when the action was over and nothing changed, which reopened the point; or null.</summary>
    public string? NothingChangedWord { get; private set; }

    /// <summary>What the author of a point that stands together with this one found unclear, which reopened it; or null.</summary>
    public string? UnclearWord { get; private set; }

    /// <summary>When it was last put off (UTC), or null.</summary>
    public DateTime? PausedAt { get; private set; }

    /// <summary>Why it was last put off: the author reads this. Null when it never was.</summary>
    public string? PauseReason { get; private set; }

    /// <summary>Version of the link to answer by; raising it makes older links stop.</summary>
    public int LinkVersion { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem? Item { get; private set; }

    /// <summary>Of an answer that reopened the point: the question that its author has about it, for who is asked again.</summary>
    public string QuestionAgain(IStringLocalizer S) => NothingChangedWord is { } word
        ? S["Na het vorige antwoord veranderde er niets. Wie het punt bracht, zegt: {0}", word]
        : S["Het vorige antwoord was niet duidelijk. Wie het punt bracht, vraagt: {0}", UnclearWord ?? RatingWord ?? ""];

    /// <summary>What happens and by when, in words; empty when nothing is promised.</summary>
    public string Promise(IStringLocalizer S) => (WhatHappens, ByWhen) switch
    {
        (null, null) => "",
        (null, { } day) when Decision == Models.Decision.WillFindOut => S["Meer nieuws tegen {0}.", Time.BrusselsTime.LongDate(day)],
        ({ } what, { } day) when Decision == Models.Decision.WillFindOut => S["{0} Meer nieuws tegen {1}.", what, Time.BrusselsTime.LongDate(day)],
        (null, { } day) => S["Tegen {0}.", Time.BrusselsTime.LongDate(day)],
        ({ } what, null) => what,
        ({ } what, { } day) => S["{0} Dit is klaar tegen {1}.", what, Time.BrusselsTime.LongDate(day)],
    };

    /// <summary>The author's word that reopened the point, or null.</summary>
    public string? ReopeningWord => NothingChangedWord ?? UnclearWord ?? RatingWord;

    /// <summary>True when it should have been given before that day.</summary>
    public bool IsOverdueOn(DateOnly day) => State == AnswerState.Asked && DueOn < day;

    /// <summary>Another person sees to it; the old link stops. False when it was that person already.</summary>
    public bool AssignTo(Guid ownerPersonId)
    {
        MustBeAsked();
        if (OwnerPersonId == ownerPersonId) return false;
        OwnerPersonId = ownerPersonId;
        LinkVersion++;
        return true;
    }

    internal void Give(Decision decision, string why, string? whatHappens, DateOnly? byWhen, Guid? by, DateTime at)
    {
        MustBeAsked();
        State = AnswerState.Answered;
        Decision = decision;
        Why = why;
        WhatHappens = whatHappens;
        ByWhen = byWhen;
        AnsweredByPersonId = by;
        AnsweredAt = at;
    }

    internal void Rate(ClarityRating rating, string? word, DateTime at)
    {
        MustBeAnswered();
        ClarityRating = rating;
        RatingWord = word;
        RatedAt = at;
    }

    /// <summary>Notes that it is overdue; false when that was noted before or is not so.</summary>
    public bool MarkOverdue(DateOnly today)
    {
        if (!IsOverdueOn(today) || OverdueNotifiedOn is not null) return false;
        OverdueNotifiedOn = today;
        return true;
    }

    internal void Withdraw()
    {
        if (State == AnswerState.Asked) State = AnswerState.Withdrawn;
    }

    internal void Reopen(string? nothingChanged, string? unclear) => (IsReopened, NothingChangedWord, UnclearWord) = (true, nothingChanged, unclear);

    internal void StandAgain() => (IsReopened, NothingChangedWord, UnclearWord) = (false, null, null);

    internal void MustBeAnswered()
    {
        if (State != AnswerState.Answered) throw new RuleException("Op dit punt is nog niet geantwoord.");
    }

    /// <summary>The same answer for a point that stood together with this one, with what its own author thinks of it.</summary>
    internal Answer For(Guid itemId, MergedRating? said)
    {
        var own = (Answer)MemberwiseClone();
        (own.Id, own.ItemId, own.Item, own.Version) = (NewId.InOrder(), itemId, null, 0);
        (own.ClarityRating, own.RatingWord, own.RatedAt) = (said?.Rating, said?.Word, said?.RatedAt);
        return own;
    }

    /// <summary>The body needs more time: until then nobody is reminded.</summary>
    internal void Pause(string reason, DateOnly until, DateTime at)
    {
        MustBeAsked();
        (PauseReason, PausedAt, DueOn, OverdueNotifiedOn) = (reason, at, until, null);
    }

    private void MustBeAsked()
    {
        if (State == AnswerState.Answered) throw new RuleException("Op deze vraag is al geantwoord. Bedankt!");
        if (State == AnswerState.Withdrawn) throw new RuleException("Op deze vraag is geen antwoord meer nodig. Bedankt!");
    }
}
