using GboParticipatie.Navigation;

namespace GboParticipatie.Theme;

/// <summary>The style guide, for whoever makes pages.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name != "admin") return;
        builder.Add(new MenuItem { Text = "Stijlgids", Url = "/beheer/stijlgids", Icon = "palette", Group = "Beheer", Position = 990, Permission = "ManageSystem" });
    }
}
