using System.Globalization;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Localization;
using GboParticipatie.Tests.Workflows;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Tests.Notifications;

/// <summary>A mail is in the language of its reader, with the whole Dutch mail below it.</summary>
public sealed class MailLanguageTests(DatabaseFixture databases)
{
    private const string French = "fatima@zolim.example";
    private const string Dutch = "jan@zolim.example";

    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task The_language_of_the_reader_comes_first_with_its_own_button_and_footer_and_the_Dutch_below(Db kind)
    {
        await using var site = await SiteAsync(kind);

        await WriteAsync(site, French);
        await site.DrainAsync();

        var mail = Assert.Single(await site.MailsAsync());
        IsInBoth(mail);
        Assert.Equal("⟦Je punt is goed aangekomen⟧ · Je punt is goed aangekomen", mail.Subject);
        InOrder(mail.SentText!, "⟦We lazen je punt.⟧", "⟦Bekijk je punt⟧:", "https://gbo.zolim.example/punt", "⟦Hieronder staat deze mail in het Nederlands.⟧", "\nWe lazen je punt.", "\nBekijk je punt:", "⟦Liever bellen?", "\nLiever bellen?");
        InOrder(mail.SentHtml!, "<html lang=\"fr-BE\">", "⟦We lazen je punt.⟧", "⟦Werkt de knop niet?", "⟦Hieronder staat", "<div lang=\"nl-BE\">", "<p>We lazen je punt.", ">Werkt de knop niet?");
    }

    [Theory, AllDatabases]
    public async Task Who_reads_Dutch_or_a_language_that_the_site_does_not_offer_gets_the_Dutch_mail_alone(Db kind)
    {
        await using var site = await SiteAsync(kind);
        await AddAsync(site, "piet@zolim.example", "de");

        foreach (var to in new[] { Dutch, "piet@zolim.example", "onbekend@zolim.example" }) await WriteAsync(site, to);
        await site.DrainAsync();

        var mails = await site.MailsAsync();
        Assert.Equal(3, mails.Count);
        Assert.All(mails, m =>
        {
            Assert.Equal(("Je punt is goed aangekomen", "We lazen je punt."), (m.Subject, m.Body));
            Assert.DoesNotContain(PseudoLanguage.Opens, m.SentText! + m.SentHtml);
            Assert.Contains("<html lang=\"nl-BE\">", m.SentHtml, StringComparison.Ordinal);
        });
    }

    [Theory, AllDatabases]
    public async Task Who_writes_in_another_language_sends_Dutch_to_who_reads_that(Db kind)
    {
        await using var site = await SiteAsync(kind);
        ReadersLanguage.Use("fr");

        await WriteAsync(site, Dutch);

        Assert.Equal("We lazen je punt.", Assert.Single(await site.MailsAsync()).Body);
        Assert.Equal("fr", ReadersLanguage.Code);
    }

    // Nothing of the database is there to ask.
    [Fact]
    public async Task A_site_without_other_languages_asks_nothing()
        => Assert.Equal("nl", await new EmailService(null!, new FixedSettings(), null!, null!, TimeProvider.System).LanguageAsync(French, Cancel));

    [Theory, AllDatabases]
    public async Task A_digest_is_in_the_language_of_each_reader(Db kind)
    {
        var group = _notifications.Digests.AddGroup("Stuurgroep", people: 2);
        var (french, dutch) = (_notifications.Digests.People(group)[0].Email, _notifications.Digests.People(group)[1].Email);
        await using var site = await SiteAsync(kind);
        await AddAsync(site, french, "fr");
        await site.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IDigestQueue>().AddAsync(group.Id, DigestSection.New, TestDigests.Point, Guid.NewGuid(), Cancel);
            await services.GetRequiredService<GboDbContext>().SaveChangesAsync(Cancel);
        });

        site.Time.Set(new DateTime(2026, 11, 24, 6, 3, 0, DateTimeKind.Utc));
        await site.InScopeAsync(services => new DigestTask().DoWorkAsync(services, Cancel));
        await site.DrainAsync();

        var mails = await site.MailsAsync();
        var mail = mails.Single(m => m.To == french);
        IsInBoth(mail);
        InOrder(mail.SentText!, "⟦Dit is het overzicht van Stuurgroep tot mardi 24 novembre 2026.⟧", "1. ⟦Nieuw⟧", "⟦Deze mail niet meer krijgen⟧: https");
        Assert.Contains("\nDit is het overzicht van Stuurgroep tot dinsdag 24 november 2026.", mail.SentText, StringComparison.Ordinal);
        Assert.DoesNotContain(PseudoLanguage.Opens, mails.Single(m => m.To == dutch).SentText!);
    }

    [Theory, AllDatabases]
    public async Task The_mail_of_the_day_takes_from_each_mail_what_its_reader_reads(Db kind)
    {
        _notifications.Users.Coaches.Add(new UserSummary("fatima", French, "Fatima"));
        await using var site = await SiteAsync(kind);
        site.Time.Set(BrusselsTime.ToUtc(new DateTime(2026, 11, 23, 10, 0, 0, DateTimeKind.Unspecified)));
        await WriteAsync(site, French, "een", EmailPace.Work);
        await WriteAsync(site, French, "twee", EmailPace.Work);

        site.Time.Set(BrusselsTime.ToUtc(new DateTime(2026, 11, 24, 9, 0, 0, DateTimeKind.Unspecified)));
        await site.InScopeAsync(services => new DailyMailTask().DoWorkAsync(services, Cancel));
        await site.DrainAsync();

        var mail = Assert.Single(await site.MailsAsync(), m => m.State == MailState.Sent);
        IsInBoth(mail);
        var parts = MailLanguages.Parts("Dag", mail.Body!, mail.ActionText);
        Assert.Contains("⟦We lazen je punt.⟧", parts[0].Body, StringComparison.Ordinal);
        Assert.Contains("## Je punt is goed aangekomen\n\nWe lazen", parts[1].Body, StringComparison.Ordinal);
        Assert.Contains("[⟦Bekijk je punt⟧](</punt>)", parts[0].Body.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\n\nWe lazen je punt.\n\n[Bekijk je punt](</punt>)", parts[1].Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_workflow_writes_its_template_and_its_fields_in_the_language_of_the_recipient(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind, Configure);
        await OfferAsync(kit.Site);
        await kit.SaveAsync(Define.OnPoint(
            [Define.Step("mail", "SendEmail", """{ "To": "author", "Subject": "Tegen {{ point.dueOn }}", "Body": "Status: {{ point.state }}. Open: {{ point.isOpen }}.", "ActionText": "Bekijk", "ActionUrl": "{{ point.link }}" }""")],
            "start Done mail"));

        foreach (var to in new[] { French, Dutch }) await kit.ProposeAsync(new TestPoint { AuthorEmail = to, Due = new DateOnly(2026, 12, 8) });

        var mails = await kit.Site.MailsAsync();
        var mail = mails.Single(m => m.To == French);
        IsInBoth(mail);
        Assert.Equal("⟦Tegen mardi 8 décembre 2026⟧ · Tegen dinsdag 8 december 2026", mail.Subject);
        Assert.Equal(["⟦Status: ⟦Open⟧. Open: ⟦ja⟧.⟧", "Status: Open. Open: ja."], MailLanguages.Parts("Dag", mail.Body!, null).Select(p => p.Body));
        Assert.Equal("Status: Open. Open: ja.", mails.Single(m => m.To == Dutch).Body);
    }

    [Theory, AllDatabases]
    public async Task A_workflow_of_which_the_template_has_no_translation_writes_in_Dutch_alone(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind, _notifications.Configure);
        await OfferAsync(kit.Site);
        await kit.SaveAsync(Define.OnPoint([Define.Mail()], "start Done mail"));

        await kit.ProposeAsync(new TestPoint { AuthorEmail = French });

        Assert.Equal(("Je punt is goed aangekomen", 1), (await kit.Site.MailsAsync()).Select(m => (m.Subject, MailLanguages.Parts("Dag", m.Body!, null).Count)).Single());
    }

    [Fact]
    public async Task Of_two_long_subjects_each_has_its_share_and_words_stay_whole()
    {
        var mail = NotificationSite.Mail("a");
        var (other, dutch) = (string.Join(' ', Enumerable.Repeat("autre", 40)), string.Join(' ', Enumerable.Repeat("woord", 40)));

        var both = await BesideAsync(mail with { Subject = dutch }, mail with { Subject = other, Body = "Bonjour." });
        var shortOther = await BesideAsync(mail with { Subject = dutch }, mail with { Subject = "autre", Body = "Bonjour." });

        Assert.All([both, shortOther], m => Assert.InRange(m.Subject.Length, 150, EmailMessage.LongestSubject));
        Assert.Equal(2, both.Subject.Split("…").Length - 1);
        Assert.StartsWith("autre · woord woord", shortOther.Subject, StringComparison.Ordinal);
        Assert.EndsWith(" woord…", shortOther.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_break_that_someone_typed_makes_no_part_of_a_mail()
    {
        var mail = NotificationSite.Mail("a");

        var both = await BesideAsync(mail with { Body = "Dag\fAn\fen\fBert" }, mail with { Body = "Bonjour\fAn" });

        Assert.Equal(["Bonjour An", "Dag An en Bert"], MailLanguages.Parts("Dag", both.Body, null).Select(p => p.Body));
        Assert.Equal(["Dag\fAn\fen\fBert"], MailLanguages.Parts("Dag", "Dag\fAn\fen\fBert", null).Select(p => p.Body));
    }

    [Fact]
    public async Task Afterwards_the_language_of_before_counts_again()
    {
        var before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);

        Assert.Throws<InvalidOperationException>(() => ReadersLanguage.In<string>("fr", () => throw new InvalidOperationException(ReadersLanguage.Code)));
        Assert.Equal("fr", ReadersLanguage.In("fr", () => ReadersLanguage.Code));
        Assert.Equal("fr", await ReadersLanguage.InAsync("fr", async () =>
        {
            await Task.Yield();
            return ReadersLanguage.Code;
        }));

        Assert.Equal(before, (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture));
    }

    /// <summary>First the other language, without a text that stayed in Dutch in its subject and its button, then the Dutch alone.</summary>
    internal static void IsInBoth(OutgoingMail mail)
    {
        Assert.StartsWith("⟦", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("⟧ · ", mail.Subject, StringComparison.Ordinal);
        IsInBoth(mail.Body!, mail.ActionText);
    }

    internal static void IsInBoth(string body, string? actionText)
    {
        var parts = MailLanguages.Parts("Dag", body, actionText);
        Assert.Equal(["fr", "nl"], parts.Select(p => p.Language));
        Assert.Contains("⟦", parts[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", parts[1].Body + parts[1].ActionText, StringComparison.Ordinal);
        Assert.Equal(actionText is null ? null : $"⟦{actionText}⟧", parts[0].ActionText);
    }

    private static void InOrder(string text, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"\"{part}\" is not there, or not in its place:\n{text}");
            from = at + part.Length;
        }
    }

    private static Task<EmailMessage> BesideAsync(EmailMessage dutch, EmailMessage other) => MailLanguages.BesideAsync(dutch, "fr", () => Task.FromResult(other));

    private async Task<TestSite> SiteAsync(Db kind)
    {
        var site = await databases.CreateAsync(kind, Configure);
        await OfferAsync(site);
        return site;
    }

    private void Configure(IServiceCollection services)
    {
        _notifications.Configure(services);
        services.AddSingleton<DutchTexts, PseudoTexts>();
    }

    private async Task OfferAsync(TestSite site)
    {
        _notifications.Settings.Set(await _notifications.Settings.GetAsync<SiteSettings>(Cancel) with { Languages = ["fr"] });
        await AddAsync(site, French, "fr");
        await AddAsync(site, Dutch, "nl");
    }

    private static Task AddAsync(TestSite site, string email, string language) => site.DataAsync(db =>
    {
        db.Add(new Person { Name = email.Split('@')[0], Email = email, Language = language });
        return db.SaveChangesAsync(Cancel);
    });

    private static Task WriteAsync(TestSite site, string to, string key = "a", EmailPace pace = EmailPace.AtOnce) => site.InScopeAsync(async services =>
    {
        var S = services.GetRequiredService<IStringLocalizer<GboParticipatie.Notifications.Startup>>();
        await services.GetRequiredService<IEmailService>().WriteAsync(
            () => NotificationSite.Mail(key + to, to) with { Subject = S["Je punt is goed aangekomen"], Body = S["We lazen je punt."], ActionText = S["Bekijk je punt"], ActionUrl = "/punt", Pace = pace }, Cancel);
        await services.GetRequiredService<GboDbContext>().SaveChangesAsync(Cancel);
    });
}
