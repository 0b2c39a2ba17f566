using System.Globalization;
using System.Text.RegularExpressions;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Sites;
using GboParticipatie.Time;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>The main job with the workflows that every region gets: who gets which mail, when.</summary>
public sealed partial class JourneyTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task From_proposal_to_rated_answer_everyone_hears_what_concerns_them(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var session = await journey.World.AddSessionAsync(16);
        await journey.NextAsync();

        var item = await journey.World.ProposeAsync();
        var confirmed = Assert.Single(await journey.NextAsync());
        Assert.Equal((journey.AuthorEmail, "Je punt is goed aangekomen"), (confirmed.To, confirmed.Subject));
        Assert.Contains("AP-2026-0001", Journey.Plain(confirmed), StringComparison.Ordinal);
        Assert.Contains("dinsdag 8 december 2026", Journey.Plain(confirmed), StringComparison.Ordinal);
        Assert.StartsWith("/volg/AP-2026-0001?s=", confirmed.ActionUrl, StringComparison.Ordinal);

        var answer = await journey.World.ForwardAsync(item.Id);
        var forwarded = await journey.NextAsync();
        Assert.Equal([(journey.AuthorEmail, "Er is nieuws over je punt"), (journey.ChairEmail, "Een vraag wacht op antwoord")], forwarded.Select(m => (m.To, m.Subject)).OrderBy(m => m.Subject, StringComparer.Ordinal).Reverse());
        var ask = forwarded.Single(m => m.To == journey.ChairEmail);
        Assert.Equal((answer.Id, journey.World.Chair), await journey.World.UseAsync((AnswerService s) => Opened(s, ask.ActionUrl)));

        Assert.NotNull(await journey.World.UseAsync((IDigestService d) => d.CompileNowAsync(journey.World.Body)));
        Assert.Contains(await journey.NextAsync(), m => m.To == journey.ChairEmail && Journey.Plain(m).Contains("De bus rijdt maar om de twee uur", StringComparison.Ordinal));

        await journey.World.GiveAsync(answer.Id, Decision.WillDoPart);
        var answered = Assert.Single(await journey.NextAsync());
        Assert.Equal((journey.AuthorEmail, "Er is een antwoord op je punt"), (answered.To, answered.Subject));
        Assert.Contains("Een deel doen we", Journey.Plain(answered), StringComparison.Ordinal);

        await journey.World.Site.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));
        var unclear = Assert.Single(await journey.NextAsync());
        Assert.Equal(("coach@zolim.example", "Een antwoord is niet duidelijk"), (unclear.To, unclear.Subject));
        Assert.Equal(session.Id, (await journey.World.ReadAsync(item.Id)).Entries.Single().SessionId);

        // Asked again, who answers reads what was not clear, and the author reads that it is a second time.
        await journey.World.ForwardAsync(item.Id);
        var again = await journey.NextAsync();
        Assert.Contains("Wie doet het dan?", Journey.Plain(again.Single(m => m.To == journey.ChairEmail)), StringComparison.Ordinal);
        Assert.Contains("Daarom vragen we het opnieuw aan de stuurgroep", Journey.Plain(again.Single(m => m.To == journey.AuthorEmail)), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task As_the_recipe_is_shipped_a_proposal_stands_in_the_daily_digest_of_the_coach_and_is_counted_for_everyone(Db kind)
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), time, settings: ("Gbo:BackgroundTasks", "false"));
        await site.UntilQuietAsync();
        var before = await FiguresAsync(site, time);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;

        var item = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { OrganisationName = "Buurtwerk", Channel = Channel.Web, IsConfirmed = true },
            Description = "Er is geen plaats voor een buggy.",
            Visibility = Visibility.WithName,
        }));
        await site.UntilQuietAsync();
        var proposed = await FiguresAsync(site, time);
        Assert.NotNull(await site.UseAsync((IDigestService d) => d.CompileNowAsync(DigestAudiences.Coach)));
        await site.UntilQuietAsync();
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = item.Id, Question = "Kan er plaats komen?" }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        await site.UntilQuietAsync();
        var answered = await FiguresAsync(site, time);

        var digests = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.To == "coach@zolim.example" && m.Kind == "digest").Select(m => m.Body!).ToListAsync());
        Assert.Contains(item.Title, Assert.Single(digests), StringComparison.Ordinal);
        Assert.Equal((before.Received + 1, before.Answered), proposed);
        Assert.Equal((before.Received + 1, before.Answered + 1), answered);
    }

    // The figures are kept for half a minute.
    private static async Task<(int Received, int Answered)> FiguresAsync(PublicSite site, TestTime time)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        var text = (await site.NewBrowser().OpenAsync("/wat-deden-we")).Text(".figures");
        return (Number("punten"), Number("antwoorden"));

        int Number(string what) => int.Parse(Regex.Match(text, $@"(?<number>\d+)\s+{what}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["number"].Value, CultureInfo.InvariantCulture);
    }

    [Theory, AllDatabases]
    public async Task Who_brought_points_that_stand_together_each_hear_it_and_the_answer_of_their_own_point_and_others_once(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var omar = await journey.World.AddPersonAsync("Omar");
        var first = await journey.World.ProposeAsync("De bus rijdt niet.");
        var second = await journey.World.ProposeAsync("Er is geen bus.", p => p.Author = p.Author with { PersonId = omar, OrganisationId = null });
        var omarEmail = (await journey.NextAsync()).Single(m => m.To != journey.AuthorEmail).To;

        await journey.World.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(first.Id, [second.Id])));
        var together = await journey.NextAsync();
        Assert.Equal(new[] { journey.AuthorEmail, omarEmail }.Order(), together.Select(m => m.To).Order());
        Assert.All(together, m => Assert.Contains("Je punt staat samen met 1 ander punt dat erop lijkt", Journey.Plain(m), StringComparison.Ordinal));

        var answer = await journey.World.ForwardAsync(first.Id);
        Assert.Equal(3, (await journey.NextAsync()).Count);
        await journey.World.UseAsync((AnswerHelp s) => s.PauseAsync(answer.Id, "We vragen het na.", new DateOnly(2027, 2, 8)));
        Assert.Equal(new[] { journey.AuthorEmail, "coach@zolim.example", omarEmail }.Order(), (await journey.NextAsync()).Select(m => m.To).Order());
        await journey.World.GiveAsync(answer.Id);
        var answered = await journey.NextAsync();

        Assert.Equal(2, answered.Count);
        var his = answered.Single(m => m.To == omarEmail);
        Assert.StartsWith($"/volg/{second.Reference}?s=", his.ActionUrl, StringComparison.Ordinal);
        Assert.Contains("Er is geen bus", Journey.Plain(his), StringComparison.Ordinal);
        Assert.Contains("Is dit antwoord duidelijk?", Journey.Plain(his), StringComparison.Ordinal);
        Assert.DoesNotContain("De bus rijdt niet", Journey.Plain(his), StringComparison.Ordinal);
        // The digest of the group has the answer once.
        Assert.NotNull(await journey.World.UseAsync((IDigestService d) => d.CompileNowAsync(journey.World.Body)));
        var digest = Journey.Plain((await journey.NextAsync()).Single(m => m.To == journey.ChairEmail));
        Assert.Equal(2, digest.Split("De bus rijdt niet").Length);
        await journey.World.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?", second.Id));
        var unclear = Assert.Single(await journey.NextAsync());
        Assert.Contains("Wie doet het dan?", Journey.Plain(unclear), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_brings_what_was_answered_already_gets_that_answer_in_one_mail_that_promises_no_other(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var omar = await journey.World.AddPersonAsync("Omar");
        var first = await journey.World.ProposeAsync("De bus rijdt niet.");
        var answer = await journey.World.ForwardAsync(first.Id);
        await journey.World.GiveAsync(answer.Id);
        var answeredOn = BrusselsTime.LongDate(journey.World.Time.GetUtcNow().UtcDateTime);
        await journey.NextAsync();
        journey.World.Time.Advance(TimeSpan.FromDays(3));
        var second = await journey.World.ProposeAsync("Er is geen bus.", p => p.Author = p.Author with { PersonId = omar, OrganisationId = null });
        // Who heard the answer already is not told it once more about another of their points.
        var mine = await journey.World.ProposeAsync("Ook op zondag niet.");
        await journey.NextAsync();

        await journey.World.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(first.Id, [second.Id, mine.Id])));

        var mail = Assert.Single(await journey.NextAsync());
        var text = Journey.Plain(mail);
        Assert.Equal("Er is een antwoord op je punt", mail.Subject);
        Assert.StartsWith($"/volg/{second.Reference}?s=", mail.ActionUrl, StringComparison.Ordinal);
        Assert.Contains($"Je punt staat samen met 2 andere punten die erop lijken. Daar kwam op {answeredOn} al een antwoord op. Het is ook voor jou.", text, StringComparison.Ordinal);
        Assert.All(["van de stuurgroep", "Doen we", "Het klopt.", "We doen het.", "Is dit antwoord duidelijk?"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("De bus rijdt niet", text, StringComparison.Ordinal);
        // "Nee" of who heard it later counts as much.
        await journey.World.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?", second.Id));
        Assert.Equal(AgendaItemStatus.Parked, (await journey.World.ReadAsync(first.Id)).Status);

        await journey.World.UseAsync((MergeService s) => s.UnmergeAsync(second.Id));
        var apart = Assert.Single(await journey.NextAsync(), m => m.To == mail.To);
        Assert.Contains("staat weer apart. Het krijgt een eigen antwoord.", Journey.Plain(apart), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_question_that_nobody_sees_to_goes_to_the_coach_to_find_someone(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var nobody = (await journey.World.AddGroupAsync("nieuw", g => (g.Name, g.NameInText, g.AcceptsItems) = ("Nieuwe werkgroep", "de nieuwe werkgroep", false))).Id;
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        await journey.NextAsync();

        await journey.World.ForwardAsync(item.Id, f => f.GroupId = nobody);

        var told = Assert.Single(await journey.NextAsync());
        Assert.Equal("coach@zolim.example", told.To);
        Assert.Contains("niemand volgt het daar op", Journey.Plain(told), StringComparison.Ordinal);
        Assert.Equal($"/beheer/punten/{item.Reference}", told.ActionUrl);
    }

    [Theory, AllDatabases]
    public async Task An_answer_that_stays_out_is_asked_again_and_then_told_to_coach_and_chair(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        await journey.World.ForwardAsync(item.Id);
        var asked = await journey.NextAsync();
        Assert.Equal([journey.ChairEmail], asked.Select(m => m.To));

        var told = new List<(DateOnly Day, string To, string Subject)>();
        for (var day = 0; day < 60; day++)
        {
            journey.World.Time.Advance(TimeSpan.FromDays(1));
            await journey.World.Site.UseAsync((AnswerService s) => s.MarkOverdueAsync());
            told.AddRange((await journey.NextAsync()).Select(m => (journey.World.Today, m.To, m.Subject)));
        }

        // Due on Tuesday 5 January: five working days before is 28 December, one before is 4 January; three after 6 is 11 January.
        Assert.Equal(
        [
            (new DateOnly(2026, 12, 28), journey.ChairEmail, "Een vraag wacht op antwoord"),
            (new DateOnly(2027, 1, 4), journey.ChairEmail, "Een vraag wacht op antwoord"),
            (new DateOnly(2027, 1, 6), journey.ChairEmail, "Een antwoord is te laat"),
            (new DateOnly(2027, 1, 11), "coach@zolim.example", "Een antwoord is te laat"),
            (new DateOnly(2027, 1, 11), journey.ChairEmail, "Een antwoord is te laat"),
        ], told.OrderBy(t => t.Day).ThenBy(t => t.To == journey.ChairEmail));
    }

    [Theory, AllDatabases]
    public async Task A_point_for_the_coach_alone_is_mailed_to_the_coach_and_never_shown_to_the_body(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);

        var item = await journey.World.ProposeAsync("Heel persoonlijk", p => p.Visibility = Visibility.CoachOnly);
        Assert.Equal(["Iemand vraagt naar jou", "Je punt is goed aangekomen"], (await journey.NextAsync()).Select(m => m.Subject).Order(StringComparer.Ordinal));
        await journey.World.ForwardAsync(item.Id, f => (f.Question, f.AuthorAgreed) = ("Kan het onthaal stiller?", true));
        var ask = (await journey.NextAsync()).Single(m => m.To == journey.ChairEmail);
        await journey.World.UseAsync((IDigestService d) => d.CompileNowAsync(journey.World.Body));
        var digest = (await journey.NextAsync()).Single(m => m.To == journey.ChairEmail);

        Assert.All((EmailMessage[])[ask, digest], m =>
        {
            Assert.Contains("Kan het onthaal stiller?", Journey.Plain(m), StringComparison.Ordinal);
            Assert.DoesNotContain("persoonlijk", Journey.Plain(m), StringComparison.Ordinal);
        });
    }

    [Theory, AllDatabases]
    public async Task The_end_of_a_trial_is_mailed_to_the_coach_and_to_who_tries_it(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var item = await journey.World.ProposeAsync(change: p => p.Author = p.Author with { PersonId = null });
        await journey.World.UseAsync((ActionService s) => s.AddAsync(
            new TypedAction { What = "We rijden om het uur.", Owner = journey.World.Body, DueOn = journey.World.Today.AddDays(5), TrialUntil = journey.World.Today.AddDays(9) }, item.Reference));
        var action = await journey.World.Site.DataAsync(db => db.Set<ActionItem>().AsNoTracking().SingleAsync());
        await journey.World.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.OnTrial, null)));
        await journey.NextAsync();
        journey.World.Time.Advance(TimeSpan.FromDays(10));

        await journey.World.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync());
        var mails = await journey.NextAsync();

        Assert.Equal([("coach@zolim.example", $"/beheer/acties/{action.Id}"), (journey.ChairEmail, $"/vertel?actie={action.Id}")],
            mails.Where(m => m.Kind == "trial-ended").OrderBy(m => m.To == journey.ChairEmail).Select(m => (m.To, m.ActionUrl!)));
        Assert.All(mails.Where(m => m.Kind == "trial-ended"), m => Assert.Contains("We rijden om het uur.", Journey.Plain(m), StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task The_mail_with_an_answer_has_a_link_for_each_of_the_three_things_to_say(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var item = await journey.World.ProposeAsync();
        var answer = await journey.World.ForwardAsync(item.Id);
        await journey.NextAsync();
        await journey.World.GiveAsync(answer.Id);

        var mail = Assert.Single(await journey.NextAsync());

        foreach (var (text, word) in new[] { ("Ja", "ja"), ("Een beetje", "beetje"), ("Nee", "nee") })
            Assert.Matches($@"\[{text}\]\(/volg/{item.Reference}/duidelijk\?s=[^&]+&v={answer.Id:N}&zeg={word}\)", mail.Body);
        Assert.StartsWith($"/volg/{item.Reference}?s=", mail.ActionUrl, StringComparison.Ordinal);
    }

    private static async Task<(Guid, Guid)> Opened(AnswerService answers, string? url)
    {
        var opened = await answers.OpenAsync(url!.Split('/')[^1]);
        return (opened!.Answer.Id, opened.PersonId);
    }
}
