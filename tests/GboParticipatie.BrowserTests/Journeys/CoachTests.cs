using System.Globalization;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The coach plans a meeting, makes its agenda, holds it and writes what was said; each author reads each step.</summary>
[Collection("TimedZolim")]
public sealed class CoachTests(TimedZolim region)
{
    private const string Coach = "coach@zolim.example";

    [Fact]
    public Task A_coach_takes_points_from_agenda_to_report_and_each_author_reads_each_step()
        => FromAgendaToReportAsync(javaScript: true, "klankmoment-riemst", "hilde.vrancken@zolim.example", "Klankmoment Riemst");

    [Fact, Trait("Category", "Long")]
    public Task Without_script_a_coach_takes_points_from_agenda_to_report_as_well()
        => FromAgendaToReportAsync(javaScript: false, "klankmoment-tongeren-borgloon", "rachid.benali@zolim.example", "Klankmoment Tongeren-Borgloon");

    private async Task FromAgendaToReportAsync(bool javaScript, string slug, string email, string group)
    {
        var points = new List<AgendaItem>();
        foreach (var what in new[] { "De trappen naar het onthaal", "De wachttijd aan het loket", "De parking voor de leerkrachten", "De kleur van de folder", "De opvang op woensdag" })
            points.Add(await region.PointAsync(email, slug, $"{what} is een probleem voor gezinnen in {group}."));
        var (stairs, queue, parking, folder, care) = (points[0], points[1], points[2], points[3], points[4]);
        var day = region.Today.AddDays(3);
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync(Coach);

        var meeting = await PlanAsync(coach, group, "Klankmoment van deze week", day);
        await coach.PressAsync("Kondig de bijeenkomst aan");
        Assert.Contains("De bijeenkomst staat nu op de site", await coach.MessageAsync(), StringComparison.Ordinal);
        var next = await PlanAsync(coach, group, "Klankmoment van volgende maand", day.AddDays(30));
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Kondig de bijeenkomst aan");

        await coach.GoAsync(meeting);
        await OrderTheAgendaAsync(coach);
        if (javaScript) await DragAsync(coach);
        await DeclineAsync(coach, parking);
        await PutOffAsync(coach, folder);
        await AskAtOnceAsync(coach, queue);

        await coach.GoAsync(meeting);
        await coach.FollowAsync("Verstuur de agenda");
        Assert.Contains("De agenda gaat naar", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Verstuur de agenda");
        Assert.Contains("De agenda is verstuurd", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("Agenda verstuurd", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        region.Clock.AdvanceTo(day, "14:05");
        await coach.SignInAsync(Coach);
        await coach.GoAsync(meeting);
        await HoldAsync(coach, stairs, queue, care);
        await coach.GoAsync(next);
        Assert.Contains(care.Title, await coach.Page.Locator("ol[data-sort] .agenda-row").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Van vorige keer", await coach.Page.Locator("ol[data-sort] .agenda-row").First.InnerTextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await TheAuthorReadsEachStepAsync(javaScript, email, stairs, queue, parking, folder, care);
    }

    private static async Task<string> PlanAsync(Visitor coach, string group, string title, DateOnly day)
    {
        await coach.GoAsync("/beheer/bijeenkomsten/nieuw");
        await coach.PressAsync("Maak de bijeenkomst");
        Assert.Contains("Kies een groep.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Groep").SelectOptionAsync(new SelectOptionValue { Label = group });
        await coach.TypeAsync("Titel", title);
        await coach.TypeAsync("Dag", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await coach.Page.GetByLabel("Van", new PageGetByLabelOptions { Exact = true }).FillAsync("14:00");
        await coach.Page.GetByLabel("Tot", new PageGetByLabelOptions { Exact = true }).FillAsync("16:00");
        await coach.PressAsync("Maak de bijeenkomst");
        Assert.Equal(title, await coach.HeadingAsync());
        return coach.Path;
    }

    // By keyboard and by button; every button keeps the minutes that were typed.
    private static async Task OrderTheAgendaAsync(Visitor coach)
    {
        await coach.LooksRightEverywhereAsync();
        var titles = coach.Page.Locator("ol[data-sort] .agenda-row .grow a:not(.no-print)");
        var last = await titles.Nth(4).InnerTextAsync();
        await coach.Page.GetByLabel("Minuten voor punt 5").FillAsync("200");
        await coach.GoByAsync(coach.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Zet hoger: {last}" }), "Enter");
        Assert.Equal(last, await titles.Nth(3).InnerTextAsync());
        // Who goes on by keyboard, does so from the same button.
        Assert.Equal($"Zet hoger: {last}", await coach.Page.Locator(":focus").InnerTextAsync());
        Assert.Contains("staat nu op plaats 4", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("80 minuten te veel", (await coach.TextAsync()).ReplaceLineEndings(" "), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Minuten voor punt 4").FillAsync("veel");
        await coach.PressAsync("Bewaar de agenda");
        Assert.Contains("Typ een getal, zoals 15.", await coach.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("veel", await coach.Page.GetByLabel("Minuten voor punt 4").InputValueAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Minuten voor punt 4").FillAsync("20");
        await coach.PressAsync("Bewaar de agenda");
        Assert.Contains("20 van 120 minuten", await coach.TextAsync(), StringComparison.Ordinal);
    }

    // The last row by its number, above the one before it; it is saved when let go.
    private static async Task DragAsync(Visitor coach)
    {
        var rows = coach.Page.Locator("ol[data-sort] .agenda-row");
        var last = await rows.Nth(4).Locator(".grow a:not(.no-print)").InnerTextAsync();
        await rows.Nth(4).ScrollIntoViewIfNeededAsync();
        var handle = (await rows.Nth(4).Locator(".number").BoundingBoxAsync())!;
        var above = (await rows.Nth(3).BoundingBoxAsync())!;
        await coach.Page.Mouse.MoveAsync(handle.X + (handle.Width / 2), handle.Y + (handle.Height / 2));
        await coach.Page.Mouse.DownAsync();
        await coach.Page.Mouse.MoveAsync(above.X + 20, above.Y + 5, new MouseMoveOptions { Steps = 4 });
        await coach.LeaveByAsync(() => coach.Page.Mouse.UpAsync());
        Assert.Contains("De agenda is bewaard", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal(last, await rows.Nth(3).Locator(".grow a:not(.no-print)").InnerTextAsync());
    }

    private static async Task DeclineAsync(Visitor coach, AgendaItem item)
    {
        await coach.GoAsync($"/beheer/punten/{item.Reference}");
        await coach.UnfoldAsync("Zet niet op de agenda");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet niet op de agenda");
        Assert.Contains("Zeg waarom.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waarom niet?", "De school beslist hierover. Vraag het aan het secretariaat.");
        await coach.PressAsync("Zet niet op de agenda");
        Assert.Contains("Kijk na: dit leest wie het punt bracht", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Stuur dit");
        Assert.Contains("krijgt de reden", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    private static async Task PutOffAsync(Visitor coach, AgendaItem item)
    {
        await coach.GoAsync($"/beheer/punten/{item.Reference}");
        await coach.UnfoldAsync("Stel uit tot een volgende keer");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waarom later?", "We nodigen eerst het ziekenhuis uit.");
        await coach.PressAsync("Stel uit");
        Assert.Contains("Uitgesteld", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    private static async Task AskAtOnceAsync(Visitor coach, AgendaItem item)
    {
        await coach.GoAsync($"/beheer/punten/{item.Reference}");
        await coach.FollowAsync("Vraag een antwoord");
        await coach.TypeAsync("Tegen wanneer?", "2020-01-01");
        await coach.PressAsync("Vraag het");
        Assert.NotEmpty(await coach.ErrorAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync($"/beheer/punten/{item.Reference}");
        await coach.FollowAsync("Vraag een antwoord");
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", $"Kan er een tweede loket open? ({item.Reference})");
        await coach.PressAsync("Vraag het");
        Assert.Contains("De vraag is gesteld", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    private static async Task HoldAsync(Visitor coach, AgendaItem ticked, AgendaItem written, AgendaItem left)
    {
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Begin de bijeenkomst");
        await coach.LooksRightEverywhereAsync();
        var panel = coach.Page.Locator($"#punt-{ticked.Id}");
        await panel.GetByText("Besproken").ClickAsync();
        await panel.GetByLabel("Wat werd er gezegd?").FillAsync("Iedereen herkent dit. Een hellend vlak kost weinig.");
        await panel.GetByLabel("Wat is besloten?").FillAsync("We vragen het aan de stad.");
        await coach.PressAsync("Bewaar");
        Assert.Contains("Nog niemand leest dit", await coach.MessageAsync(), StringComparison.Ordinal);
        await panel.Locator("summary").ClickAsync();
        await coach.GoByAsync(panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bewaar wat iemand vertelt" }));
        Assert.Contains("Vertel kort wat je merkt", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await panel.GetByLabel("Wat vertelt iemand?").FillAsync("De drempel is een halve meter hoog.");
        await coach.GoByAsync(panel.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bewaar wat iemand vertelt" }));
        Assert.Contains("bij het punt in het verslag", await coach.MessageAsync(), StringComparison.Ordinal);
        // Who writes what was said, need not tick too.
        await coach.Page.Locator($"#punt-{written.Id}").GetByLabel("Wat werd er gezegd?").FillAsync("Het loket is op maandag het drukst.");
        await coach.PressAsync("Bijeenkomst is voorbij");
        Assert.Contains("De bijeenkomst is voorbij", await coach.MessageAsync(), StringComparison.Ordinal);
        var report = await coach.TextAsync();
        Assert.Contains("Het loket is op maandag het drukst.", report, StringComparison.Ordinal);
        Assert.Contains(left.Title, report[report.IndexOf("Niet besproken", StringComparison.Ordinal)..], StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet het verslag klaar voor de leden");
        Assert.Contains("Verslag klaar", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await CorrectAsync(coach, coach.Page.Locator($"#punt-{ticked.Id}"));
    }

    private static async Task CorrectAsync(Visitor coach, ILocator point)
    {
        await coach.GoByAsync(point.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Verbeter" }));
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Wat is besloten?", "We vragen het aan de stad en aan de provincie.");
        await coach.PressAsync("Bewaar de verbetering");
        Assert.Contains("Zeg waarom je dit verbetert", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waarom verbeter je dit?", "Ook de provincie werd genoemd.");
        await coach.Page.GetByText("Laat het de leden weten").ClickAsync();
        await coach.PressAsync("Bewaar de verbetering");
        Assert.Contains("de leden krijgen bericht", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    private async Task TheAuthorReadsEachStepAsync(
        bool javaScript, string email, AgendaItem stairs, AgendaItem queue, AgendaItem parking, AgendaItem folder, AgendaItem care)
    {
        await using var author = await region.VisitAsync(phone: true, javaScript);
        Assert.Contains(care.Title, (await region.LetterAsync(email, "Dit staat op de agenda")).Text, StringComparison.Ordinal);
        var declined = await region.LetterAsync(email, "Vraag het aan het secretariaat");
        Assert.Contains("De school beslist hierover. Vraag het aan het secretariaat.", declined.Text, StringComparison.Ordinal);
        await author.GoAsync(declined.Link("/volg/"));
        Assert.Contains("Dit punt komt niet op de agenda", await author.TextAsync(), StringComparison.Ordinal);
        Assert.Contains(parking.Reference, await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        var later = await region.LetterAsync(email, $"({folder.Reference}) komt een volgende keer aan bod");
        Assert.Contains("We nodigen eerst het ziekenhuis uit.", later.Text, StringComparison.Ordinal);
        await author.GoAsync(later.Link("/volg/"));
        Assert.Contains("Dit punt komt een volgende keer aan bod", await author.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("We nodigen eerst het ziekenhuis uit.", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await Steps.FollowAsync(author, queue.Reference, queue.ShortCode);
        Assert.Contains("Doorgestuurd naar de stuurgroep", await author.TextAsync(), StringComparison.Ordinal);
        await Steps.FollowAsync(author, care.Reference, care.ShortCode);
        Assert.Contains("Dit punt kwam nog niet aan bod", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.SignInAsync(email);
        await author.GoAsync($"/volg/{stairs.Reference}");
        Assert.Contains("Een hellend vlak kost weinig.", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.GoAsync((await region.LetterAsync(email, "In het verslag van")).Link("/inloggen"));
        Assert.Contains("We vragen het aan de stad en aan de provincie.", await author.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Ook de provincie werd genoemd.", await author.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("De drempel is een halve meter hoog.", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
    }
}
