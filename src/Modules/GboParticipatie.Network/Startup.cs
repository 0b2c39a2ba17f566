using GboParticipatie.BackgroundTasks;
using GboParticipatie.Events;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Events;
using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Recipes;
using GboParticipatie.Network.Services;
using GboParticipatie.Recipes;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Network;

/// <summary>Registers the module Network.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<MunicipalityService>();
        services.AddScoped<MunicipalityRegister>();
        services.AddScoped<OrganisationService>();
        services.AddScoped<PersonService>();
        services.AddScoped<PersonRegister>();
        services.AddScoped<MembershipService>();
        services.AddScoped<ImportService>();
        services.AddSingleton<EntryProgress>();
        services.AddScoped<INetworkFile, OrganisationFile>();
        services.AddScoped<INetworkFile, PersonFile>();
        services.AddScoped<IDeliveryHandler<NetworkFileUploaded>, CheckNetworkFile>();
        services.AddScoped<IEventHandler<NetworkImportConfirmed>, ApplyNetworkFile>();
        services.AddScoped<IBackgroundTask, OldImports>();
        services.AddScoped<WorkingCalendar>();
        services.AddScoped<StandIns>();
        services.AddScoped<IEventHandler<UserSignedIn>, LinkPersonOnSignIn>();
        services.AddScoped<IRecipeStepHandler, MunicipalitiesStep>();
        services.AddScoped<IRecipeStepHandler, OrganisationsStep>();
        services.AddScoped<IRecipeStepHandler, PeopleStep>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
    }
}
