namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>A screen of 1280 pixels at 400 %, which is 320 wide.</summary>
[Collection("Zolim")]
public sealed class ZoomTests(Zolim region)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_four_hundred_percent_nothing_scrolls_sideways(bool javaScript)
    {
        await using var visitor = await region.VisitAsync(javaScript: javaScript);
        await visitor.SignInAsync("organisatie@zolim.example");
        var reference = await Steps.BringPointAsync(visitor, $"De deur is te smal voor een buggy ({(javaScript ? "met" : "zonder")} script).");
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync($"/beheer?zoek={reference}");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        var point = coach.Path;
        await coach.GoAsync($"{point.Split('?')[0]}/doorsturen");
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", $"Kan die deur breder? ({reference})");
        await coach.PressAsync("Vraag het");
        var question = (await region.LetterAsync("stuurgroep@zolim.example", reference)).Link("/antwoord/");

        foreach (var (who, paths) in new[] { (visitor, new[] { "/", "/punt", "/punt/groep", "/wat-deden-we", question, $"/volg/{reference}" }), (coach, ["/beheer", "/beheer/punten", point]) })
        {
            await who.Page.SetViewportSizeAsync(320, 256);
            foreach (var path in paths)
            {
                await who.GoAsync(path);
                await who.FitsAsync();
            }
        }
    }
}
