using GboParticipatie.Json;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkPeople;

/// <summary>The people of the network, for who keeps it.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class IndexModel(PersonRegister register) : ListModel
{
    private const string With = "met";
    private const string Without = "zonder";
    private const string AnyFigure = "ja";

    /// <summary>"met" or "zonder" e-mail address.</summary>
    [BindProperty(SupportsGet = true, Name = "mail")]
    public string? Mail { get; set; }

    /// <summary>Only who wants to hear in this way.</summary>
    [BindProperty(SupportsGet = true, Name = "kanaal")]
    public ContactChannel? Channel { get; set; }

    /// <summary>"ja", or a kind of bridge figure.</summary>
    [BindProperty(SupportsGet = true, Name = "brugfiguur")]
    public string? Figure { get; set; }

    /// <inheritdoc />
    public override string Address => "/beheer/netwerk/mensen";

    /// <inheritdoc />
    public override bool IsFiltered => Search.Length > 0 || Channel is not null || !string.IsNullOrEmpty(Mail) || !string.IsNullOrEmpty(Figure);

    /// <summary>With or without address.</summary>
    public static IReadOnlyList<Choice> Mails(IStringLocalizer S) => [new(With, S["Met e-mailadres"]), new(Without, S["Zonder e-mailadres"])];

    /// <summary>Bridge figures to choose from.</summary>
    public static IReadOnlyList<Choice> Figures(IStringLocalizer S) =>
        [new(AnyFigure, S["Alle brugfiguren"]), .. Enum.GetValues<BridgeFigureKind>().Select(k => new Choice(k.ToString(), S["Brugfiguur {0}", S[k.DisplayName()].Value.ToLower(ReadersLanguage.Culture)]))];

    /// <summary>The people of this page.</summary>
    public ListPart<PersonListItem> People { get; private set; } = new([], 0);

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => People = await register.ListAsync(new PersonFilter
    {
        Search = Search,
        HasEmail = Mail switch { With => true, Without => false, _ => null },
        Channel = Channel,
        OnlyBridgeFigures = Figure == AnyFigure,
        BridgeFigure = ChoiceNames.TryRead<BridgeFigureKind>(Figure, out var figure) ? figure : null,
        Skip = Skip,
        Take = PageSize,
    }, cancel);
}
