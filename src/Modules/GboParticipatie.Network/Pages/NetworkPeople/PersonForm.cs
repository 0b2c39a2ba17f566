using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkPeople;

/// <summary>What is filled in about someone.</summary>
public sealed class PersonForm
{
    private const string NoFigure = "";

    /// <summary>Name or pseudonym.</summary>
    public string? Name { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; set; }

    /// <summary>How the person wants to hear.</summary>
    public ContactChannel? PreferredChannel { get; set; }

    /// <summary>Language tag.</summary>
    public string? Language { get; set; } = Languages.Dutch;

    /// <summary>Single needs.</summary>
    public List<ParticipationNeeds> Needs { get; set; } = [];

    /// <summary>Whether a bridge figure, and how.</summary>
    public BridgeFigureKind? BridgeFigure { get; set; }

    /// <summary>Single days.</summary>
    public List<WeekDays> WorkingDays { get; set; } = [];

    /// <summary>Who stands in: an e-mail address or a name, as typed.</summary>
    public string? DeputyId { get; set; }

    /// <summary>First day of an absence.</summary>
    public DateOnly? AwayFrom { get; set; }

    /// <summary>Last day of it.</summary>
    public DateOnly? AwayUntil { get; set; }

    /// <summary>Ways to hear, to choose from.</summary>
    public static IReadOnlyList<Choice> Channels(IStringLocalizer S) => [.. Enum.GetValues<ContactChannel>().Select(c => new Choice(c.ToString(), S[c.DisplayName()]))];

    /// <summary>Needs to choose from.</summary>
    public static IReadOnlyList<Choice> AllNeeds(IStringLocalizer S) => [.. DutchNames.Needs.Select(n => new Choice(n.ToString(), S[n.DisplayName()]))];

    /// <summary>Days to choose from.</summary>
    public static IReadOnlyList<Choice> Days(IStringLocalizer S) => [.. DutchNames.Days.Select(d => new Choice(d.ToString(), S[d.DisplayName()]))];

    /// <summary>Bridge figure or not.</summary>
    public static IReadOnlyList<Choice> Figures(IStringLocalizer S) =>
        [new(NoFigure, S["Geen brugfiguur"]), .. Enum.GetValues<BridgeFigureKind>().Select(k => new Choice(k.ToString(), S[k.DisplayName()]))];

    /// <summary>Languages to choose from, with the one that stands there.</summary>
    public IReadOnlyList<Choice> LanguageChoices(IStringLocalizer S) =>
    [
        .. Languages.Common.Select(l => new Choice(l.Tag, S[l.Name])),
        .. string.IsNullOrEmpty(Language) || Languages.Common.Any(l => l.Tag == Language) ? Array.Empty<Choice>() : [new Choice(Language, Language)],
    ];

    /// <summary>Someone as they stand in the form.</summary>
    public static PersonForm Of(PersonCard card) => new()
    {
        Name = card.Details.Name,
        Email = card.Details.Email,
        Phone = card.Details.Phone,
        PreferredChannel = card.Details.PreferredChannel,
        Language = card.Details.Language,
        Needs = [.. DutchNames.Needs.Where(n => card.Details.Needs.HasFlag(n))],
        BridgeFigure = card.Details.BridgeFigure,
        WorkingDays = [.. DutchNames.Days.Where(d => card.Details.WorkingDays.HasFlag(d))],
        DeputyId = card.Deputy,
        AwayFrom = card.Details.AwayFrom,
        AwayUntil = card.Details.AwayUntil,
    };

    /// <summary>What is filled in, for the domain.</summary>
    /// <exception cref="RuleException">Nobody, or more than one, is meant as deputy.</exception>
    public async Task<PersonDetails> ToDetailsAsync(PersonRegister register, CancellationToken cancel) => new()
    {
        Name = Name ?? "",
        Email = Email,
        Phone = Phone,
        PreferredChannel = PreferredChannel,
        Language = Language ?? "",
        Needs = Needs.Aggregate(ParticipationNeeds.None, (all, one) => all | one),
        BridgeFigure = BridgeFigure,
        WorkingDays = WorkingDays.Aggregate(WeekDays.None, (all, one) => all | one),
        AwayFrom = AwayFrom,
        AwayUntil = AwayUntil,
        DeputyId = await register.MeantAsync(DeputyId, nameof(DeputyId), cancel),
    };
}
