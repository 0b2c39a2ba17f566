using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What an action is to be, checked.</summary>
/// <param name="What">What happens.</param>
/// <param name="OwnerGroupId">The group that does it; null when an organisation does.</param>
/// <param name="OwnerOrganisationId">The organisation (of Network) that does it; null when a group does.</param>
/// <param name="DueOn">By when.</param>
/// <param name="TrialUntil">Until when it is tried out, or null.</param>
public sealed record ActionPlan(string What, Guid? OwnerGroupId, Guid? OwnerOrganisationId, DateOnly DueOn, DateOnly? TrialUntil);

/// <summary>What a body does about one or more points: promised with an answer, or noted by the coach.</summary>
public sealed class ActionItem : IVersioned
{
    /// <summary>Longest text of what happens, of news and of what was said after a trial.</summary>
    public const int TextLength = 5000;

    /// <summary>Longest reason for another day or owner; what changed is told with it.</summary>
    public const int ReasonLength = 4000;

    private ActionItem()
    {
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>What happens, in plain words.</summary>
    public string What { get; private set; } = "";

    /// <summary>The answer that promised it, or null when the coach noted it. Unique.</summary>
    public Guid? FromAnswerId { get; private set; }

    /// <summary>True for what is found out first ("Zoeken we uit"): when it ended, people know more, but nothing is done yet.</summary>
    public bool IsInquiry { get; private set; }

    /// <summary>The group that does it; null when an organisation does.</summary>
    public Guid? OwnerGroupId { get; private set; }

    /// <summary>The organisation (of Network) that does it; null when a group does.</summary>
    public Guid? OwnerOrganisationId { get; private set; }

    /// <summary>When it was promised (UTC).</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Last day (in Brussels) on which it is in time.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Until when it is tried out, or null.</summary>
    public DateOnly? TrialUntil { get; private set; }

    /// <summary>How far it is.</summary>
    public ActionState State { get; private set; }

    /// <summary>The day on which it was done, or said not to be; null while it is open.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>What was decided after the trial; null until then.</summary>
    public TrialVerdict? Verdict { get; private set; }

    /// <summary>The group that talked about the trial, or null.</summary>
    public Guid? JudgedByGroupId { get; private set; }

    /// <summary>The day from which its authors are asked whether anything changed; null once asked, and when it is not done.</summary>
    public DateOnly? AskChangeOn { get; private set; }

    /// <summary>The day on which its authors were asked; null until then.</summary>
    public DateOnly? ChangeAskedOn { get; private set; }

    /// <summary>The end of the trial that owner and coach were told of; null until then.</summary>
    public DateOnly? TrialEndTold { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The points that it is about. Loaded before any operation.</summary>
    public List<ActionPoint> Points { get; } = [];

    /// <summary>The feedback that it is about. Loaded before any operation.</summary>
    public List<ActionSignal> Signals { get; } = [];

    /// <summary>What happened to it, oldest first. Loaded before any operation.</summary>
    public List<ActionNote> Notes { get; } = [];

    /// <summary>True while something is still to be done.</summary>
    public bool IsOpen => State is not (ActionState.Done or ActionState.NotDone);

    /// <summary>True when it should have been done before that day.</summary>
    public bool IsLateOn(DateOnly day) => IsOpen && EndsOn < day;

    /// <summary>The last of the day by which and the end of the trial.</summary>
    public DateOnly EndsOn => TrialUntil > DueOn ? TrialUntil.Value : DueOn;

    /// <summary>The action that an answer promises, also to find something out; null when it promises none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="together">Points that stand together with the one that it is about.</param>
    public static ActionItem? Promised(Answer answer, IReadOnlyCollection<Guid>? together = null)
    {
        if (answer is not { Decision: { } decision and (Decision.WillDo or Decision.WillDoPart or Decision.WillFindOut), ByWhen: { } day, AnsweredAt: { } at }) return null;
        // Who finds something out need not say how: then it is what they do not know yet.
        if ((answer.WhatHappens ?? (decision == Decision.WillFindOut ? answer.Why : null)) is not { } what) return null;
        var action = Plan(new ActionPlan(what, answer.GroupId, answer.OrganisationId, day, null), at);
        (action.FromAnswerId, action.IsInquiry) = (answer.Id, decision == Decision.WillFindOut);
        action.Points.Add(new ActionPoint(action.Id, answer.ItemId));
        action.Points.AddRange((together ?? []).Select(i => new ActionPoint(action.Id, i)));
        return action;
    }

    /// <summary>An action that the coach notes.</summary>
    /// <exception cref="RuleException">It is nobody's or of two, about nothing, or the trial ends before it begins.</exception>
    /// <param name="plan">What happens.</param>
    /// <param name="items">The points that it is about.</param>
    /// <param name="signals">The feedback that it is about.</param>
    /// <param name="now">When it is noted (UTC).</param>
    /// <param name="id">Its key, when who notes it chose one; else a new one.</param>
    public static ActionItem Plan(ActionPlan plan, IReadOnlyCollection<Guid> items, IReadOnlyCollection<Guid> signals, DateTime now, Guid? id = null)
    {
        if (items.Count + signals.Count == 0) throw new RuleException("Zeg over welk punt dit gaat. Dan hoort wie het bracht, wat er gebeurt.", nameof(Points));
        var action = Plan(plan, now, id);
        action.Points.AddRange(items.Select(i => new ActionPoint(action.Id, i)));
        action.Signals.AddRange(signals.Select(f => new ActionSignal(action.Id, f)));
        action.Notes.Add(ActionNote.Begun(action.Id, now));
        return action;
    }

    /// <summary>It is about these points too: they came to stand together with one of its own.</summary>
    internal void AlsoAbout(IEnumerable<Guid> items) => Points.AddRange(items.Where(i => !Points.Exists(p => p.ItemId == i)).Select(i => new ActionPoint(Id, i)).ToList());

    /// <summary>It is not about this point any more: it goes its own way.</summary>
    internal void NoLongerAbout(Guid itemId) => Points.RemoveAll(p => p.ItemId == itemId);

    /// <summary>Another text, day or owner. What changed is told by <see cref="Say"/>.</summary>
    public void Change(ActionPlan plan)
    {
        Check(plan);
        (What, OwnerGroupId, OwnerOrganisationId, DueOn, TrialUntil) = (plan.What, plan.OwnerGroupId, plan.OwnerOrganisationId, plan.DueOn, plan.TrialUntil);
        AskLater();
    }

    /// <summary>News for whoever brought the points, beside how far it is.</summary>
    public ActionNote Say(string text, string? by, DateTime now)
    {
        var note = new ActionNote(Id, now, text, null, null, by);
        Notes.Add(note);
        return note;
    }

    /// <summary>How far it is now, or only news about it; whoever brought the points reads the text.</summary>
    /// <exception cref="RuleException">Nothing is new, the reason is missing, or the trial has no end.</exception>
    public ActionNote Move(ActionState? state, string? text, DateOnly? trialUntil, string? by, DateTime now)
    {
        var today = BrusselsTime.DayOf(now);
        var to = state ?? State;
        var news = TypedText.Optional(text, nameof(ActionNote.Text), TextLength);
        if (to == State && news is null) throw new RuleException("Zeg wat er nieuw is, of kies hoever het is.", nameof(ActionNote.Text));
        if (to == ActionState.NotDone && news is null) throw new RuleException("Zeg waarom het niet gebeurt. Wie het punt bracht, leest dit.", nameof(ActionNote.Text));
        if (to == ActionState.OnTrial)
        {
            TrialUntil = trialUntil ?? TrialUntil ?? throw new RuleException("Zeg tot wanneer jullie het proberen.", nameof(TrialUntil));
            if (to != State && TrialUntil <= today) throw new RuleException("Deze dag is al voorbij. Kies een dag die nog komt.", nameof(TrialUntil));
        }

        var note = new ActionNote(Id, now, news, to == State ? null : to, null, by);
        Notes.Add(note);
        Become(to, today);
        return note;
    }

    /// <summary>The group says after the trial whether it stays.</summary>
    /// <exception cref="RuleException">It was not tried out, nothing was said, or it is adapted without a new day.</exception>
    public ActionNote Judge(TrialVerdict verdict, string? text, Guid? groupId, DateOnly? newDueOn, string? by, DateTime now)
    {
        var today = BrusselsTime.DayOf(now);
        if (TrialUntil is null) throw new RuleException("Dit werd niet uitgeprobeerd.");
        if (!Enum.IsDefined(verdict)) throw new RuleException("Kies wat jullie doen na het proberen.", nameof(Verdict));
        var said = TypedText.Required(text, nameof(ActionNote.Text), "Zeg wat mensen ervan vonden. Wie het punt bracht, leest dit.", TextLength);
        if (verdict == TrialVerdict.Adapt)
        {
            if (newDueOn is null) throw new RuleException("Zeg tegen wanneer het aangepast is.", nameof(DueOn));
            if (newDueOn <= today) throw new RuleException("Deze dag is al voorbij. Kies een dag die nog komt.", nameof(DueOn));
            (DueOn, TrialUntil) = (newDueOn.Value, null);
        }

        (Verdict, JudgedByGroupId) = (verdict, groupId);
        var to = verdict switch { TrialVerdict.Keep => ActionState.Done, TrialVerdict.Stop => ActionState.NotDone, _ => ActionState.Busy };
        var note = new ActionNote(Id, now, said, to == State ? null : to, verdict, by);
        Notes.Add(note);
        Become(to, today);
        return note;
    }

    /// <summary>
    /// The body answered the point again, because its answer was not clear or changed nothing: what it promised before no longer holds.
    /// Nobody is told: the new answer tells it. False when it is over.
    /// </summary>
    public bool Replace(string? by, DateTime now)
    {
        if (!IsOpen) return false;
        // Without a text: whoever says by hand that something is not done says why.
        Notes.Add(new ActionNote(Id, now, null, ActionState.NotDone, null, by));
        Become(ActionState.NotDone, BrusselsTime.DayOf(now));
        return true;
    }

    /// <summary>Its day has come: whoever brought the points is asked whether anything changed. False when that is not so, or was done.</summary>
    public bool AskWhetherItChanged(DateOnly today)
    {
        if (AskChangeOn is not { } day || day > today) return false;
        (AskChangeOn, ChangeAskedOn) = (null, today);
        return true;
    }

    /// <summary>The trial is over and nobody said yet whether it stays: owner and coach are told. False when that is not so, or was done.</summary>
    public bool TellThatTrialEnded(DateOnly today)
    {
        if (State != ActionState.OnTrial || TrialUntil is not { } end || end >= today || TrialEndTold == end) return false;
        TrialEndTold = end;
        return true;
    }

    private static ActionItem Plan(ActionPlan plan, DateTime now, Guid? id = null)
    {
        Check(plan);
        var action = new ActionItem
        {
            Id = id ?? NewId.InOrder(),
            What = plan.What,
            OwnerGroupId = plan.OwnerGroupId,
            OwnerOrganisationId = plan.OwnerOrganisationId,
            DueOn = plan.DueOn,
            TrialUntil = plan.TrialUntil,
            CreatedAt = now,
        };
        action.AskLater();
        return action;
    }

    private static void Check(ActionPlan plan)
    {
        if (plan.OwnerGroupId is null == plan.OwnerOrganisationId is null) throw new RuleException("Kies wie dit doet: één groep of één organisatie.", nameof(OwnerGroupId));
        if (plan.TrialUntil < plan.DueOn) throw new RuleException("Het proberen eindigt voor het klaar is. Kies een latere dag.", nameof(TrialUntil));
    }

    private void Become(ActionState state, DateOnly today)
    {
        if (State != state) EndedOn = state is ActionState.Done or ActionState.NotDone ? today : null;
        State = state;
        AskLater();
    }

    // On the day after which people can notice something; asked once.
    private void AskLater() => AskChangeOn = ChangeAskedOn is null && State != ActionState.NotDone ? EndsOn.AddDays(1) : null;
}
