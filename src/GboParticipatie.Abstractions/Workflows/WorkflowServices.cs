using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Workflows;

/// <summary>Registers what a module contributes to workflows.</summary>
public static class WorkflowServices
{
    /// <summary>Adds a kind of step.</summary>
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services) where TActivity : class, IActivity
        => services.AddScoped<IActivity, TActivity>();

    /// <summary>Adds an event that workflows can start with or wait for.</summary>
    public static IServiceCollection AddWorkflowEventSource<TSource>(this IServiceCollection services) where TSource : class, IWorkflowEventSource
        => services.AddScoped<IWorkflowEventSource, TSource>();

    /// <summary>Adds a kind of recipient.</summary>
    public static IServiceCollection AddWorkflowRecipients<TRecipients>(this IServiceCollection services) where TRecipients : class, IWorkflowRecipients
        => services.AddScoped<IWorkflowRecipients, TRecipients>();
}
