using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskSeats;

/// <summary>Which target-group organisations have a seat in the bodies that decide, and which do not.</summary>
[RequiresPermission("ManageGroups")]
public sealed class IndexModel(SeatOverview seats, PersonRegister register) : PageModel
{
    // A region has a few dozen; who has more finds them in the list of people.
    private const int MostFigures = 200;

    /// <summary>Steering groups and working groups.</summary>
    public IReadOnlyList<GroupSeats> Groups { get; private set; } = [];

    /// <summary>Bridge figures, by name.</summary>
    public IReadOnlyList<PersonListItem> BridgeFigures { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Groups = await seats.ReadAsync(cancel);
        BridgeFigures = (await register.ListAsync(new PersonFilter { OnlyBridgeFigures = true, Take = MostFigures }, cancel)).Items;
    }
}
