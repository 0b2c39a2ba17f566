using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What a body does about one point.</summary>
/// <param name="Action">The action.</param>
/// <param name="Point">Its link with the point: what the author noticed.</param>
/// <param name="Notes">What happened to it, oldest first.</param>
/// <param name="Owner">The group or organisation that does it, as in a sentence.</param>
public sealed record ToldAction(ActionItem Action, ActionPoint Point, IReadOnlyList<ActionNote> Notes, string Owner)
{
    /// <summary>True when the answer that promised it was reopened: what counts is what comes instead.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>True when its author was asked whether anything changed, and did not say yet.</summary>
    public bool CanBeRated => Action is { ChangeAskedOn: not null, State: not ActionState.NotDone } && Point.Changed is null && !IsReplaced;

    /// <summary>True when people can notice something of it: it was done, is tried out, or its day is over.</summary>
    public bool CanBeNoticedOn(DateOnly today) => !IsReplaced && (Action.State is ActionState.Done or ActionState.OnTrial || (Action.IsOpen && Action.EndsOn < today));
}

/// <summary>Tells on a timeline what bodies did about a point. Bodies, never persons.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Actions">Its actions.</param>
/// <param name="MayReadAll">True for the author and the coach: what the author noticed too.</param>
/// <param name="S">Says it in the language of the reader.</param>
internal sealed record ActionTeller(Guid ItemId, IReadOnlyList<ToldAction> Actions, bool MayReadAll, IStringLocalizer S)
{
    /// <summary>What happened.</summary>
    public IEnumerable<(DateTime At, TimelineEntry Entry)> Tell() => Actions.SelectMany(OfAction);

    /// <summary>What is still done, and by when. Of an answer that was not clear too: it is done until another answer comes.</summary>
    public IEnumerable<TimelineEntry> Expected() => Actions.Where(a => a.Action.IsOpen).Select(a => new TimelineEntry
    {
        On = a.Action.EndsOn,
        Kind = TimelineKind.Expected,
        HasHappened = false,
        Title = a.Action switch
        {
            { State: ActionState.OnTrial } => S["{0} kijkt of het werkt", Capital(a.Owner)],
            { IsInquiry: true } => S["{0} zoekt dit uit", Capital(a.Owner)],
            _ => S["{0} doet dit", Capital(a.Owner)],
        },
        Text = a.Action.IsInquiry ? null : a.Action.What,
    });

    /// <summary>What is new, in one line: "De stuurgroep is begonnen".</summary>
    public static string TitleOf(ActionNote note, string owner, DateOnly? trialUntil, bool isInquiry, IStringLocalizer S) => note switch
    {
        { Verdict: { } verdict } => S["Na het proberen: {0}", Small(S[verdict.Dutch()])],
        { State: ActionState.Planned } => isInquiry ? S["{0} zoekt iets uit", Capital(owner)] : S["{0} gaat iets doen", Capital(owner)],
        { State: ActionState.Busy } => S["{0} is begonnen", Capital(owner)],
        { State: ActionState.OnTrial } when trialUntil is { } day => S["{0} probeert dit uit tot {1}", Capital(owner), BrusselsTime.LongDate(day)],
        { State: ActionState.OnTrial } => S["{0} probeert dit uit", Capital(owner)],
        { State: ActionState.Done } => isInquiry ? S["{0} heeft dit uitgezocht", Capital(owner)] : S["{0} heeft dit gedaan", Capital(owner)],
        { State: ActionState.NotDone, Text: null } => S["Er kwam een nieuw antwoord. Wat {0} eerst beloofde, geldt niet meer", owner],
        { State: ActionState.NotDone } => isInquiry ? S["{0} zoekt dit niet uit", Capital(owner)] : S["{0} doet dit niet", Capital(owner)],
        _ => S["Nieuws van {0}", owner],
    };

    private IEnumerable<(DateTime At, TimelineEntry Entry)> OfAction(ToldAction told)
    {
        foreach (var note in told.Notes)
            yield return (note.At, new TimelineEntry
            {
                On = BrusselsTime.DayOf(note.At),
                Kind = TimelineKind.ActionMoved,
                Title = TitleOf(note, told.Owner, told.Action.TrialUntil, told.Action.IsInquiry, S),
                Text = note.Text ?? told.Action.What,
            });
        if (told.Point is { Changed: { } changed, ChangedAt: { } at } && MayReadAll)
            yield return (at, new TimelineEntry
            {
                On = BrusselsTime.DayOf(at),
                Kind = TimelineKind.ChangeRated,
                Title = S["Is er iets veranderd? {0}", S[changed.Dutch()]],
                Text = told.Point.ChangedWord,
            });
    }

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
