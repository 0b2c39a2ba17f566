using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.Network;

/// <summary>The organisations of the region, for who works with them.</summary>
[RequiresPermission("ViewNetwork")]
public sealed class IndexModel(OrganisationService organisations, MunicipalityService municipalities, ICurrentUser user) : ListModel
{
    private const string Stopped = "gestopt";
    private const string Everything = "alles";

    /// <summary>Only of this kind.</summary>
    [BindProperty(SupportsGet = true, Name = "soort")]
    public OrganisationKind? Kind { get; set; }

    /// <summary>Only in this municipality: its name in addresses.</summary>
    [BindProperty(SupportsGet = true, Name = "gemeente")]
    public string? Municipality { get; set; }

    /// <summary>Empty (those that take part), "gestopt" or "alles".</summary>
    [BindProperty(SupportsGet = true, Name = "toon")]
    public string? Show { get; set; }

    /// <inheritdoc />
    public override string Address => "/beheer/netwerk";

    /// <inheritdoc />
    public override bool IsFiltered => Search.Length > 0 || Kind is not null || !string.IsNullOrEmpty(Municipality) || !string.IsNullOrEmpty(Show);

    /// <summary>Kinds to choose from.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) => [.. DutchNames.OrganisationKinds.Select(k => new Choice(k.ToString(), S[k.DisplayName()]))];

    /// <summary>What can be shown besides those that take part.</summary>
    public static IReadOnlyList<Choice> Shows(IStringLocalizer S) => [new(Stopped, S["Wie niet meer meedoet"]), new(Everything, S["Alles"])];

    /// <summary>Municipalities of today to choose from.</summary>
    public IReadOnlyList<Choice> Municipalities { get; private set; } = [];

    /// <summary>True for who may add and change.</summary>
    public bool MayChange { get; private set; }

    /// <summary>The organisations of this page.</summary>
    public ListPart<OrganisationListItem> Organisations { get; private set; } = new([], 0);

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        MayChange = await user.HasAsync(Permissions.ManageNetwork);
        Municipalities = [.. (await municipalities.ValidOnAsync(cancel: cancel)).Select(m => new Choice(m.Slug, m.Name))];
        var places = string.IsNullOrEmpty(Municipality) ? null : await municipalities.WithPredecessorsAsync(Municipality, cancel);
        Organisations = await organisations.ListAsync(new OrganisationFilter
        {
            Search = Search,
            Kinds = Kind is { } kind ? [kind] : [],
            MunicipalityIds = places,
            IsActive = Show switch { Stopped => false, Everything => null, _ => true },
            Skip = Skip,
            Take = PageSize,
        }, cancel);
    }
}
