using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>An action as a row on the desk.</summary>
/// <param name="Id">Key.</param>
/// <param name="What">What happens, in a sentence.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="State">How far it is.</param>
/// <param name="EndsOn">By when, or until when it is tried out.</param>
/// <param name="Points">Numbers of its points.</param>
/// <param name="SaidNothingChanged">How many authors say that nothing changed.</param>
public sealed record ActionRow(Guid Id, string What, string Owner, ActionState State, DateOnly EndsOn, IReadOnlyList<string> Points, int SaidNothingChanged);

/// <summary>How actions look.</summary>
public static class ActionLooks
{
    /// <summary>Color of how far an action is.</summary>
    public static StatusKind Kind(this ActionState state) => state switch
    {
        ActionState.Planned => StatusKind.New,
        ActionState.Busy or ActionState.OnTrial => StatusKind.Busy,
        ActionState.Done => StatusKind.Done,
        _ => StatusKind.Plain,
    };

    /// <summary>Its title: of what is found out first, it says so.</summary>
    public static string Title(string what, bool isInquiry, IStringLocalizer S) => isInquiry ? S["Uitzoeken: {0}", TypedText.TitleFrom(what)] : TypedText.TitleFrom(what);

    /// <summary>What the coach may choose from.</summary>
    public static IReadOnlyList<Choice> States(IStringLocalizer S) => [.. Enum.GetValues<ActionState>().Select(s => new Choice(s.ToString(), S[s.Dutch()]))];

    /// <summary>What may be decided after a trial.</summary>
    public static IReadOnlyList<Choice> Verdicts(IStringLocalizer S) =>
    [
        new(nameof(TrialVerdict.Keep), S[TrialVerdict.Keep.Dutch()], S["Het blijft. De actie is gedaan."]),
        new(nameof(TrialVerdict.Adapt), S[TrialVerdict.Adapt.Dutch()], S["Zeg tegen wanneer het aangepast is."]),
        new(nameof(TrialVerdict.Stop), S[TrialVerdict.Stop.Dutch()], S["Zeg eerlijk waarom."]),
    ];
}
