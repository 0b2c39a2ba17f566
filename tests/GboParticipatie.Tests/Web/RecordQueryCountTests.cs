using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Web;

/// <summary>How many questions a page about one record asks the database, pinned; with more points, stories, actions, people and organisations around it no more.</summary>
public sealed class RecordQueryCountTests(DatabaseFixture databases)
{
    private const string Coach = "coach@zolim.example";
    private const string Member = "stuurgroep@zolim.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_page_about_one_record_asks_as_much_as_it_did_and_not_more_with_more_around_it(Db kind)
    {
        using var counter = new RequestQueries();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var (group, session) = await GroupAsync(site);
        var announced = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(10));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(announced.Id));
        var asked = await AskedOfAsync(site, group);
        var told = await ToldAsync(site, asked.ItemId);
        await MoreAsync(site, group, asked.ItemId, 1);
        var letter = await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().OrderBy(t => t.CreatedAt).Select(t => t.Id).FirstAsync(Cancel));
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId)))!;
        var pages = new (string Who, string Name, string Path, int Most)[]
        {
            (Coach, "point", $"/beheer/punten/{asked.ItemId}", 23),
            (Coach, "point in a list", $"/beheer/punten/{asked.ItemId}?lijst=%3Fsoort%3Dpunt&plek=1", 26),
            (Coach, "story", $"/beheer/feedback/{told.Id}", 15),
            (Coach, "letter", $"/beheer/vertellen/{letter}", 14),
            (Coach, "meeting", $"/beheer/bijeenkomsten/{session.Id}", 23),
            (Coach, "invited", $"/beheer/bijeenkomsten/{session.Id}/genodigden", 13),
            (Coach, "report", $"/beheer/bijeenkomsten/{session.Id}/verslag", 21),
            (Coach, "lines", $"/beheer/bijeenkomsten/{session.Id}/lijnen", 14),
            (Coach, "print", $"/beheer/bijeenkomsten/{session.Id}/drukwerk", 11),
            (Coach, "attendance", $"/beheer/bijeenkomsten/{session.Id}/aanwezig", 18),
            (Coach, "group", $"/beheer/groepen/{group.Slug}", 15),
            ("", "follow", await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point))), 7),
            ("", "public meeting", $"/bijeenkomsten/{announced.Id}", 7),
            ("", "answer", await site.AnswerLinkAsync(asked, Member), 15),
            ("", "since last time", $"/klankgroepen/{group.Slug}/sinds-vorige-keer", 6),
            (Member, "waiting answers", "/antwoorden", 8),
        };
        var browsers = new Dictionary<string, Browser>(StringComparer.Ordinal);
        foreach (var who in pages.Select(p => p.Who).Distinct())
        {
            browsers[who] = new Browser(site.Address, (RequestQueries.Header, counter.Key));
            if (who.Length > 0) await browsers[who].SignInAsync(who);
        }

        async Task<List<int>> CountAsync(IEnumerable<int> expected)
        {
            var counts = new List<int>();
            foreach (var ((who, _, path, _), most) in pages.Zip(expected))
            {
                await browsers[who].OpenAsync(path);
                counts.Add(await counter.LeastAsync(most, async () =>
                {
                    // What visitors share is kept until something is committed.
                    await ToldAsync(site, asked.ItemId);
                    return await browsers[who].OpenAsync(path);
                }));
            }

            return counts;
        }

        var before = await CountAsync(pages.Select(p => p.Most));
        await MoreAsync(site, group, asked.ItemId, 15);
        // Two more: a part of a page that was empty before. A question for each of the fifteen would be many more.
        var after = await CountAsync(before.Select(b => b + 2));

        Assert.True(pages.Zip(before).All(p => p.Second > 0 && p.Second <= p.First.Most + 1), string.Join("\n", pages.Zip(before).Select(p => $"{p.First.Name}: {p.Second} (at most {p.First.Most})")));
        Assert.True(before.Zip(after).All(c => c.Second <= c.First + 2), string.Join("\n", pages.Zip(before.Zip(after)).Select(p => $"{p.First.Name}: {p.Second.First}, with more around it {p.Second.Second}")));
    }

    // Points on the same agenda, stories and actions about the same point, organisations and people of the same group, letters, meetings.
    private static async Task MoreAsync(PublicSite site, Group group, Guid point, int count)
    {
        var reference = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point)))!.Reference;
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        for (var i = 0; i < count; i++)
        {
            var other = await PointAsync(site, group);
            if (i % 2 == 0) await AskedOfAsync(site, group);
            await ToldAsync(site, point);
            await site.UseAsync((ActionService a) => a.AddAsync(new TypedAction { What = "Er komt een rek.", Owner = body, DueOn = BrusselsTime.Today(TimeProvider.System).AddDays(20) }, reference));
            await MeetingAsync(site, group, DateTime.UtcNow.AddDays(20 + i));
            await site.UseAsync(async (GboDbContext db) =>
            {
                var organisation = new Organisation { Slug = Guid.NewGuid().ToString("N"), Name = $"Huis {Guid.NewGuid():N}", Kind = OrganisationKind.Doelgroeporganisatie };
                var person = new Person { Name = $"Mimoun {Guid.NewGuid():N}", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
                db.AddRange(organisation, person);
                db.Add(new Membership { PersonId = person.Id, OrganisationId = organisation.Id, From = new DateOnly(2020, 1, 1) });
                db.Add(new Mandate { PersonId = person.Id, GroupId = group.Id, OrganisationId = organisation.Id, From = new DateOnly(2020, 1, 1) });
                db.Add(new ContactTask { Key = $"test:{Guid.NewGuid():N}", ItemId = other.Id, PersonId = person.Id, Means = ContactMeans.Phone, Text = "Er komt een bus.", CreatedAt = DateTime.UtcNow });
                return await db.SaveChangesAsync(Cancel);
            });
        }
    }

    private static async Task<Answer> AskedOfAsync(PublicSite site, Group group)
    {
        var point = await PointAsync(site, group);
        return await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
    }

    private static async Task<Feedback> ToldAsync(PublicSite site, Guid about)
    {
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(about)))!;
        var told = await site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = FeedbackAuthor.Anonymous(),
            Kind = FeedbackKind.Barrier,
            Description = "De wachtzaal is te klein.",
            Readers = FeedbackReaders.WhoCanHelp,
        }));
        return await site.UseAsync((FeedbackService s) => s.LinkAsync(told.Id, point.Reference));
    }
}
