using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Propose;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Localization;
using GboParticipatie.Tests.Notifications;
using Mails = GboParticipatie.Tests.Notifications.MailLanguageTests;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>The mails of the module are in the language of their reader, with the whole Dutch mail below; what the coach tells is in Dutch.</summary>
public sealed class MailLanguageTests(DatabaseFixture databases)
{
    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task An_invitation_to_a_meeting_and_what_follows_on_it(Db kind)
    {
        await using var world = await WorldAsync(kind);
        var dutch = await world.AddPersonAsync("Jan", null, world.Group);
        var session = await world.AddSessionAsync(20);
        await world.Site.DrainAsync();
        await world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "Er is brand geweest."));
        await world.Site.DrainAsync();

        var (toFrench, toDutch) = (await MailsToAsync(world, world.Author), await MailsToAsync(world, dutch));
        Assert.Equal(["session-invitation", "session-cancelled"], toFrench.Select(m => m.Kind));
        Assert.All(toFrench, Mails.IsInBoth);
        Assert.Equal(["Kom je ook? Klankgroep", "Gaat niet door: Klankgroep"], toDutch.Select(m => m.Subject));
        Assert.All(toDutch, m => Assert.DoesNotContain(PseudoLanguage.Opens, m.SentText! + m.SentHtml));
        Assert.All(toFrench.Zip(toDutch), m => Assert.EndsWith(m.Second.Body![(m.Second.Body!.IndexOf(',', StringComparison.Ordinal) + 1)..], m.First.Body!, StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task The_question_whether_a_text_may_go_on(Db kind)
    {
        await using var world = await WorldAsync(kind);
        var item = await world.ProposeAsync("Mevrouw X wacht al maanden.", p => p.Visibility = Visibility.CoachOnly);

        await world.UseAsync(async (NeutralTextService s) =>
        {
            await s.AskAsync(item.Id, "Een gezin wacht.", null);
            return true;
        });
        await world.Site.DrainAsync();

        Mails.IsInBoth(Assert.Single(await MailsToAsync(world, world.Author)));
    }

    [Theory, AllDatabases]
    public async Task Word_that_a_file_was_taken_away(Db kind)
    {
        await using var world = await WorldAsync(kind);
        var item = await world.ProposeAsync();
        var file = await world.UseAsync((PointFiles p) => p.AddAsync(item.Id, PointFileTests.File()));

        await world.UseAsync(async (PointFiles p) =>
        {
            await p.RemoveAsync(item.Id, file.Id, "Er staat een kind op.");
            return true;
        });
        await world.Site.DrainAsync();

        Mails.IsInBoth(Assert.Single(await MailsToAsync(world, world.Author)));
    }

    [Theory, AllDatabases]
    public async Task The_link_of_a_draft_in_the_language_in_which_it_was_asked(Db kind)
    {
        await using var world = await WorldAsync(kind);
        var draft = new ProposalDraft { CreatedAt = world.Time.Now, ExpiresAt = world.Time.Now.AddDays(7) };

        await world.UseAsync((DraftMail m) => m.SendAsync(draft, "een@zolim.example", Cancel));
        ReadersLanguage.Use("fr");
        await world.UseAsync((DraftMail m) => m.SendAsync(draft, "ander@zolim.example", Cancel));

        var mails = await world.Site.MailsAsync();
        Assert.DoesNotContain(PseudoLanguage.Opens, mails.Single(m => m.To == "een@zolim.example").Body!);
        Mails.IsInBoth(mails.Single(m => m.To == "ander@zolim.example"));
    }

    private async Task<World> WorldAsync(Db kind)
    {
        var world = await World.CreateAsync(databases, kind, services =>
        {
            _notifications.Configure(services);
            services.AddSingleton<DutchTexts, PseudoTexts>();
        });
        _notifications.Settings.Set(await _notifications.Settings.GetAsync<SiteSettings>(Cancel) with { Languages = ["fr"] });
        await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == world.Author).ExecuteUpdateAsync(s => s.SetProperty(p => p.Language, "fr"), Cancel));
        return world;
    }

    private static async Task<List<OutgoingMail>> MailsToAsync(World world, Guid person)
    {
        var address = await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.Email).SingleAsync(Cancel));
        return (await world.Site.MailsAsync()).FindAll(m => m.To == address);
    }
}
