using GboParticipatie.Navigation;

namespace GboParticipatie.Network;

/// <summary>The module's entry in the menu of /beheer.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name != "admin") return;
        builder.Add(new MenuItem
        {
            Text = "Netwerk",
            Url = "/beheer/netwerk",
            Icon = "diagram-3",
            Group = "Netwerk",
            Position = 50,
            Permission = Permissions.ViewNetwork.Name,
        });
    }
}
