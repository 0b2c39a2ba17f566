using System.Net;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>What the page of mails shows of points. In a demonstration all of it.</summary>
public sealed class MailReadersTests(DatabaseFixture databases)
{
    private const string Subject = "Over de buggy in de wachtzaal";

    [Theory, AllDatabases]
    public async Task Outside_a_demo_a_mail_opens_nothing_and_one_about_a_point_for_the_coach_is_for_who_reads_that_point(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var group = (await GroupAsync(site)).Group;
        var open = await PointAsync(site, group);
        var closed = await PointAsync(site, group);
        await site.UseAsync((GboDbContext db) => db.WriteAsync(
            c => db.Set<AgendaItem>().Where(i => i.Id == closed.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Visibility, Visibility.CoachOnly), c)));
        var (openMail, closedMail) = (await MailAsync(site, open), await MailAsync(site, closed));
        var (administrator, coach) = (await CoachAsync(site, "beheer@zolim.example"), await CoachAsync(site));

        await administrator.OpenAsync($"/beheer/mail/{closedMail}");
        Assert.Contains("?s=", administrator.Text("main"), StringComparison.Ordinal);
        await EndDemoAsync(site);

        Assert.Equal("Vertrouwelijk", (await administrator.OpenAsync($"/beheer/mail/{closedMail}")).Heading);
        Assert.Contains("an@schakel.example", administrator.Text("main"), StringComparison.Ordinal);
        NothingOf(administrator.Page.Source.Text, closed);
        Assert.DoesNotContain(closed.Reference, administrator.Page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync($"/beheer/mail/{closedMail}/opmaak")).Status);
        Assert.Single((await administrator.OpenAsync("/beheer/mail?zoek=an@schakel")).Page.QuerySelectorAll("tbody a"), a => a.TextContent == "Vertrouwelijk");
        Assert.Empty((await administrator.OpenAsync("/beheer/mail?zoek=buggy")).Page.QuerySelectorAll("tbody a"));
        Assert.Equal(2, (await coach.OpenAsync("/beheer/mail?zoek=buggy")).Page.QuerySelectorAll("tbody a").Length);

        foreach (var (reader, mail, point) in new[] { (administrator, openMail, open), (coach, openMail, open), (coach, closedMail, closed) })
        {
            Assert.Equal(Subject, (await reader.OpenAsync($"/beheer/mail/{mail}")).Heading);
            Assert.Contains(point.Reference, reader.Text("main"), StringComparison.Ordinal);
            Assert.Contains("[persoonlijke link]", reader.Text("main"), StringComparison.Ordinal);
            NothingOf(reader.Page.Source.Text, point);
            await reader.OpenAsync($"/beheer/mail/{mail}/opmaak");
            Assert.Contains("[persoonlijke link]", reader.Page.Source.Text, StringComparison.Ordinal);
            NothingOf(reader.Page.Source.Text, point);
        }
    }

    [Theory, AllDatabases]
    public async Task Outside_a_demo_the_link_to_answer_is_not_shown_to_others(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var asked = await AskedAsync(site);
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var mail = await QueueAsync(site, new EmailMessage { Key = "answer", Kind = "test", To = "stuurgroep@zolim.example", Subject = Subject, Body = $"Antwoord op {link}.", ActionText = "Antwoord", ActionUrl = link });
        await EndDemoAsync(site);

        var administrator = await (await CoachAsync(site, "beheer@zolim.example")).OpenAsync($"/beheer/mail/{mail}");

        Assert.Contains("[persoonlijke link]", administrator.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("/antwoord/", administrator.Page.Source.Text, StringComparison.Ordinal);
    }

    private static void NothingOf(string html, AgendaItem point)
    {
        Assert.DoesNotContain("?s=", html, StringComparison.Ordinal);
        Assert.DoesNotContain(point.ShortCode, html, StringComparison.Ordinal);
    }

    private static async Task<Guid> MailAsync(PublicSite site, AgendaItem point) => await QueueAsync(site, new EmailMessage
    {
        Key = $"test {point.Id}",
        Kind = "test",
        To = "an@schakel.example",
        Subject = Subject,
        Body = $"Het nummer is **{point.Reference}** en de code is **{point.ShortCode}**.",
        ActionText = "Bekijk",
        ActionUrl = await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point))),
    });

    private static async Task<Guid> QueueAsync(PublicSite site, EmailMessage mail)
    {
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IEmailService>().QueueAsync(mail);
            await scope.ServiceProvider.GetRequiredService<GboDbContext>().SaveChangesAsync();
        }

        return await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().Where(m => m.Key == mail.Key).Select(m => m.Id).SingleAsync());
    }

    private static async Task EndDemoAsync(PublicSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<ISiteService>();
        await scope.ServiceProvider.GetRequiredService<GboDbContext>().WriteAsync(
            async c => await settings.SetAsync(await settings.GetAsync<SiteSettings>(c) with { DemoMode = false }, c));
    }
}
