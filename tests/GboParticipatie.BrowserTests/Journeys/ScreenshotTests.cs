using System.Buffers.Binary;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>
/// Pictures to look at, in artifacts/screenshots; with GBO_UPDATE_IMAGES=1 also the one of the README. Of a site of its own, in which
/// no other test leaves its points.
/// </summary>
public sealed class ScreenshotTests
{
    private static readonly (string Path, string Name)[] Pages = [("/", "home"), ("/wat-deden-we", "wat-deden-we"), ("/klankgroepen", "klankgroepen")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_photographed_at_both_widths()
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Repository, "artifacts", "screenshots")).FullName;
        await using var region = new Zolim();
        await region.InitializeAsync();
        var pictures = new List<byte[]>();
        foreach (var phone in new[] { false, true })
        {
            await using var visitor = await region.VisitAsync(phone);
            foreach (var (path, name) in Pages)
            {
                await visitor.GoAsync(path);
                await visitor.LooksRightAsync();
                var picture = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
                pictures.Add(picture);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-{(phone ? "phone" : "desktop")}.png"), picture, Cancel);
                if (!phone && name == "home" && Environment.GetEnvironmentVariable("GBO_UPDATE_IMAGES") == "1")
                    await File.WriteAllBytesAsync(Path.Combine(TestFolder.Repository, "docs", "images", "home.png"), picture, Cancel);
            }
        }

        Assert.All(pictures, picture => Assert.True(SizeOf(picture) is { Width: 360 or 1280, Height: > 700 } && picture.Length > 20_000, $"A picture of {SizeOf(picture)} and {picture.Length} bytes is empty."));
        await using var reader = await region.VisitAsync();
        await reader.GoAsync("/");
        // The README shows this page as it is: with what one can do there.
        var shown = SizeOf(await File.ReadAllBytesAsync(Path.Combine(TestFolder.Repository, "docs", "images", "home.png"), Cancel));
        Assert.Equal(3, await reader.Page.Locator(".hero a").CountAsync());
        Assert.InRange(shown.Height, SizeOf(pictures[0]).Height - 60, SizeOf(pictures[0]).Height + 60);
    }

    // Width and height stand at a fixed place in a PNG.
    private static (int Width, int Height) SizeOf(byte[] png) => (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
