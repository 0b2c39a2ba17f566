using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>People share computers: whoever sits down next is someone else.</summary>
public sealed class SharedComputerTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task After_signing_out_nobody_comes_to_the_point_that_was_sent_or_followed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Alleen voor de coach {Guid.NewGuid():N}";
        var browser = site.NewBrowser();
        await browser.SignInAsync("rachid.benali@zolim.example");
        await ToReadersAsync(await browser.OpenAsync("/punt?groep=overkoepelende-klankgroep"), text);
        await browser.PressAsync("Volgende", ("Visibility", nameof(Visibility.CoachOnly)));
        if (browser.Path != "/punt/nakijken") await browser.PressAsync("Volgende", ("Speaker", "geen"));
        var form = browser.Filled();
        await browser.PressAsync("Verstuur");
        Assert.StartsWith("/punt/klaar/", (await browser.OpenAsync("/punt/nakijken")).Path, StringComparison.Ordinal);
        var point = await PointAsync(site, text);
        await browser.OpenAsync("/volg");
        await browser.PressAsync("Toon mijn punt", ("nummer", point.Reference), ("code", point.ShortCode));
        Assert.Contains(text, browser.Text("main"), StringComparison.Ordinal);

        await browser.OpenAsync("/uitloggen");
        await browser.PressAsync("Log uit");

        Assert.DoesNotContain("/klaar/", (await browser.OpenAsync("/punt/nakijken")).Path, StringComparison.Ordinal);
        Assert.DoesNotContain("/klaar/", (await browser.PostAsync("/punt/nakijken", form)).Path, StringComparison.Ordinal);
        Assert.DoesNotContain(text, (await browser.OpenAsync($"/volg/{point.Reference}")).Text("body"), StringComparison.Ordinal);
        await browser.SignInAsync("hilde.vrancken@zolim.example");
        Assert.DoesNotContain("/klaar/", (await browser.PostAsync("/punt/nakijken", form)).Path, StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_draft_that_was_not_sent_is_gone_from_the_browser_too(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await browser.PressAsync("Volgende", ("Description", "Van mij alleen."));
        Assert.Contains("Van mij alleen.", (await browser.OpenAsync("/punt/wat")).ValueOf("Description"), StringComparison.Ordinal);
        await browser.SignInAsync("organisatie@zolim.example");

        await browser.OpenAsync("/uitloggen");
        await browser.PressAsync("Log uit");

        Assert.DoesNotContain("Van mij alleen.", (await browser.OpenAsync("/punt/wat")).Text("body"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Without_an_account_the_browser_that_sent_a_point_reads_its_confirmation_for_ten_minutes(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Zonder account {Guid.NewGuid():N}";
        var browser = await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
        await browser.PressAsync("Begin");
        await ToReadersAsync(browser, text);
        await browser.PressAsync("Volgende", ("Visibility", nameof(Visibility.WithName)));
        await browser.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", "Buurtwerk"));
        var form = browser.Filled();
        await browser.PressAsync("Verstuur");
        Assert.StartsWith("/punt/klaar/", (await browser.OpenAsync("/punt/nakijken")).Path, StringComparison.Ordinal);

        var before = DateTime.UtcNow.AddMinutes(-11);
        await site.UseAsync((GboDbContext db) => db.WriteAsync(
            c => db.Set<AgendaItem>().Where(i => i.Description == text).ExecuteUpdateAsync(s => s.SetProperty(i => i.ReceivedAt, before), c)));

        Assert.DoesNotContain("/klaar/", (await browser.OpenAsync("/punt/nakijken")).Path, StringComparison.Ordinal);
        Assert.Contains("Dit punt is al verstuurd", browser.Text("body"), StringComparison.Ordinal);
        Assert.DoesNotContain("/klaar/", (await browser.PostAsync("/punt/nakijken", form)).Path, StringComparison.Ordinal);
        Assert.Equal(text, (await PointAsync(site, text)).Description);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Nobody_fills_the_mailbox_of_another_with_links_of_drafts(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var victim = $"{Guid.NewGuid():N}@zolim.example";
        Browser browser = null!;
        for (var i = 0; i < 11; i++)
        {
            browser = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
            await browser.PressAsync("Volgende", ("Description", "Kort."));
            await browser.OpenAsync("/punt/bewaard");
            await browser.PressAsync("Mail mij de link", ("Email", i % 2 == 0 ? victim : victim.ToUpperInvariant()));
        }

        Assert.Contains("Er gingen al enkele mails weg", browser.Errors, StringComparison.Ordinal);
        var recipient = RecipientStreams.Of(victim);
        Assert.Equal(10, await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().CountAsync(m => m.Kind == "draft-link" && m.RecipientStream == recipient)));
    }

    private static async Task ToReadersAsync(Browser browser, string text)
    {
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.PressAsync("Volgende", ("Remedy", "Anders."));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", "TenToTwenty"));
        await browser.PressAsync("Volgende");
    }

    private static Task<AgendaItem> PointAsync(PublicSite site, string text)
        => site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Description == text));
}
