using System.Net;
using AngleSharp.Dom;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The coach with what people tell: the list, one of them, and what its author then reads.</summary>
public sealed class DeskFeedbackTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private static Task<Feedback> GiveAsync(PublicSite site, FeedbackAuthor? author = null, FeedbackReaders readers = FeedbackReaders.WhoCanHelp, FeedbackKind kind = FeedbackKind.Barrier)
        => site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = author ?? FeedbackAuthor.Anonymous(),
            Kind = kind,
            Description = $"De wachtzaal is te klein {Guid.NewGuid():N}.",
            Readers = readers,
        }));

    private static async Task<Browser> PressAsync(Browser coach, Feedback told, string handler, params (string Name, string Value)[] fields)
    {
        await coach.OpenAsync($"/beheer/feedback/{told.Id}");
        return await SendAsync(coach, handler, fields);
    }

    private static Task<Browser> SendAsync(Browser coach, string handler, params (string Name, string Value)[] fields)
    {
        var form = coach.Page.QuerySelectorAll("form").Single(f => f.GetAttribute("action")?.EndsWith($"handler={handler}", StringComparison.Ordinal) == true);
        var values = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (name, value) in fields) values[name] = value;
        return coach.PostAsync(form.GetAttribute("action")!, values);
    }

    private static async Task<Browser> FollowAsync(PublicSite site, Feedback told)
        => await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(told))));

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_list_is_narrowed_by_what_stands_in_the_address(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (idea, barrier) = (await GiveAsync(site, kind: FeedbackKind.Idea), await GiveAsync(site));
        await site.UseAsync((FeedbackService s) => s.ReadAsync(barrier.Id));
        var coach = await DeskSteps.CoachAsync(site);
        async Task<bool> ListsAsync(string query, Feedback told) => (await coach.OpenAsync($"/beheer/feedback?{query}&zoek={told.Reference}")).Text("table").Contains(told.Reference, StringComparison.Ordinal);

        Assert.True(await ListsAsync("soort=Idea", idea));
        Assert.False(await ListsAsync("soort=Idea", barrier));
        Assert.True(await ListsAsync("status=Read", barrier));
        Assert.False(await ListsAsync("status=Read", idea));
        Assert.False(await ListsAsync("termijn=telaat", idea));
        Assert.True(await ListsAsync("status=alles", idea));
        Assert.Contains("Deze pagina is leeg", (await coach.OpenAsync("/beheer/feedback?pagina=999999999")).Text(".empty"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_told_it_without_a_name_reads_that_it_was_read_and_the_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = await GiveAsync(site);
        var coach = await DeskSteps.CoachAsync(site);

        await PressAsync(coach, told, "Read");
        Assert.Contains("De procescoach las het", (await FollowAsync(site, told)).Text("main"), StringComparison.Ordinal);
        await PressAsync(coach, told, "Answer", ("Answer", ""));
        Assert.Contains("Schrijf je antwoord", coach.Errors, StringComparison.Ordinal);
        await PressAsync(coach, told, "Answer", ("Answer", "Vanaf maart is er een grotere zaal."));
        Assert.Contains("leest het met nummer en code", coach.Text("body"), StringComparison.Ordinal);

        var author = await FollowAsync(site, told);
        Assert.Contains("Vanaf maart is er een grotere zaal.", author.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Beantwoord", author.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Linked_to_a_point_its_author_follows_that_and_who_answers_reads_it_unless_it_is_for_the_coach(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var question = await DeskSteps.AskedAsync(site);
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(question.ItemId));
        var (open, closed) = (await GiveAsync(site), await GiveAsync(site, readers: FeedbackReaders.CoachOnly));
        var coach = await DeskSteps.CoachAsync(site);

        await PressAsync(coach, open, "Link", ("PointReference", "AP-2020-9999"));
        Assert.Contains("geen punt", coach.ErrorAt("PointReference"), StringComparison.Ordinal);
        Assert.Equal("AP-2020-9999", coach.ValueOf("PointReference"));
        await SendAsync(coach, "Link", ("PointReference", point!.Reference));
        await PressAsync(coach, closed, "Link", ("PointReference", point.Reference));

        Assert.Contains(point.Title, (await FollowAsync(site, open)).Text("main"), StringComparison.Ordinal);
        var chair = await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Network.Models.Person>().SingleAsync(p => p.Id == question.OwnerPersonId));
        var body = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(question, chair.Email!));
        Assert.Contains(open.Description, body.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Description, body.Text("main"), StringComparison.Ordinal);
        Assert.Contains(open.Reference, (await coach.OpenAsync($"/beheer/punten/{point.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Who_left_an_address_is_mailed_number_and_code_and_the_reason_when_it_is_closed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var email = $"noor-{Guid.NewGuid():N}@zolim.example";
        var told = await GiveAsync(site, FeedbackAuthors.Typed("Noor", null, email));
        var coach = await DeskSteps.CoachAsync(site);
        await PressAsync(coach, told, "Close", ("CloseReason", "Dit loket sluit volgende maand."));

        await site.UseAsync(async (GboParticipatie.Data.Outbox.OutboxDispatcher d) =>
        {
            await d.DrainAsync(default);
            return true;
        });
        var mails = await MailsAsync(site, email, 2);

        Assert.Contains(mails, m => m.Kind == "feedback-received" && m.Body!.Contains(told.ShortCode, StringComparison.Ordinal) && m.ActionUrl!.Contains("?s=", StringComparison.Ordinal));
        Assert.Contains(mails, m => m.Kind == "feedback-closed" && m.Body!.Contains("Dit loket sluit volgende maand.", StringComparison.Ordinal));
        Assert.DoesNotContain(mails, m => m.Body!.Contains("wachtzaal", StringComparison.Ordinal));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Two_coaches_at_once_lose_nothing_typed_and_only_who_may_comes_here(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = await GiveAsync(site);
        var (first, second) = (await DeskSteps.CoachAsync(site), await DeskSteps.CoachAsync(site));
        await first.OpenAsync($"/beheer/feedback/{told.Id}");
        await second.OpenAsync($"/beheer/feedback/{told.Id}");
        await SendAsync(first, "Answer", ("Answer", "Het eerste antwoord."));

        await SendAsync(second, "Answer", ("Answer", "Een ander antwoord."));

        Assert.Contains("Iemand anders veranderde dit net", second.Errors, StringComparison.Ordinal);
        Assert.Equal("Een ander antwoord.", second.ValueOf("Answer"));
        var worker = site.NewBrowser();
        await worker.SignInAsync("basiswerker@zolim.example");
        Assert.NotEqual(HttpStatusCode.OK, (await worker.OpenAsync("/beheer/feedback")).Status);
    }

    // The site works in the background as well: look until what must come has come.
    private static async Task<List<OutgoingMail>> MailsAsync(PublicSite site, string email, int count)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var mails = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.To == email).ToListAsync(enough.Token));
            if (mails.Count >= count) return mails;
        }
    }
}
