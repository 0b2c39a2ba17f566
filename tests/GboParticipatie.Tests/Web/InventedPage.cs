using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace GboParticipatie.Tests.Web;

/// <summary>A page that says nothing about who may use it, as if someone had forgotten: compiled here, put among the pages of the site.</summary>
internal static class InventedPage
{
    public const string File = "/Pages/Forgotten/Index.cshtml";
    public const string Address = "/vergeten";

    public static void Add(IServiceCollection services)
        => ((ApplicationPartManager)services.Single(s => s.ServiceType == typeof(ApplicationPartManager)).ImplementationInstance!).ApplicationParts.Add(new Part());

    private sealed class Part : ApplicationPart, IRazorCompiledItemProvider
    {
        public override string Name => nameof(InventedPage);

        public IEnumerable<RazorCompiledItem> CompiledItems => [new Item()];
    }

    private sealed class Item : RazorCompiledItem
    {
        public override string Identifier => File;

        public override string Kind => "mvc.1.0.razor-page";

        public override IReadOnlyList<object> Metadata => [new RazorCompiledItemMetadataAttribute("RouteTemplate", Address)];

        public override Type Type => typeof(ForgottenPage);
    }
}

/// <summary>Draws it.</summary>
public sealed class ForgottenPage : Page
{
    public ForgottenModel Model => (ForgottenModel)PageContext.ViewData.Model!;

    public override Task ExecuteAsync() => Task.CompletedTask;
}

/// <summary>Its model.</summary>
public sealed class ForgottenModel : PageModel
{
    public void OnGet()
    {
    }

    public void OnPost()
    {
    }
}
