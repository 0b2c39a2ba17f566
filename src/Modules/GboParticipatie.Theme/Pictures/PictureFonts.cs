using SkiaSharp;

namespace GboParticipatie.Theme.Pictures;

/// <summary>The site's letters for pictures. Read when the first picture is drawn.</summary>
internal static class PictureFonts
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Read("atkinson-regular.ttf"));
    private static readonly Lazy<SKTypeface> Bold = new(() => Read("atkinson-bold.ttf"));

    public static SKTypeface Of(bool bold) => (bold ? Bold : Regular).Value;

    private static SKTypeface Read(string name)
    {
        using var stream = typeof(PictureFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not in the Theme module. Build it again.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{name} is not a font.");
    }
}
