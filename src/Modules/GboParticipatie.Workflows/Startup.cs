using GboParticipatie.Attention;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Events;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Recipes;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Workflows.Activities;
using GboParticipatie.Workflows.Api;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Recipes;
using GboParticipatie.Workflows.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Workflows;

/// <summary>Registers the module Workflows.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<DefinitionCache>();
        services.AddScoped<WorkflowCatalog>();
        services.AddScoped<PropertyValidator>();
        services.AddScoped<DefinitionValidator>();
        services.AddScoped<DefinitionText>();
        services.AddScoped<WorkflowTypeService>();
        services.AddScoped<WorkflowRunService>();
        services.AddScoped<InstanceStarter>();
        services.AddScoped<StepExecutor>();
        services.AddScoped<StepRunner>();
        services.AddScoped<DueWork>();
        services.AddScoped<WaitTime>();
        services.AddScoped<IEventHandler<IDomainEvent>, EventIntake>();
        services.AddScoped<IDeliveryHandler<WorkflowStepDue>>(s => s.GetRequiredService<StepRunner>());
        services.AddScoped<IBackgroundTask, DueWorkTask>();
        services.AddScoped<IBackgroundTask, RunRetention>();
        services.AddScoped<IRecipeStepHandler, WorkflowTypeStep>();
        services.AddScoped<WorkflowReader>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
        services.AddScoped<IAttentionProvider, WorkflowAttention>();
        AddActivities(services);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) => Endpoints.Map(routes);

    private static void AddActivities(IServiceCollection services) => services
        .AddActivity<TimerEvent>()
        .AddActivity<ManualStart>()
        .AddActivity<SendEmail>()
        .AddActivity<AddToDigest>()
        .AddActivity<Wait>()
        .AddActivity<WaitForEvent>()
        .AddActivity<IfElse>()
        .AddActivity<Log>()
        .AddActivity<End>()
        .AddWorkflowRecipients<RoleRecipients>();
}
