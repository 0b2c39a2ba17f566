using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Localization;

/// <summary>The pages of the region with content, in the invented language: nothing that the code says stays Dutch.</summary>
public sealed class KlankgroepLanguageTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Who_brings_a_point_reads_every_page_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var visit = new Visit(await InFrenchAsync(site.NewBrowser()));

        await visit.OpenAsync("/punt", "/punt?groep=overkoepelende-klankgroep", await site.GroupLinkAsync());
        await visit.PressAsync("Begin");
        await visit.PressAsync("Volgende", ("Description", ""));
        await visit.PressAsync("Volgende", ("Description", "De bus rijdt niet."));
        await visit.PressAsync("Volgende", ("Remedy", "Meer bussen."));
        await visit.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await visit.PressAsync("Volgende", ("HeardFrom", "TenToTwenty"));
        await visit.PressAsync("Volgende");
        await visit.PressAsync("Volgende", ("Visibility", "WithName"));
        await visit.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", "Buurtwerk Tongeren"));
        Assert.Equal("/punt/nakijken", visit.Browser.Path);
        await visit.PressAsync("Verstuur mijn punt");
        Assert.StartsWith("/punt/klaar/", visit.Browser.Path, StringComparison.Ordinal);

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task Who_tells_something_reads_every_page_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var visit = new Visit(await InFrenchAsync(site.NewBrowser()));

        await visit.OpenAsync("/vertel/kort", "/vertel");
        await visit.PressAsync("Volgende", ("Kind", "Barrier"));
        await visit.PressAsync("Volgende", ("Description", "De wachtzaal is te klein."));
        await visit.PressAsync("Volgende", ("Remedy", "Een grotere zaal."));
        await visit.PressAsync("Volgende", ("LifeDomain", "geld"));
        await visit.PressAsync("Volgende", ("HeardFrom", "TwoToFour"));
        await visit.PressAsync("Volgende", ("Readers", "WhoCanHelp"));
        await visit.PressAsync("Volgende", ("Sign", "zonder"));
        Assert.Equal("/vertel/nakijken", visit.Browser.Path);
        await visit.PressAsync("Verstuur");
        Assert.Equal("/vertel/klaar", visit.Browser.Path);
        var told = await site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description == "De wachtzaal is te klein."));
        await visit.OpenAsync("/volg");
        await visit.PressAsync("Toon", ("nummer", told.Reference), ("code", told.ShortCode));

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task Who_follows_a_point_reads_its_answer_and_says_what_they_think_of_it_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var visit = new Visit(await InFrenchAsync(site.NewBrowser()));
        var (answer, link) = await DeskSteps.AnsweredAsync(site);
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!;
        var say = await site.UseAsync((RatingLinks l) => Task.FromResult(l.ToSayOf(point, answer, ClarityRating.ABit)));

        await visit.OpenAsync("/volg", link, say);
        await visit.PressAsync("Bevestig", ("Choice", "No"), ("Word", ""));
        await visit.PressAsync("Bevestig", ("Choice", "No"), ("Word", "Waar dan wel?"));
        await visit.OpenAsync(say, link);

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task A_visitor_reads_what_the_groups_do_in_the_chosen_language_also_after_a_Dutch_one()
    {
        await using var site = await StartAsync();
        await site.NewBrowser().OpenAsync("/wat-deden-we");
        var visit = new Visit(await InFrenchAsync(site.NewBrowser()));
        var years = await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().Select(i => i.ReceivedOn.Year).Distinct().ToListAsync());

        await visit.OpenAsync("/", "/klankgroepen", "/kalender", "/zoeken", "/zoeken?zoek=bus", "/over", "/hulp", "/privacy", "/toegankelijkheid");
        await visit.OpenAsync([.. years.SelectMany(y => new[] { $"/wat-deden-we?periode={y}", $"/wat-deden-we?periode={y}-1" })]);
        foreach (var under in new[] { "/klankgroepen/", "/klankgroepen/", "/bijeenkomsten/", "/volg/" }) await visit.OpenAsync([.. visit.Links(under)]);

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task The_coach_reads_the_desk_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var (group, meeting) = await DeskSteps.GroupAsync(site);
        var point = await DeskSteps.PointAsync(site, group);
        var secret = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem { SubmissionKey = Guid.NewGuid(), GroupId = group.Id, Author = new ProposalAuthor { OrganisationName = "Iemand", IsConfirmed = true }, Description = "Een gezin wacht.", Visibility = Visibility.CoachOnly }));
        await DeskSteps.ToldAsync(site);
        await DeskSteps.AnsweredAsync(site);
        var asked = await DeskSteps.AskedAsync(site);
        var stored = await StoredAsync(site);
        var visit = new Visit(await InFrenchAsync(await DeskSteps.CoachAsync(site)));

        await visit.OpenAsync(
            "/beheer", "/beheer?soort=punt", "/beheer/punten", "/beheer/punten/nieuw", "/beheer/antwoorden", "/beheer/antwoorden?status=alles", "/beheer/feedback", "/beheer/feedback?status=alles",
            "/beheer/acties", "/beheer/acties?status=alles", "/beheer/acties/nieuw", "/beheer/bijeenkomsten", "/beheer/bijeenkomsten?status=voorbij", "/beheer/bijeenkomsten/nieuw", "/beheer/groepen", "/beheer/groepen/nieuw",
            "/beheer/wie-zit-waar", "/beheer/vertellen", "/beheer/vertellen?status=alles", "/beheer/signalenbundels", "/beheer/zoeken", "/beheer/zoeken?zoek=bus", "/beheer/mail", "/mijn", "/mijn/kalender", "/mijn/vertellen",
            "/antwoorden", $"/beheer/antwoorden/{asked.Id}/help");
        await visit.OpenAsync([.. stored.Points.Select(i => $"/beheer/punten/{i}"), .. stored.Told.Select(f => $"/beheer/feedback/{f}"), .. stored.Actions.Select(a => $"/beheer/acties/{a}"), .. stored.Letters.Select(l => $"/beheer/vertellen/{l}")]);
        await visit.OpenAsync([.. new[] { "doorsturen", "splits", "bestanden", "briefje" }.Select(p => $"/beheer/punten/{point.Id}/{p}"), $"/beheer/punten/{secret.Id}/tekst"]);
        await visit.OpenAsync([.. stored.Meetings.SelectMany(m => new[] { "", "/genodigden", "/aanwezig", "/wijzig", "/verslag", "/lijnen" }.Select(p => $"/beheer/bijeenkomsten/{m}{p}")), $"/beheer/bijeenkomsten/{meeting.Id}/afzeggen"]);
        await visit.OpenAsync([.. new[] { "", "/agenda", "/lijst", "/kaartjes", "/punten" }.Select(p => $"/beheer/bijeenkomsten/{meeting.Id}/drukwerk{p}")]);
        await visit.OpenAsync([.. new[] { "", "/plaatsen", "/ritme", "/wijzig", "/stop" }.SelectMany(p => new[] { $"/beheer/groepen/stuurgroep-gbo{p}", $"/beheer/groepen/{group.Slug}{p}" })]);
        await visit.OpenAsync([.. visit.Links("/beheer/signalenbundels/")]);

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task Who_gets_a_link_reads_what_it_opens_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var announced = await MeetingSteps.AnnouncedAsync(site);
        var meeting = await DeskSteps.MeetingAsync(site, (await DeskSteps.GroupAsync(site)).Group, DateTime.UtcNow.AddDays(9));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(meeting.Id));
        var asked = await DeskSteps.AskedAsync(site);
        var told = await DeskSteps.ToldAsync(site);
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Slug == "vereniging-de-schakel"));
        await site.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        var signals = await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id));
        var visit = new Visit(await InFrenchAsync(site.NewBrowser()));

        await visit.OpenAsync(announced.Links[0], await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"), signals, $"{signals}/{told.Id}");
        await visit.OpenAsync(await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(meeting.Id))));
        await visit.OpenAsync(announced.Links[0]);
        await visit.PressAsync(null, ("Form.Reply", ""));

        await visit.MustHaveNoPlainDutchAsync(site);
    }

    [Fact]
    public async Task Who_manages_the_site_reads_its_pages_in_the_chosen_language()
    {
        await using var site = await StartAsync();
        var (person, place) = await site.UseAsync(async (GboDbContext db) => (await db.Set<Person>().OrderBy(p => p.Name).Select(p => p.Id).FirstAsync(), await db.Set<Municipality>().OrderBy(m => m.Slug).Select(m => m.Id).FirstAsync()));
        var organisations = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).Take(2).ToListAsync());
        var visit = new Visit(await InFrenchAsync(await DeskSteps.CoachAsync(site, "beheer@zolim.example")));

        // Not among them: what the doctor says is for operators, the style guide shows the names of icons, and lists that come in as files have Dutch titles.
        await visit.OpenAsync("/beheer/workflows", "/beheer/mail", "/mijn/gegevens", "/mijn/toegang");
        await visit.OpenAsync([.. visit.Links("/beheer/workflows/")]);
        var coach = new Visit(await InFrenchAsync(await DeskSteps.CoachAsync(site)));
        await coach.OpenAsync("/beheer/netwerk", "/beheer/netwerk/organisaties/nieuw", "/beheer/netwerk/mensen", "/beheer/netwerk/mensen/nieuw", "/beheer/netwerk/gemeenten", "/beheer/netwerk/gemeenten/nieuw");
        await coach.OpenAsync([.. organisations.Select(o => $"/beheer/netwerk/organisaties/{o}"), $"/beheer/netwerk/mensen/{person}", $"/beheer/netwerk/gemeenten/{place}"]);

        await visit.MustHaveNoPlainDutchAsync(site);
        await coach.MustHaveNoPlainDutchAsync(site);
    }

    // One of each kind: what is said differs with how far it is.
    private static Task<Stored> StoredAsync(PublicSite site) => site.UseAsync(async (GboDbContext db) => new Stored(
        First(await db.Set<AgendaItem>().Select(i => new { i.Id, Kind = $"{i.Status} {i.Visibility} {i.ReopenedAt != null}" }).ToListAsync(), i => i.Kind, i => i.Id),
        First(await db.Set<Feedback>().Select(f => new { f.Id, f.Status }).ToListAsync(), f => f.Status, f => f.Id),
        First(await db.Set<ActionItem>().Select(a => new { a.Id, a.State }).ToListAsync(), a => a.State, a => a.Id),
        First(await db.Set<ContactTask>().Select(t => new { t.Id, t.Means }).ToListAsync(), t => t.Means, t => t.Id),
        First(await db.Set<Session>().Select(s => new { s.Id, s.Kind, s.State }).ToListAsync(), s => (s.Kind, s.State), s => s.Id)));

    private static IReadOnlyList<Guid> First<T, TKind>(IEnumerable<T> rows, Func<T, TKind> kind, Func<T, Guid> id) => [.. rows.GroupBy(kind).Select(g => id(g.First()))];

    private static async Task<Browser> InFrenchAsync(Browser browser)
        => await browser.PostAsync("/taal", new() { ["taal"] = PseudoLanguage.Code, ["terug"] = "/over" });

    private async Task<PublicSite> StartAsync()
    {
        var (recipes, data) = (TestFolder.Create("recipes"), TestFolder.Create("data"));
        foreach (var file in Directory.GetFiles(Path.Combine(TestFolder.Repository, "recipes"), "*.recipe.json"))
            await File.WriteAllTextAsync(Path.Combine(recipes, Path.GetFileName(file)), (await File.ReadAllTextAsync(file)).Replace("\"RegionName\": \"ZOLim\",", $"\"RegionName\": \"ZOLim\", \"Languages\": [\"{PseudoLanguage.Code}\"],", StringComparison.Ordinal));
        PseudoLanguage.Write(Path.Combine(data, "zolim"));
        return await PublicSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), settings: [("Gbo:Recipes", recipes), ("Gbo:AppData", data), ("Gbo:BackgroundTasks", "false")]);
    }

    /// <summary>Keys of what the region has.</summary>
    private sealed record Stored(IReadOnlyList<Guid> Points, IReadOnlyList<Guid> Told, IReadOnlyList<Guid> Actions, IReadOnlyList<Guid> Letters, IReadOnlyList<Guid> Meetings);

    /// <summary>A walk through the site that keeps what was read.</summary>
    private sealed class Visit(Browser browser)
    {
        private readonly List<(string Path, AngleSharp.Html.Dom.IHtmlDocument Page)> _read = [];

        public Browser Browser => browser;

        public async Task OpenAsync(params string[] paths)
        {
            foreach (var path in paths) Keep(await browser.OpenAsync(path));
        }

        public async Task PressAsync(string? button, params (string Name, string Value)[] fields)
        {
            Assert.True(button is null || browser.Page.QuerySelectorAll("button").Any(b => b.TextContent.Contains(button, StringComparison.Ordinal)), $"No {button} on {browser.Path}: {browser.Text("main")}");
            Keep(await browser.PressAsync(button, fields));
        }

        /// <summary>Local addresses under this one to which the pages lead and that were not read yet.</summary>
        public IReadOnlyList<string> Links(string under) => [.. _read.SelectMany(r => r.Page.QuerySelectorAll($"a[href^='{under}']")).Select(a => a.GetAttribute("href")!.Split('#')[0])
            .Distinct(StringComparer.Ordinal).Where(h => !h.EndsWith(".png", StringComparison.Ordinal) && !h.EndsWith(".ics", StringComparison.Ordinal)).Except(_read.Select(r => r.Path))];

        /// <summary>Looks through all that was read; what people and the region wrote is known from the database.</summary>
        public async Task MustHaveNoPlainDutchAsync(PublicSite site)
        {
            var plain = await site.UseAsync((GboDbContext db) => PlainDutch.AfterAsync(db));
            var found = _read.SelectMany(r => plain.On(r.Page).Select(t => $"{r.Path}: {t}")).Distinct(StringComparer.Ordinal).ToList();
            Assert.True(found.Count == 0, $"In Dutch only:\n{string.Join("\n", found)}");
        }

        private void Keep(Browser shown)
        {
            Assert.True(shown.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{shown.Path}: {shown.Status}");
            Assert.Equal("fr-BE", shown.Page.DocumentElement.GetAttribute("lang"));
            _read.Add((shown.Path, shown.Page));
        }
    }
}
