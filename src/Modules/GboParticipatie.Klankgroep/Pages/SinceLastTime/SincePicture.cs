using System.Globalization;
using System.Text;
using System.Xml;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Pages.SinceLastTime;

/// <summary>"Sinds vorige keer" as a picture to share (SVG, 1200 by 630): what anyone may read, in a few words.</summary>
internal static class SincePicture
{
    private const int LineLength = 44;

    public static byte[] Draw(Services.SinceLastTime told, string region)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            foreach (var (name, value) in new[] { ("width", "1200"), ("height", "630"), ("viewBox", "0 0 1200 630"), ("role", "img"), ("font-family", "Atkinson Hyperlegible Next, Arial, sans-serif") })
                xml.WriteAttributeString(name, value);
            xml.WriteElementString("title", $"Sinds vorige keer: {told.Group.Name}. {told.Summary}");
            Box(xml, 0, 0, 1200, 630, "#063b40");
            Text(xml, 60, 82, 30, "#e0f0ef", told.Group.Name);
            Text(xml, 60, 158, 64, "#ffffff", "Sinds vorige keer", bold: true);
            Text(xml, 60, 206, 28, "#e0f0ef", told.HasMet ? $"sinds {BrusselsTime.LongDate(told.Since)}" : "het voorbije half jaar");
            Figure(xml, 60, told.Done.Count, "gedaan", "#e1f1e7", "#155233");
            Figure(xml, 430, told.NotDone.Count, "niet gedaan", "#fbe6e1", "#8b2817");
            Figure(xml, 800, told.Waiting.Count, "wacht nog", "#fdf1d6", "#6b4700");
            var y = 472;
            foreach (var line in told.Done.Take(2))
            {
                Text(xml, 60, y, 28, "#ffffff", Short($"✓ {line.Title}"));
                y += 44;
            }

            Text(xml, 60, 590, 26, "#e0f0ef", region);
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Figure(XmlWriter xml, int x, int number, string label, string paper, string ink)
    {
        Box(xml, x, 246, 340, 168, paper);
        Text(xml, x + 28, 342, 92, ink, number.ToString(CultureInfo.InvariantCulture), bold: true);
        Text(xml, x + 28, 392, 32, ink, label);
    }

    private static void Box(XmlWriter xml, int x, int y, int width, int height, string fill)
    {
        xml.WriteStartElement("rect");
        foreach (var (name, value) in new[] { ("x", x), ("y", y), ("width", width), ("height", height), ("rx", x == 0 ? 0 : 18) }) xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("fill", fill);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, int x, int y, int size, string fill, string text, bool bold = false)
    {
        xml.WriteStartElement("text");
        foreach (var (name, value) in new[] { ("x", x), ("y", y), ("font-size", size) }) xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("fill", fill);
        if (bold) xml.WriteAttributeString("font-weight", "700");
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static string Short(string text)
    {
        if (text.Length <= LineLength + 20) return text;
        var cut = text.LastIndexOf(' ', LineLength + 18);
        return text[..(cut < 20 ? LineLength : cut)] + "…";
    }
}
