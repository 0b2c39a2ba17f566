using GboParticipatie.Navigation;

namespace GboParticipatie.Network;

/// <summary>The module's entries in the menu of /beheer.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name != "admin") return;
        builder
            .Add(Entry("Organisaties", "/beheer/netwerk", "building", 50, Permissions.ViewNetwork.Name))
            .Add(Entry("Mensen", "/beheer/netwerk/mensen", "person", 51, Permissions.ManageNetwork.Name))
            .Add(Entry("Gemeenten", "/beheer/netwerk/gemeenten", "geo-alt", 52, Permissions.ManageNetwork.Name));
    }

    private static MenuItem Entry(string text, string url, string icon, int position, string permission)
        => new() { Text = text, Url = url, Icon = icon, Group = "Netwerk", Position = position, Permission = permission };
}
