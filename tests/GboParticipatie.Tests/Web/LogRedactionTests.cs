using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

/// <summary>What people type, who they are and what opens their pages is not in the log, also when everything is logged.</summary>
public sealed partial class LogRedactionTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_log_holds_no_codes_links_tokens_addresses_or_texts(Db kind)
    {
        var log = new SiteLog();
        await using var site = await PublicSite.StartAsync(
            await databases.CreateDatabaseAsync(kind), replace: services => services.AddSingleton<ILoggerProvider>(log),
            settings: [("Logging:LogLevel:Default", "Trace"), ("Logging:Console:LogLevel:Default", "None"), ("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information")]);
        List<string> secrets = ["mevrouw Janssens uit de Bergstraat", "nieuwsgierig@schakel.example"];

        secrets.AddRange(await SignInAsync(site, "nieuwsgierig@schakel.example"));
        secrets.AddRange(await BringPointAsync(site, secrets[0]));
        secrets.AddRange(await AnswerAsync(site, secrets[0]));
        secrets.AddRange(await CallAsync(site, secrets[0]));
        secrets.AddRange(await ReadCalendarAsync(site));

        var lines = log.Lines;
        Assert.Contains(lines, l => l.Contains("/volg/{reference}", StringComparison.OrdinalIgnoreCase));
        Assert.All(secrets, secret => Assert.True(secret.Length > 5, $"'{secret}' proves nothing"));
        foreach (var secret in secrets) Assert.DoesNotContain(lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string[]> SignInAsync(PublicSite site, string email)
    {
        var browser = await site.NewBrowser().OpenAsync("/inloggen");
        await browser.PressAsync(null, ("Email", email));
        var mail = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.To == email));
        var code = SixDigits().Match(mail.Body!).Value;
        await browser.PressAsync(null, ("Code", code == "111111" ? "222222" : "111111"));
        await site.NewBrowser().OpenAsync(mail.ActionUrl!);
        await browser.PressAsync(null, ("Code", code));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/mijn")).Status);
        Assert.Equal("/mijn", browser.Path);
        return [code, mail.ActionUrl!.Split('/')[^1]];
    }

    private static async Task<string[]> ReadCalendarAsync(PublicSite site)
    {
        var browser = site.NewBrowser();
        await browser.SignInAsync("nieuwsgierig@schakel.example");
        await browser.OpenAsync("/mijn/kalender");
        await DeskSteps.SendAsync(browser, "Renew");
        var address = new Uri(browser.Page.QuerySelector("#adres")!.TextContent).AbsolutePath;
        await browser.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.OpenAsync($"/uitnodiging/{new string('a', 50)}");
        return [address.Split('/')[^1].Replace(".ics", "", StringComparison.Ordinal), new string('a', 50)];
    }

    private static async Task<string[]> BringPointAsync(PublicSite site, string text)
    {
        var link = await site.GroupLinkAsync();
        var browser = await site.NewBrowser().OpenAsync(link);
        await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.OpenAsync($"/volg/AP-2026-9999?s=verzonnen-{Guid.NewGuid():N}&code=ABCDEF");
        return [link.Split('/')[^1]];
    }

    private static async Task<string[]> AnswerAsync(PublicSite site, string text)
    {
        var (answer, follow) = await DeskSteps.AnsweredAsync(site);
        await site.NewBrowser().OpenAsync(follow);
        var asked = await DeskSteps.AskedAsync(site);
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var browser = await site.NewBrowser().OpenAsync(link);
        await browser.SendAnswerAsync(("Decision", "WillNotDo"), ("Why", text));
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId));
        return [follow.Split("s=")[1], link.Split('/')[^1], point!.ShortCode];
    }

    private static async Task<string[]> CallAsync(PublicSite site, string text)
    {
        var token = await site.TokenAsync("organisatie@zolim.example", ApiScopes.Propose);
        var caller = new ApiCaller(site.Address, token.Secret);
        var group = await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep"));
        await caller.PostAsync("/api/v1/agenda-items", new { groupId = group!.Id, title = text }, ("Idempotency-Key", "sleutel-van-een-klant"));
        await caller.PostTextAsync("/api/v1/agenda-items", $"{{ \"title\": \"{text}\", ");
        await new ApiCaller(site.Address, token.Secret + "x").GetAsync("/api/v1/groups");
        return [token.Secret, "organisatie@zolim.example", "sleutel-van-een-klant"];
    }

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
