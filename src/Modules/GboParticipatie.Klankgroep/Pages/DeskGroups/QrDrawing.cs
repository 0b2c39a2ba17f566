using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>Draws a QR code as SVG with attributes only, so that the Content-Security-Policy can stay strict.</summary>
internal static class QrDrawing
{
    /// <summary>The drawing.</summary>
    /// <param name="text">What the code says, such as an address.</param>
    /// <param name="label">What screen readers say.</param>
    /// <param name="size">Width and height in pixels.</param>
    public static IHtmlContent Draw(string text, string label, int size)
    {
        using var generator = new QRCodeGenerator();
        // Quartile: still read when a quarter of the poster is torn or scribbled on.
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new HtmlContentBuilder()
            .AppendHtml(string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {rows.Count} {rows.Count}\" shape-rendering=\"crispEdges\"><title>"))
            .Append(label)
            .AppendHtml($"</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>");
    }
}
