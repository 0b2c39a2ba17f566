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
        foreach (var phone in new[] { false, true })
        {
            await using var visitor = await region.VisitAsync(phone);
            foreach (var (path, name) in Pages)
            {
                await visitor.GoAsync(path);
                var picture = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-{(phone ? "phone" : "desktop")}.png"), picture, Cancel);
                if (!phone && name == "home" && Environment.GetEnvironmentVariable("GBO_UPDATE_IMAGES") == "1")
                    await File.WriteAllBytesAsync(Path.Combine(TestFolder.Repository, "docs", "images", "home.png"), picture, Cancel);
            }
        }
    }
}
