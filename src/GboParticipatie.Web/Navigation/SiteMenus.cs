using GboParticipatie.Navigation;
using GboParticipatie.Web.Security;

namespace GboParticipatie.Web.Navigation;

/// <summary>The entries of the host itself: the system page on the desk, the links at the foot of each page.</summary>
internal sealed class SiteMenus : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name == "admin")
            builder.Add(new MenuItem { Text = "Systeem", Url = "/beheer/systeem", Icon = "gear", Group = "Beheer", Position = 980, Permission = Permissions.ManageSystem.Name });
        if (name != "footer") return;
        builder.Add(new MenuItem { Text = "Over deze site", Url = "/over", Position = 10 })
            .Add(new MenuItem { Text = "Hulp", Url = "/hulp", Position = 20 })
            .Add(new MenuItem { Text = "Privacy", Url = "/privacy", Position = 30 })
            .Add(new MenuItem { Text = "Toegankelijkheid", Url = "/toegankelijkheid", Position = 40 });
    }
}
