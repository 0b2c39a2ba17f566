using System.Text.Encodings.Web;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Theme;

/// <summary>Runs one tag helper and parses what it writes.</summary>
public sealed class TagHelperStage
{
    private readonly IModelMetadataProvider _metadata;

    public TagHelperStage(IServiceProvider services)
    {
        _metadata = services.GetRequiredService<IModelMetadataProvider>();
        View = new ViewContext
        {
            HttpContext = new DefaultHttpContext { RequestServices = services },
            RouteData = new RouteData(),
            ViewData = new ViewDataDictionary(_metadata, new ModelStateDictionary()),
        };
    }

    public ViewContext View { get; }

    public ModelStateDictionary ModelState => View.ViewData.ModelState;

    public Dictionary<object, object> Items { get; } = [];

    public ModelExpression For<T>(string property, object? value = null)
        => new(property, new ModelExplorer(_metadata, _metadata.GetMetadataForProperty(typeof(T), property), value));

    public async Task<IElement> RenderAsync(TagHelper helper, string content = "", string tag = "x", params (string Name, object Value)[] attributes)
    {
        var list = new TagHelperAttributeList(attributes.Select(a => new TagHelperAttribute(a.Name, a.Value)));
        var context = new TagHelperContext(tag, list, Items, "id");
        var output = new TagHelperOutput(tag, [.. list], (_, _) => Task.FromResult(new DefaultTagHelperContent().SetHtmlContent(content)));
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        if (!output.IsContentModified && output.TagName is not null) output.Content.SetHtmlContent(await output.GetChildContentAsync());
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return (await ThemeSite.ParseAsync(writer.ToString())).Body!;
    }
}
