using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What someone told and the coach linked to a point or sent to an organisation: its author hears the answer.</summary>
public sealed class LinkedFeedbackTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_answer_to_the_point_is_the_answer_to_what_was_told_about_it_also_without_a_name(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (point, answer) = await AskedAsync(journey);
        var nameless = await TellAsync(journey, FeedbackAuthor.Anonymous(), point);
        var named = await TellAsync(journey, FeedbackAuthors.Typed("Noor", null, "noor@zolim.example"), point);
        await journey.NextAsync();

        await journey.World.GiveAsync(answer.Id, Decision.WillDoPart);
        var mails = await journey.NextAsync();

        foreach (var told in new[] { nameless, named })
        {
            var read = await ReadAsync(journey, told);
            Assert.Equal((FeedbackStatus.Answered, "de stuurgroep", null), (read.Status, read.AnsweredBy, read.DueOn));
            Assert.StartsWith("Een deel doen we.\n\nHet klopt.\n\nWe doen het. Dit is klaar tegen", read.Answer, StringComparison.Ordinal);
            Assert.Contains(FeedbackTeller.Tell(read, "procescoach", null, DutchTexts.Instance), t => t is { Kind: TimelineKind.Answered, Title: "De stuurgroep antwoordt" });
        }

        var mail = Assert.Single(mails, m => m.To == "noor@zolim.example");
        Assert.Contains("Dit antwoordt de stuurgroep op wat je vertelde", Journey.Plain(mail), StringComparison.Ordinal);
        Assert.Contains("Het klopt.", Journey.Plain(mail), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_belongs_to_a_point_that_stands_together_with_another_gets_the_answer_to_both_before_and_after(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (child, root) = (await journey.World.ProposeAsync("De bus komt te laat."), await journey.World.ProposeAsync("De bus rijdt niet."));
        var before = await TellAsync(journey, FeedbackAuthor.Anonymous(), child);
        await journey.World.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(root.Id, [child.Id])));
        var answer = await journey.World.ForwardAsync(root.Id);

        await journey.World.GiveAsync(answer.Id);
        await journey.NextAsync();
        var after = await TellAsync(journey, FeedbackAuthor.Anonymous(), child);

        foreach (var told in new[] { before, after }) Assert.Equal((FeedbackStatus.Answered, "de stuurgroep"), ((await ReadAsync(journey, told)).Status, (await ReadAsync(journey, told)).AnsweredBy));
    }

    [Theory, AllDatabases]
    public async Task What_belongs_to_a_point_that_comes_to_stand_with_an_answered_one_gets_that_answer(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (child, root) = (await journey.World.ProposeAsync("De bus komt te laat."), await journey.World.ProposeAsync("De bus rijdt niet."));
        var told = await TellAsync(journey, FeedbackAuthor.Anonymous(), child);
        await journey.World.GiveAsync((await journey.World.ForwardAsync(root.Id)).Id);
        await journey.NextAsync();
        Assert.NotEqual(FeedbackStatus.Answered, (await ReadAsync(journey, told)).Status);

        await journey.World.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(root.Id, [child.Id])));
        await journey.NextAsync();

        Assert.Equal((FeedbackStatus.Answered, "de stuurgroep"), ((await ReadAsync(journey, told)).Status, (await ReadAsync(journey, told)).AnsweredBy));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_was_answered_before_answers_at_once_and_says_so_in_one_mail(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (point, answer) = await AskedAsync(journey);
        await journey.World.GiveAsync(answer.Id);
        await journey.NextAsync();

        var told = await TellAsync(journey, FeedbackAuthors.Typed("Noor", null, "noor@zolim.example"), point);

        Assert.Equal(FeedbackStatus.Answered, (await ReadAsync(journey, told)).Status);
        Assert.Equal(["Bedankt, het is goed aangekomen", "Er is antwoord op wat je vertelde"],
            (await journey.NextAsync()).Where(m => m.To == "noor@zolim.example").Select(m => m.Subject).Order(StringComparer.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task What_the_author_may_not_read_is_not_quoted_and_what_the_coach_answered_stays(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (point, answer) = await AskedAsync(journey, p => p.Visibility = Visibility.CoachOnly);
        var stranger = await TellAsync(journey, FeedbackAuthor.Anonymous(), point);
        var insider = await TellAsync(journey, new FeedbackAuthor { PersonId = journey.World.Author }, point);
        var answered = await TellAsync(journey, FeedbackAuthor.Anonymous(), point);
        await journey.World.UseAsync((FeedbackService s) => s.AnswerAsync(answered.Id, "Dat zeg ik zelf."));

        await journey.World.GiveAsync(answer.Id);
        await journey.NextAsync();

        var read = await ReadAsync(journey, stranger);
        Assert.Equal(FeedbackStatus.Answered, read.Status);
        Assert.DoesNotContain("Het klopt", read.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("stuurgroep", read.Answer + read.AnsweredBy, StringComparison.Ordinal);
        // The author of the point told this as well.
        Assert.Contains("Het klopt.", (await ReadAsync(journey, insider)).Answer, StringComparison.Ordinal);
        Assert.Equal(("Dat zeg ik zelf.", null), ((await ReadAsync(journey, answered)).Answer, (await ReadAsync(journey, answered)).AnsweredBy));
    }

    [Theory, AllDatabases]
    public async Task A_second_body_adds_its_answer_and_what_is_closed_hears_nothing_more(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (point, first) = await AskedAsync(journey);
        var second = await journey.World.ForwardAsync(point.Id, f => f.OrganisationId = journey.World.Organisation);
        var (open, closed) = (await TellAsync(journey, FeedbackAuthor.Anonymous(), point), await TellAsync(journey, FeedbackAuthor.Anonymous(), point));
        await journey.World.UseAsync((FeedbackService s) => s.CloseAsync(closed.Id, "Dat is opgelost."));

        await journey.World.GiveAsync(first.Id);
        await journey.NextAsync();
        await journey.World.GiveAsync(second.Id, Decision.WillNotDo);
        await journey.NextAsync();

        var read = await ReadAsync(journey, open);
        Assert.Equal("de stuurgroep en Buurtwerk Tongeren", read.AnsweredBy);
        Assert.Contains("Antwoord van Buurtwerk Tongeren:\n\nDoen we niet.", read.Answer, StringComparison.Ordinal);
        Assert.Null((await ReadAsync(journey, closed)).Answer);
    }

    [Theory, AllDatabases]
    public async Task Who_reads_no_mail_is_told_by_the_coach(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (point, answer) = await AskedAsync(journey);
        var told = await TellAsync(journey, new FeedbackAuthor { Name = "Mimoun", Phone = "0470 00 00 01", Channel = Channel.Phone }, point);
        await journey.World.GiveAsync(answer.Id);

        await journey.NextAsync();

        var tasks = await journey.World.Site.DataAsync(db => db.Set<ContactTask>().AsNoTracking().Where(t => t.FeedbackId == told.Id).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync());
        Assert.All(tasks, t => Assert.Equal((ContactMeans.Phone, null), (t.Means, t.ItemId)));
        Assert.Contains(tasks, t => t.Text.Contains("Het klopt.", StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task An_organisation_gets_one_mail_reads_no_name_or_number_and_its_answer_reaches_the_author(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var organisation = await SetAddressAsync(journey, "info@buurtwerk.example");
        var first = await TellAsync(journey, FeedbackAuthor.Anonymous());
        var second = await TellAsync(journey, FeedbackAuthors.Typed("Noor", null, "noor@zolim.example"));
        await journey.NextAsync();

        await journey.World.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [first.Id, second.Id]));
        var mail = Assert.Single(await journey.NextAsync(), m => m.To == "info@buurtwerk.example");
        Assert.DoesNotContain("FB-", Journey.Plain(mail), StringComparison.Ordinal);
        Assert.Equal(organisation.Id, await journey.World.UseAsync((SignalLinks l) => l.ReadAsync(mail.ActionUrl!.Split('/')[^1])));
        Assert.Equal(2, (await journey.World.UseAsync((SignalAnswers s) => s.ListAsync(organisation))).Count);

        await AnswerAsync(journey, organisation, second.Id, "We openen op zaterdag.");
        await AnswerAsync(journey, organisation, second.Id, "We openen op zaterdag.");
        var answered = Assert.Single(await journey.NextAsync());
        Assert.Equal("noor@zolim.example", answered.To);
        Assert.Contains("We openen op zaterdag.", Journey.Plain(answered), StringComparison.Ordinal);
        Assert.Equal((FeedbackStatus.Answered, "Buurtwerk Tongeren"), await StateAsync(journey, second));
        await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(journey, organisation, second.Id, "Iets anders."));
        Assert.Equal(nameof(Feedback.Answer), (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(journey, organisation, first.Id, " "))).Field);
        Assert.Equal(1, await journey.World.UseAsync((SignalAnswers s) => s.CountWaitingAsync([organisation.Id])));
    }

    [Theory, AllDatabases]
    public async Task Another_organisation_answers_nothing_and_a_link_stops_by_itself(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var organisation = await SetAddressAsync(journey, null);
        var told = await TellAsync(journey, FeedbackAuthor.Anonymous());
        var other = new Organisation { Slug = "ander", Name = "Ander huis", Kind = OrganisationKind.School };
        await journey.World.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        await journey.World.Site.DataAsync(async db => { db.Add(other); return await db.SaveChangesAsync(); });

        await Assert.ThrowsAsync<NotFoundException>(() => AnswerAsync(journey, other, told.Id, "Van een ander."));
        Assert.Null(await journey.World.UseAsync((SignalAnswers s) => s.FindAsync(other, told.Id)));
        var token = (await journey.World.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id))).Split('/')[^1];
        journey.World.Time.Advance(TimeSpan.FromDays(121));
        Assert.Null(await journey.World.UseAsync((SignalLinks l) => l.ReadAsync(token)));
    }

    [Theory, AllDatabases]
    public async Task An_organisation_without_mail_is_passed_to_the_coach_and_one_with_people_is_not(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var organisation = await SetAddressAsync(journey, null);
        var told = await TellAsync(journey, FeedbackAuthor.Anonymous());
        await journey.NextAsync();
        await journey.World.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        Assert.Equal([journey.AuthorEmail], (await journey.NextAsync()).Select(m => m.To));

        var empty = new Organisation { Slug = "leeg", Name = "Leeg huis", Kind = OrganisationKind.School };
        await journey.World.Site.DataAsync(async db => { db.Add(empty); return await db.SaveChangesAsync(); });
        await journey.World.UseAsync((SignalBundles b) => b.SendAsync(empty.Id, [told.Id]));
        var mail = Assert.Single(await journey.NextAsync());
        Assert.Equal(("coach@zolim.example", "/beheer/signalenbundels/leeg"), (mail.To, mail.ActionUrl));
    }

    [Theory, AllDatabases]
    public async Task A_second_coach_who_sends_it_on_does_not_overwrite_the_first(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var organisation = await SetAddressAsync(journey, null);
        var told = await TellAsync(journey, FeedbackAuthor.Anonymous());
        var other = new Organisation { Slug = "ander", Name = "Ander huis", Kind = OrganisationKind.School };
        await journey.World.Site.DataAsync(async db => { db.Add(other); return await db.SaveChangesAsync(); });
        await journey.World.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id], told.Version));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => journey.World.UseAsync((SignalBundles b) => b.SendAsync(other.Id, [told.Id], told.Version)));

        Assert.Equal(organisation.Id, (await ReadAsync(journey, told)).ForwardedToOrganisationId);
    }

    private static async Task<(AgendaItem Point, Answer Answer)> AskedAsync(Journey journey, Action<ProposalBuilder>? change = null)
    {
        var point = await journey.World.ProposeAsync(change: change);
        return (point, await journey.World.ForwardAsync(point.Id, f => (f.Question, f.AuthorAgreed) = ("Kan het anders?", true)));
    }

    private static async Task<Feedback> TellAsync(Journey journey, FeedbackAuthor author, AgendaItem? point = null)
    {
        var told = await journey.World.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = author,
            Kind = FeedbackKind.Barrier,
            Description = "De bus komt te laat voor de school.",
            Readers = FeedbackReaders.WhoCanHelp,
        }));
        return point is null ? told : await journey.World.UseAsync((FeedbackService s) => s.LinkAsync(told.Id, point.Reference));
    }

    private static async Task<Feedback> ReadAsync(Journey journey, Feedback told) => (await journey.World.UseAsync((FeedbackService s) => s.FindAsync(told.Id)))!;

    private static async Task<(FeedbackStatus, string?)> StateAsync(Journey journey, Feedback told)
    {
        var read = await ReadAsync(journey, told);
        return (read.Status, read.AnsweredBy);
    }

    private static Task<bool> AnswerAsync(Journey journey, Organisation organisation, Guid id, string text) => journey.World.UseAsync<SignalAnswers, bool>(async s =>
    {
        await s.AnswerAsync(organisation, id, text);
        return true;
    });

    private static Task<Organisation> SetAddressAsync(Journey journey, string? email) => journey.World.Site.DataAsync(async db =>
    {
        var organisation = await db.Set<Organisation>().AsTracking().SingleAsync(o => o.Id == journey.World.Organisation);
        organisation.Email = email;
        await db.SaveChangesAsync();
        return organisation;
    });
}
