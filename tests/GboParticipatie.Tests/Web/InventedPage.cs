using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace GboParticipatie.Tests.Web;

/// <summary>
/// Pages of someone who forgot, compiled here and put among those of the site: one says nothing about who may use it, the other has a
/// button that whoever may read the page may press.
/// </summary>
internal static class InventedPage
{
    public const string File = "/Pages/Forgotten/Index.cshtml";
    public const string Address = "/vergeten";
    public const string ReadersAddress = "/vergeten/lezers";

    public static void Add(IServiceCollection services)
        => ((ApplicationPartManager)services.Single(s => s.ServiceType == typeof(ApplicationPartManager)).ImplementationInstance!).ApplicationParts.Add(new Part());

    private sealed class Part : ApplicationPart, IRazorCompiledItemProvider
    {
        public override string Name => nameof(InventedPage);

        public IEnumerable<RazorCompiledItem> CompiledItems =>
        [
            new Item(File, Address, typeof(ForgottenPage)),
            new Item("/Pages/Forgotten/Readers.cshtml", ReadersAddress, typeof(ReadersPage)),
        ];
    }

    private sealed class Item(string file, string address, Type type) : RazorCompiledItem
    {
        public override string Identifier => file;

        public override string Kind => "mvc.1.0.razor-page";

        public override IReadOnlyList<object> Metadata => [new RazorCompiledItemMetadataAttribute("RouteTemplate", address)];

        public override Type Type => type;
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

/// <summary>Draws the page with a button too many.</summary>
public sealed class ReadersPage : Page
{
    public ReadersModel Model => (ReadersModel)PageContext.ViewData.Model!;

    public override Task ExecuteAsync() => Task.CompletedTask;
}

/// <summary>Its model: many may read it, and so many may delete.</summary>
[RequiresPermission("ViewNetwork")]
public sealed class ReadersModel : PageModel
{
    public void OnGet()
    {
    }

    public void OnPostDelete()
    {
    }
}
