using System.Globalization;

namespace GboParticipatie.Settings;

/// <summary>
/// The colour of a region and the shades that follow from it. Text must stay readable on each of them (WCAG 2.2, 1.4.3): a colour
/// on which it does not is refused when it is set, with what to do about it.
/// </summary>
public sealed class BrandColour
{
    private const double Readable = 4.5;
    private static readonly Rgb White = new(255, 255, 255);
    private static readonly Rgb Black = new(0, 0, 0);
    private static readonly Rgb Paper = new(0xfb, 0xf8, 0xf2);

    private readonly Rgb _colour;

    private BrandColour(Rgb colour) => _colour = colour;

    /// <summary>The colour itself, as <c>#0b5a61</c>: buttons, links.</summary>
    public string Hex => _colour.ToString();

    /// <summary>Darker: a button that is pointed at, the foot of the page.</summary>
    public string Dark => DarkShade.ToString();

    /// <summary>Very light: behind figures and chosen options.</summary>
    public string Soft => SoftShade.ToString();

    /// <summary>Between the colour and white: the part of a bar that is not done.</summary>
    public string Middle => _colour.Mix(White, 0.6).ToString();

    /// <summary>Text of less weight on the colour.</summary>
    public string OnColourSoft => OnColourSoftShade.ToString();

    /// <summary>Address of the stylesheet with this colour. It changes with the colour, so it can be kept for ever.</summary>
    public string Stylesheet => $"/thema/{Hex[1..]}.css";

    private Rgb DarkShade => _colour.Mix(Black, 0.4);

    private Rgb SoftShade => _colour.Mix(White, 0.88);

    private Rgb OnColourSoftShade => _colour.Mix(White, 0.88);

    /// <summary>The colour written as <c>#rrggbb</c>, or null when it is not one or text would not be readable on it.</summary>
    public static BrandColour? Find(string? hex) => Refuse(hex) is null && Parse(hex) is { } colour ? new BrandColour(colour) : null;

    /// <summary>Why a colour cannot be used, in Dutch; null when it can.</summary>
    public static string? Refuse(string? hex)
    {
        if (Parse(hex) is not { } parsed) return $"'{hex}' is geen kleur. Schrijf ze als #0b5a61.";
        var colour = new BrandColour(parsed);
        (Rgb Text, Rgb Behind)[] pairs =
        [
            (White, parsed), (parsed, Paper), (colour.OnColourSoftShade, parsed), (parsed, colour.SoftShade),
            (colour.DarkShade, colour.SoftShade), (White, colour.DarkShade),
        ];
        var worst = pairs.Min(p => p.Text.Contrast(p.Behind));
        return worst >= Readable ? null
            : string.Create(CultureInfo.GetCultureInfo("nl-BE"), $"Op de kleur '{hex}' is tekst niet goed leesbaar (contrast {worst:0.0}, nodig is {Readable:0.0}). Kies een donkerdere kleur.");
    }

    private static Rgb? Parse(string? hex)
        => hex is { Length: 7 } && hex[0] == '#' && int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Rgb(value >> 16, (value >> 8) & 255, value & 255)
            : null;

    private sealed record Rgb(int Red, int Green, int Blue)
    {
        public Rgb Mix(Rgb other, double part) => new(Mix(Red, other.Red, part), Mix(Green, other.Green, part), Mix(Blue, other.Blue, part));

        public double Contrast(Rgb other)
        {
            var (one, two) = (Luminance, other.Luminance);
            return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

        private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

        private static int Mix(int from, int to, double part) => (int)Math.Round(from + ((to - from) * part));

        private static double Linear(int channel)
        {
            var value = channel / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
