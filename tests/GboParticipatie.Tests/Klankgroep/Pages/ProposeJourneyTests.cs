using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Bringing a point, as a browser without script does it.</summary>
public sealed class ProposeJourneyTests(PublicSites sites, DatabaseFixture databases) : IClassFixture<PublicSites>
{
    private const string Problem = "De bus rijdt maar om de twee uur.\nDrie moeders misten hun afspraak.";

    private static async Task<Browser> ToRemedyAsync(PublicSite site, string text = Problem)
    {
        var browser = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
        return await browser.PressAsync("Volgende", ("Description", text));
    }

    private static async Task<Browser> ToWhoAsync(Browser browser, Visibility visibility = Visibility.WithName)
    {
        await browser.PressAsync("Volgende", ("Remedy", "Alles op één dag."));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", "TenToTwenty"));
        await browser.PressAsync("Volgende");
        return await browser.PressAsync("Volgende", ("Visibility", visibility.ToString()));
    }

    private static async Task<Browser> ToCheckAsync(PublicSite site, string text = Problem)
    {
        var browser = await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
        await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", text));
        await ToWhoAsync(browser);
        return await browser.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", "Buurtwerk Tongeren"));
    }

    private static Task<List<AgendaItem>> PointsAsync(PublicSite site, string description)
        => site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().Where(i => i.Description == description).ToListAsync());

    [Theory, AllDatabases]
    public async Task Very_many_drafts_or_points_at_once_are_refused_and_nothing_typed_is_lost(Db kind)
    {
        // A site of its own: the limits are per visitor, and the other tests come from the same address.
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");
        await browser.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await ToWhoAsync(await browser.PressAsync("Volgende", ("Description", Problem)));
        if (browser.Path != "/punt/nakijken") await browser.PressAsync("Volgende");
        var person = await site.UseAsync((GboDbContext db) => db.Users.Where(u => u.Email == "organisatie@zolim.example").Select(u => u.Id).SingleAsync());
        await site.UseAsync((PublicLimits limits) =>
        {
            for (var i = 0; i < 40; i++) limits.Allows($"sent {person}", most: 40);
            foreach (var client in new[] { "127.0.0.1", "unknown", "::" })
                for (var i = 0; i < 200; i++) limits.Allows($"draft {client}", most: 200);
            return Task.FromResult(true);
        });

        await browser.PressAsync("Verstuur mijn punt");
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Contains("heel veel punten", browser.Errors, StringComparison.Ordinal);
        Assert.Contains("De bus rijdt", browser.Text("main"), StringComparison.Ordinal);

        var other = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await other.PressAsync("Volgende", ("Description", "Er is geen plaats voor een buggy."));
        Assert.Contains("heel veel mensen", other.Errors, StringComparison.Ordinal);
        Assert.Contains("buggy", other.Text("textarea"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Every_answer_is_there_again_after_going_back_and_forth(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToRemedyAsync(site);
        Assert.Equal("Wat zou helpen? (mag leeg blijven)", browser.Heading);

        // Going back keeps what stands in the field, half-way as it is.
        await browser.PressAsync("Terug", ("Remedy", "Half"));
        Assert.Equal(Problem, browser.ValueOf("Description").ReplaceLineEndings("\n"));
        await browser.PressAsync("Volgende");
        Assert.Equal("Half", browser.ValueOf("Remedy"));
        await ToWhoAsync(browser, Visibility.WithoutName);
        Assert.StartsWith("/punt/wie", browser.Path, StringComparison.Ordinal);

        Assert.Equal("vervoer", (await browser.OpenAsync("/punt/thema")).Chosen("LifeDomain"));
        Assert.Equal("TenToTwenty", (await browser.OpenAsync("/punt/mensen")).Chosen("HeardFrom"));
        Assert.Equal("WithoutName", (await browser.OpenAsync("/punt/lezen")).Chosen("Visibility"));
        Assert.Equal("Alles op één dag.", (await browser.OpenAsync("/punt/helpt")).ValueOf("Remedy"));
    }

    [Theory, AllDatabases]
    public async Task A_point_through_the_link_of_a_group_needs_no_account_and_gets_a_number_a_code_and_dates(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Zonder account {Guid.NewGuid():N}";
        var browser = await ToCheckAsync(site, text);
        Assert.Equal("Kijk je antwoorden na", browser.Heading);
        Assert.Contains(text, browser.Text("#Description"), StringComparison.Ordinal);

        await browser.PressAsync("Verstuur");

        var point = Assert.Single(await PointsAsync(site, text));
        Assert.Equal("Je punt is goed aangekomen", browser.Heading);
        Assert.Contains(point.Reference, browser.Text(".confirmation"), StringComparison.Ordinal);
        Assert.Contains(point.ShortCode, browser.Text(".confirmation"), StringComparison.Ordinal);
        Assert.Contains(GboParticipatie.Time.BrusselsTime.LongDate(point.AnswerDueOn), browser.Text("main"), StringComparison.Ordinal);
        Assert.False(point.IsConfirmed);
        Assert.Equal("Buurtwerk Tongeren", point.AuthorOrganisationName);
    }

    [Theory, AllDatabases]
    public async Task A_point_sent_twice_at_once_and_once_more_is_one_point(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Dubbel {Guid.NewGuid():N}";
        var browser = await ToCheckAsync(site, text);
        var form = browser.Filled();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await browser.PostAsync("/punt/nakijken", form)));
        await browser.PostAsync("/punt/nakijken", form);

        var point = Assert.Single(await PointsAsync(site, text));
        Assert.Contains(point.Reference, browser.Text(".confirmation"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_was_typed_is_there_again_when_the_form_stood_open_too_long(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToRemedyAsync(site);
        var form = browser.Filled(("Remedy", "Dit mag niet weg."));
        form["__RequestVerificationToken"] = "oud";

        await browser.PostAsync("/punt/helpt", form);

        Assert.Equal("/punt/helpt", browser.Path);
        Assert.Contains("stond lang open", browser.Errors, StringComparison.Ordinal);
        Assert.Equal("Dit mag niet weg.", browser.ValueOf("Remedy"));
        await browser.PressAsync("Volgende");
        Assert.Equal("/punt/thema", browser.Path);
    }

    [Theory, AllDatabases]
    public async Task A_lost_cookie_loses_nothing_because_the_form_carries_the_draft(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToRemedyAsync(site);
        browser.ForgetCookies(keep: "gbo-form");

        await browser.PressAsync("Volgende", ("Remedy", "Een extra bus."));
        await browser.OpenAsync("/punt/wat");

        Assert.Equal(Problem, browser.ValueOf("Description").ReplaceLineEndings("\n"));
    }

    [Theory, AllDatabases]
    public async Task The_link_to_go_on_later_opens_the_draft_in_another_browser(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToRemedyAsync(site);
        await browser.PressAsync("Bewaren", ("Remedy", "Later meer."));
        Assert.Equal("Je tekst is bewaard", browser.Heading);
        var link = new Uri(browser.Text(".panel a")).PathAndQuery;

        var other = await site.NewBrowser().OpenAsync(link);

        Assert.Equal("/punt/thema", other.Path);
        Assert.Equal("Later meer.", (await other.OpenAsync("/punt/helpt")).ValueOf("Remedy"));
    }

    [Theory, AllDatabases]
    public async Task Signing_in_brings_the_draft_along_and_only_that_person_opens_it_from_then_on(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Ingelogd {Guid.NewGuid():N}";
        var browser = await ToWhoAsync(await ToRemedyAsync(site, text));
        Assert.StartsWith("/inloggen?returnUrl=", browser.Page.QuerySelector("main form")!.GetAttribute("action"), StringComparison.Ordinal);
        var link = Uri.UnescapeDataString(browser.Page.QuerySelector("main form")!.GetAttribute("action")!.Split("returnUrl=")[1]);

        var phone = site.NewBrowser();
        await phone.SignInAsync("rachid.benali@zolim.example");
        await phone.OpenAsync(link);
        Assert.Equal("/punt/nakijken", phone.Path);
        await phone.OpenAsync("/punt/helpt");
        await phone.PressAsync("Volgende");

        var stranger = site.NewBrowser();
        await stranger.SignInAsync("hilde.vrancken@zolim.example");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(link)).Status);
        Assert.StartsWith("/inloggen", (await site.NewBrowser().OpenAsync(link)).Path, StringComparison.Ordinal);

        await phone.OpenAsync("/punt/nakijken");
        await phone.PressAsync("Verstuur");
        var point = Assert.Single(await PointsAsync(site, text));
        Assert.NotNull(point.AuthorOrganisationId);
        Assert.True(point.IsConfirmed);
    }

    [Theory, AllDatabases]
    public async Task Ones_own_page_shows_what_was_begun_in_this_browser_and_not_what_another_began(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Begonnen {Guid.NewGuid():N}";
        var browser = await ToRemedyAsync(site, text);
        await browser.SignInAsync("nieuw.op.mijn@zolim.example");

        await browser.OpenAsync("/mijn");
        Assert.Contains("Je was begonnen aan een punt", browser.Text("main"), StringComparison.Ordinal);
        Assert.Contains(text, browser.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Je bracht nog geen punt", browser.Text("main"), StringComparison.Ordinal);
        await browser.OpenAsync(browser.Page.QuerySelector("[aria-labelledby=begonnen] a")!.GetAttribute("href")!);
        Assert.Equal("/punt/helpt", browser.Path);

        var other = site.NewBrowser();
        await other.SignInAsync("iemand.anders@zolim.example");
        Assert.DoesNotContain("Je was begonnen", (await other.OpenAsync("/mijn")).Text("main"), StringComparison.Ordinal);
    }

    public static TheoryData<Db, string, string> BadTexts()
    {
        var data = new TheoryData<Db, string, string>();
        foreach (var kind in Enum.GetValues<Db>())
        {
            data.Add(kind, "", "Vertel kort waar mensen tegenaan lopen");
            data.Add(kind, " \u0001\u0007 ", "Vertel kort waar mensen tegenaan lopen");
            data.Add(kind, new string('a', 20_001), "Je tekst is te lang");
            data.Add(kind, "Haar nummer is 85.07.30-033.28.", "rijksregisternummer");
            data.Add(kind, "Stort op BE68 5390 0754 7034 aub.", "rekeningnummer");
        }

        return data;
    }

    [Theory, MemberData(nameof(BadTexts), DisableDiscoveryEnumeration = true)]
    public async Task A_text_that_cannot_be_kept_is_refused_with_the_reason_and_stays_on_the_page(Db kind, string text, string message)
    {
        var site = await sites.GetAsync(kind);
        var browser = await ToRemedyAsync(site, text);

        Assert.Equal("/punt/wat?groep=overkoepelende-klankgroep", browser.Path);
        Assert.Contains(message, browser.Errors, StringComparison.Ordinal);
        Assert.Contains(message, browser.Text(".field .message"), StringComparison.Ordinal);
        Assert.Equal(text.Trim(), browser.ValueOf("Description").Trim());
    }

    [Theory, AllDatabases]
    public async Task A_group_that_ended_meanwhile_takes_no_point_and_the_page_says_so(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails
        {
            Slug = $"tijdelijk-{Guid.NewGuid():N}",
            Name = "Tijdelijke groep",
            Kind = GroupKind.Focusgroep,
            AcceptsItems = true,
        }));
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");
        await browser.OpenAsync($"/punt?groep={group.Slug}");
        await browser.PressAsync("Volgende", ("Description", "Kort."));
        await ToWhoAsync(browser);
        if (browser.Path != "/punt/nakijken") await browser.PressAsync("Volgende", ("Speaker", "geen"));
        await site.UseAsync(async (GroupService g) =>
        {
            await g.EndAsync(group.Id, new DateOnly(2020, 1, 1));
            return true;
        });

        await browser.PressAsync("Verstuur");

        Assert.Contains("bestaat niet meer", browser.Errors, StringComparison.Ordinal);
        Assert.Contains("Kort.", browser.Text("#Description"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_choice_that_does_not_exist_is_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await (await ToRemedyAsync(site)).OpenAsync("/punt/thema");
        Assert.NotEqual("", (await browser.PressAsync("Volgende", ("LifeDomain", "verzonnen"))).Errors);
        await browser.OpenAsync("/punt/lezen");
        Assert.NotEqual("", (await browser.PressAsync("Volgende", ("Visibility", "Iedereen"))).Errors);
        await browser.OpenAsync("/punt/lezen");
        Assert.Contains("Kies wie dit mag lezen.", (await browser.PressAsync("Volgende")).Errors, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_link_of_a_group_that_is_not_ours_says_so(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await site.NewBrowser().OpenAsync("/g/verzonnen");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal("Deze link werkt niet meer", browser.Heading);
    }
}
