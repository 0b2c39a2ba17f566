using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What a body does about one point.</summary>
/// <param name="Action">The action.</param>
/// <param name="Point">Its link with the point: what the author noticed.</param>
/// <param name="Notes">What happened to it, oldest first.</param>
/// <param name="Owner">The group or organisation that does it, as in a sentence.</param>
public sealed record ToldAction(ActionItem Action, ActionPoint Point, IReadOnlyList<ActionNote> Notes, string Owner)
{
    /// <summary>True when its author was asked whether anything changed, and did not say yet.</summary>
    public bool CanBeRated => Action is { ChangeAskedOn: not null, State: not ActionState.NotDone } && Point.Changed is null;
}

/// <summary>Tells on a timeline what bodies did about a point. Bodies, never persons.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Actions">Its actions.</param>
/// <param name="MayReadAll">True for the author and the coach: what the author noticed too.</param>
internal sealed record ActionTeller(Guid ItemId, IReadOnlyList<ToldAction> Actions, bool MayReadAll)
{
    /// <summary>What happened.</summary>
    public IEnumerable<(DateTime At, TimelineEntry Entry)> Tell() => Actions.SelectMany(a => OfAction(a, MayReadAll));

    /// <summary>What is done next, and by when; null when nothing is.</summary>
    public TimelineEntry? Expected() => Actions.Where(a => a.Action.IsOpen).MinBy(a => a.Action.EndsOn) is { } next
        ? new TimelineEntry { On = next.Action.EndsOn, Kind = TimelineKind.Expected, HasHappened = false, Title = next.Action.State == ActionState.OnTrial ? $"{Capital(next.Owner)} kijkt of het werkt" : $"{Capital(next.Owner)} doet dit", Text = next.Action.What }
        : null;

    /// <summary>What is new, in one line: "De stuurgroep is begonnen".</summary>
    public static string TitleOf(ActionNote note, string owner, DateOnly? trialUntil) => note switch
    {
        { Verdict: { } verdict } => $"Na het proberen: {Small(verdict.Dutch())}",
        { State: ActionState.Planned } => $"{Capital(owner)} gaat iets doen",
        { State: ActionState.Busy } => $"{Capital(owner)} is begonnen",
        { State: ActionState.OnTrial } => $"{Capital(owner)} probeert dit uit{(trialUntil is { } day ? $" tot {BrusselsTime.LongDate(day)}" : "")}",
        { State: ActionState.Done } => $"{Capital(owner)} heeft dit gedaan",
        { State: ActionState.NotDone } => $"{Capital(owner)} doet dit niet",
        _ => $"Nieuws van {owner}",
    };

    private static IEnumerable<(DateTime At, TimelineEntry Entry)> OfAction(ToldAction told, bool mayReadAll)
    {
        foreach (var note in told.Notes)
            yield return (note.At, new TimelineEntry
            {
                On = BrusselsTime.DayOf(note.At),
                Kind = TimelineKind.ActionMoved,
                Title = TitleOf(note, told.Owner, told.Action.TrialUntil),
                Text = note.Text ?? told.Action.What,
            });
        if (told.Point is { Changed: { } changed, ChangedAt: { } at } && mayReadAll)
            yield return (at, new TimelineEntry
            {
                On = BrusselsTime.DayOf(at),
                Kind = TimelineKind.ChangeRated,
                Title = $"Is er iets veranderd? {changed.Dutch()}",
                Text = told.Point.ChangedWord,
            });
    }

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
