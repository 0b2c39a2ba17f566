using System.Globalization;
using GboParticipatie.Theme.Pictures;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.SinceLastTime;

/// <summary>"Sinds vorige keer" as a picture to share (PNG, 1200 by 630: what previews of links are made for): what anyone may read, in a few words.</summary>
internal static class SincePicture
{
    /// <summary>Pixels.</summary>
    public const int Width = 1200, Height = 630;

    private const int Left = 60, Wide = Width - (2 * Left);

    public static byte[] Draw(Services.SinceLastTime told, string region, IStringLocalizer S)
    {
        using var picture = new Picture(Width, Height, "#063b40");
        picture.Text(Left, 82, Wide, 30, "#e0f0ef", told.Group.Name);
        picture.Text(Left, 158, Wide, 64, "#ffffff", S["Sinds vorige keer"], bold: true);
        picture.Text(Left, 206, Wide, 28, "#e0f0ef", told.HasMet ? S["sinds {0}", BrusselsTime.LongDate(told.Since)] : S["het voorbije half jaar"]);
        Figure(picture, 60, told.Done.Count, S["gedaan"], "#e1f1e7", "#155233");
        Figure(picture, 430, told.NotDone.Count, S["niet gedaan"], "#fbe6e1", "#8b2817");
        Figure(picture, 800, told.Waiting.Count, S["wacht nog"], "#fdf1d6", "#6b4700");
        var y = 472;
        foreach (var (word, line) in told.Done.Select(l => (S["Gedaan"], l)).Concat(told.Waiting.Select(l => (S["Wacht nog"], l))).Take(2))
        {
            picture.Text(Left, y, Wide, 28, "#ffffff", $"{word}: {line.Title}");
            y += 44;
        }

        picture.Text(Left, 594, Wide, 26, "#e0f0ef", region);
        return picture.ToPng();
    }

    private static void Figure(Picture picture, int x, int number, string label, string paper, string ink)
    {
        picture.Box(x, 246, 340, 168, paper);
        picture.Text(x + 28, 342, 284, 92, ink, number.ToString(CultureInfo.InvariantCulture), bold: true);
        picture.Text(x + 28, 392, 284, 32, ink, label);
    }
}
