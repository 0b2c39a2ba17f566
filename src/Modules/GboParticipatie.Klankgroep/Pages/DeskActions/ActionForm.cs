using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>What the coach types of an action.</summary>
public sealed record ActionForm
{
    /// <summary>What happens.</summary>
    public string? What { get; set; }

    /// <summary>Key of the group or organisation that does it.</summary>
    public Guid? Owner { get; set; }

    /// <summary>By when.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Until when it is tried out.</summary>
    public DateOnly? TrialUntil { get; set; }

    /// <summary>As the service reads it.</summary>
    public TypedAction Typed() => new() { What = What, Owner = Owner, DueOn = DueOn, TrialUntil = TrialUntil };

    /// <summary>An action as the form shows it.</summary>
    public static ActionForm Of(ActionItem action) => new() { What = action.What, Owner = action.OwnerGroupId ?? action.OwnerOrganisationId, DueOn = action.DueOn, TrialUntil = action.TrialUntil };

    /// <summary>Groups and organisations that can do something.</summary>
    public static async Task<IReadOnlyList<Choice>> OwnersAsync(GboDbContext db, DateOnly today, IStringLocalizer S, CancellationToken cancel) =>
    [
        .. (await DeskChoices.GroupsAsync(db, today, cancel)).Select(g => g with { Group = S["Groepen"] }),
        .. (await DeskChoices.OrganisationsAsync(db, cancel)).Select(o => o with { Group = S["Organisaties"] }),
    ];

    /// <summary>All that is missing at once; the domain refuses the first only.</summary>
    public void AskWhatIsMissing(ModelStateDictionary state, IStringLocalizer S)
    {
        if (string.IsNullOrWhiteSpace(What)) state.AddModelError("Form.What", S["Zeg wat er gebeurt, in gewone woorden."]);
        if (Owner is null && state["Form.Owner"]?.Errors.Count is null or 0) state.AddModelError("Form.Owner", S["Kies wie dit doet."]);
        if (DueOn is null && state["Form.DueOn"]?.Errors.Count is null or 0) state.AddModelError("Form.DueOn", S["Zeg tegen wanneer. Een schatting is goed."]);
    }
}
