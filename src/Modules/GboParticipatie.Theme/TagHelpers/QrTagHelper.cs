using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>
/// Draws a QR code as SVG with attributes only, so that the Content-Security-Policy can stay strict.
/// <code>&lt;gbo-qr text="https://..." label="QR-code naar ..." /&gt;</code>
/// </summary>
[HtmlTargetElement("gbo-qr", TagStructure = TagStructure.WithoutEndTag)]
public sealed class QrTagHelper : TagHelper
{
    /// <summary>What the code says, such as an address.</summary>
    public string Text { get; set; } = "";

    /// <summary>What screen readers say.</summary>
    public string? Label { get; set; }

    /// <summary>Where it is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <summary>Width and height in pixels.</summary>
    public int Size { get; set; } = 260;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var generator = new QRCodeGenerator();
        // Quartile: still read when a quarter of the poster is torn or scribbled on.
        using var code = generator.CreateQrCode(Text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("xmlns", "http://www.w3.org/2000/svg");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("width", Size);
        output.Attributes.SetAttribute("height", Size);
        output.Attributes.SetAttribute("viewBox", $"0 0 {rows.Count} {rows.Count}");
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        var S = ViewContext.Texts();
        output.Content.AppendHtml("<title>").Append(Label ?? S["QR-code"])
            .AppendHtml($"</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>");
    }
}
