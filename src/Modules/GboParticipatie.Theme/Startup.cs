using System.Text.Encodings.Web;
using System.Text.Unicode;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.Binding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace GboParticipatie.Theme;

/// <summary>Registers what pages share: Dutch messages, the date fields, the entry of the style guide.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<MvcOptions>, ThemeModelBindingMessages>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
        // Pages are UTF-8: an é needs no &#xE9;. What HTML gives a meaning stays encoded.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
        => routes.MapGet("/thema/{colour}.css", ColourStyles.Serve).Public("De kleur van de regio.").ExcludeFromDescription();
}
