using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>A page as the printer gives it. Chromium writes the objects for pages of a PDF as they are, so that they can be counted.</summary>
public sealed partial record Print(byte[] Pdf)
{
    private string Text => Encoding.Latin1.GetString(Pdf);

    /// <summary>How many sheets.</summary>
    public int Pages => Page().Count(Text);

    /// <summary>Width and height of the first sheet in millimetres.</summary>
    public (int Width, int Height) Millimetres
    {
        get
        {
            var box = MediaBox().Match(Text);
            return (Of(box.Groups["width"].Value), Of(box.Groups["height"].Value));

            static int Of(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture) * 25.4 / 72);
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+(?<width>[0-9.]+)\s+(?<height>[0-9.]+)\s*\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MediaBox();
}
