using GboParticipatie.BackgroundTasks;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Security.Permissions;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep;

/// <summary>Registers the module Klankgroep.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<GroupService>();
        services.AddScoped<SessionService>();
        services.AddScoped<AgendaService>();
        services.AddScoped<AgendaItemService>();
        services.AddScoped<AnswerService>();
        services.AddScoped<TimelineService>();
        services.AddScoped<LedgerService>();
        services.AddScoped<ProposalDraftService>();
        services.AddScoped<ProposalAuthors>();
        services.AddScoped<GroupLinks>();
        services.AddScoped<PointLinks>();
        services.AddScoped<Viewers>();
        services.AddSingleton<CoachOfRegion>();
        services.AddSingleton<LedgerCache>();
        services.AddScoped<IBackgroundTask, OverdueAnswers>();
        services.AddScoped<IBackgroundTask, ExpiredDrafts>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
    }
}
