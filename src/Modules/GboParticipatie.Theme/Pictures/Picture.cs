using SkiaSharp;

namespace GboParticipatie.Theme.Pictures;

/// <summary>
/// A drawing of fixed size that leaves as PNG, for where an SVG is not understood: messages on a phone and previews of links.
/// Letters are those of the site. Lengths are pixels, colours are "#rrggbb", y of a text is its baseline.
/// </summary>
public sealed class Picture : IDisposable
{
    private readonly SKSurface _surface;

    /// <summary>An empty picture.</summary>
    public Picture(int width, int height, string paper)
    {
        _surface = SKSurface.Create(new SKImageInfo(width, height)) ?? throw new InvalidOperationException("There is no memory for a picture.");
        _surface.Canvas.Clear(SKColor.Parse(paper));
    }

    /// <summary>A filled box with round corners.</summary>
    public void Box(int x, int y, int width, int height, string fill, int round = 18)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(fill), IsAntialias = true };
        _surface.Canvas.DrawRoundRect(x, y, width, height, round, round, paint);
    }

    /// <summary>One line of text, made smaller down to two thirds and then cut with "…" where it does not fit in <paramref name="width" />.</summary>
    public void Text(int x, int y, int width, int size, string ink, string text, bool bold = false)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(ink), IsAntialias = true };
        using var font = new SKFont(PictureFonts.Of(bold), size) { Subpixel = true };
        var smallest = size * 2f / 3;
        if (font.MeasureText(text) is var length && length > width) font.Size = Math.Max(smallest, size * width / length);
        _surface.Canvas.DrawText(Fit(text, width, font), x, y, SKTextAlign.Left, font, paint);
    }

    /// <summary>The picture as PNG.</summary>
    public byte[] ToPng()
    {
        using var image = _surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc />
    public void Dispose() => _surface.Dispose();

    private static string Fit(string text, int width, SKFont font)
    {
        if (font.MeasureText(text) <= width) return text;
        var end = text.Length;
        while (end > 1 && font.MeasureText(text[..end].TrimEnd() + "…") > width) end = char.IsLowSurrogate(text[end - 1]) ? end - 2 : end - 1;
        return text[..end].TrimEnd() + "…";
    }
}
