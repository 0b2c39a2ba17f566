using System.Globalization;
using AngleSharp.Dom;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>"Wat deden we ermee?" as anyone reads it: figures, bars and tables say the same, and what is hidden is nowhere.</summary>
public sealed class WhatWasDonePageTests(DatabaseFixture databases)
{
    private const int Year = 2027;

    [Theory, AllDatabases]
    public async Task Figures_bars_and_tables_are_those_of_the_ledger_and_a_hidden_number_is_a_dash_and_no_bar(Db kind)
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), time, settings: [("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false")]);
        // A year in which nothing of the demo came in.
        time.Set(new DateTime(Year, 2, 1, 9, 0, 0, DateTimeKind.Utc));
        await FillAsync(site, time);
        var ledger = await site.UseAsync((LedgerService l) => l.ReadAsync(Year));

        var page = await site.NewBrowser().OpenAsync($"/wat-deden-we?periode={Year}");

        var total = ledger.Total;
        Assert.Equal((38, 32), (total.Received, total.Answered));
        Assert.NotNull(total.OnTimePercent);
        Assert.NotNull(total.MedianDays);
        var figures = page.Page.QuerySelector(".figures")!;
        foreach (var words in new[] { $"{total.Received} punten", $"{total.Organisations} of meer organisaties", $"{total.Answered} antwoorden", $"{total.OnTimePercent} % op tijd" })
            Assert.Contains(words, Words(figures), StringComparison.Ordinal);
        Assert.Contains($"De helft kreeg binnen {total.MedianDays} dagen antwoord.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains(ledger.PerLifeDomain, l => l.Answered is null);
        Assert.Contains(ledger.PerLifeDomain, l => l.Answered is not null);
        Assert.True(ledger.PerGroup.Count > 1);
        AssertSame(page, "themas", ledger.PerLifeDomain);
        AssertSame(page, "groepen", ledger.PerGroup);
        // The demo region does not use the 7 B's; one that does, reads them too.
        Assert.Null(page.Page.QuerySelector("#drempels"));
        await UseSevenBsAsync(site);
        time.Advance(TimeSpan.FromMinutes(1));
        ledger = await site.UseAsync((LedgerService l) => l.ReadAsync(Year));
        Assert.Equal([("Bereikbaarheid", 20, 20), ("Betaalbaarheid", 18, 12)], ledger.PerBarrier.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));
        AssertSame(await page.OpenAsync($"/wat-deden-we?periode={Year}"), "drempels", ledger.PerBarrier);
    }

    private static async Task UseSevenBsAsync(PublicSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var (settings, db) = (scope.ServiceProvider.GetRequiredService<ISiteService>(), scope.ServiceProvider.GetRequiredService<GboDbContext>());
        await settings.SetAsync(await settings.GetAsync<KlankgroepSettings>() with { UsesSevenBs = true });
        await db.SaveChangesAsync();
    }

    // One division of the points: its table has every figure, and its bars are drawn from the same ones.
    private static void AssertSame(Browser page, string id, IReadOnlyList<LedgerFigure> lines)
    {
        var panel = page.Page.QuerySelector($"#{id}")!.NextElementSibling!;
        var rows = panel.QuerySelectorAll("details tbody tr").Select(r => r.QuerySelectorAll("td").Select(Words).ToArray()).ToList();
        Assert.Equal(lines.Select(l => new[]
        {
            l.Name, $"{l.Received}", l.Organisations is { } o ? $"{o} of meer" : "–", $"{l.Answered?.ToString(CultureInfo.InvariantCulture) ?? "–"}",
            l.OnTimePercent is { } p ? $"{p} %" : "–", l.MedianDays is { } d ? d == 1 ? "1 dag" : $"{d} dagen" : "–", l.Done?.ToString(CultureInfo.InvariantCulture) ?? "–",
        }), rows);

        var longest = lines.Max(l => l.Received!.Value);
        var bars = panel.QuerySelectorAll("table.bar-chart tbody tr").Select(r => (
            Name: Words(r.QuerySelector("th")!), Text: Words(r.QuerySelector(".bar-text")!), Total: WidthOf(r, "total"), Part: WidthOf(r, "part"))).ToList();
        Assert.Equal(lines.Select(l => (
            l.Name, l.Answered is { } answered ? $"{answered} van {l.Received} beantwoord" : $"{l.Received} ingebracht", Percent(l.Received!.Value, longest), Percent(l.Answered ?? 0, longest))), bars);
    }

    private static string Percent(int number, int longest) => string.Create(CultureInfo.InvariantCulture, $"{number * (100m / longest):0.##}%");

    private static string WidthOf(IElement row, string cssClass) => row.QuerySelector($"rect.{cssClass}")!.GetAttribute("width")!;

    private static string Words(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Of two themes all is answered, of two three are not: what is hidden of the one cannot be had from the total either.
    private static async Task FillAsync(PublicSite site, TestTime time)
    {
        var first = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var other = await MeetingSteps.GroupAsync(site);
        var organisations = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).Take(7).ToListAsync(TestContext.Current.CancellationToken));
        var open = new List<(Guid Item, bool IsLate)>();
        var number = 0;
        foreach (var (theme, received, answered) in new[] { ("hulp", 10, 10), ("gezondheid", 10, 10), ("opvoeding", 9, 6), ("vervoer", 9, 6) })
        {
            for (var i = 0; i < received; i++)
            {
                var group = number % 2 == 0 ? first.Id : other.Id;
                var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
                {
                    SubmissionKey = Guid.NewGuid(),
                    GroupId = group,
                    Author = new ProposalAuthor { OrganisationId = organisations[number++ % organisations.Count], IsConfirmed = true },
                    Description = $"Er is geen bus {theme} {i}.",
                    LifeDomain = theme,
                }));
                await site.UseAsync((AgendaItemService s) => s.ClassifyAsync(point.Id, theme, theme is "hulp" or "gezondheid" ? BarrierKind.Bereikbaarheid : BarrierKind.Betaalbaarheid));
                if (i < answered) open.Add((point.Id, i % 2 == 0));
            }
        }

        var asked = new List<Guid>();
        foreach (var (item, isLate) in open)
            asked.Add((await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = item, DueOn = new DateOnly(Year, 2, isLate ? 2 : 26) }))).Id);
        time.Advance(TimeSpan.FromDays(9));
        foreach (var answer in asked) await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = answer, Decision = Decision.WillNotDo, Why = "Er is geen geld." }));
        time.Advance(TimeSpan.FromMinutes(1));
    }
}
