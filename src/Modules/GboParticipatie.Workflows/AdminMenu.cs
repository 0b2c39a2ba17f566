using GboParticipatie.Navigation;
using GboParticipatie.Workflows.Services;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Workflows;

/// <summary>The module's entry in the menu of /beheer, with how many runs are stuck.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name != "admin") return;
        builder.Add(new MenuItem
        {
            Text = "Wie krijgt wat wanneer",
            Url = "/beheer/workflows",
            Icon = "signpost-split",
            Group = "Beheer",
            Position = 80,
            Permission = Permissions.ManageWorkflows.Name,
            Count = (services, cancel) => services.GetRequiredService<WorkflowReader>().CountStuckAsync(cancel),
        });
    }
}
