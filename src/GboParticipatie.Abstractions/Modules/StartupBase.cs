using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Modules;

/// <summary>
/// Base of a module's public class <c>Startup</c>: same members as Orchard Core's, so that an Orchard tenant can host the module.
/// </summary>
public abstract class StartupBase
{
    /// <summary>Order in which <see cref="ConfigureServices"/> runs; lower runs first.</summary>
    public virtual int Order => 0;

    /// <summary>Order in which <see cref="Configure"/> runs; lower runs first.</summary>
    public virtual int ConfigureOrder => Order;

    /// <summary>Registers the module's services.</summary>
    public virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>Maps the module's endpoints. Razor Pages and controllers are found without it.</summary>
    public virtual void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
    }
}
