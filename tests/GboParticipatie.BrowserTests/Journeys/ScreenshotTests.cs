namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Pictures to look at, in artifacts/screenshots; with GBO_UPDATE_IMAGES=1 also the one of the README.</summary>
[Collection("Zolim")]
public sealed class ScreenshotTests(Zolim region)
{
    [Theory]
    [InlineData("/", "home")]
    [InlineData("/wat-deden-we", "wat-deden-we")]
    [InlineData("/klankgroepen", "klankgroepen")]
    public async Task A_page_is_photographed_at_both_widths(string path, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Repository, "artifacts", "screenshots")).FullName;
        foreach (var phone in new[] { false, true })
        {
            await using var visitor = await region.VisitAsync(phone);
            await visitor.GoAsync(path);
            var picture = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-{(phone ? "phone" : "desktop")}.png"), picture, TestContext.Current.CancellationToken);
            if (!phone && name == "home" && Environment.GetEnvironmentVariable("GBO_UPDATE_IMAGES") == "1")
                await File.WriteAllBytesAsync(Path.Combine(TestFolder.Repository, "docs", "images", "home.png"), picture, TestContext.Current.CancellationToken);
        }
    }
}
