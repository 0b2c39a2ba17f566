using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What the coach knows of a meeting beforehand: who comes, what they need, and what the group was asked.</summary>
public sealed class WhoComesPageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task Needs_of_who_comes_are_added_up_and_not_those_of_who_waits_or_comes_perhaps(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (session, invited) = await AnnouncedAsync(site, maximum: 3, people: 4);
        await ReplyAsync(site, invited[0], InvitationReply.Yes, new NeedCounts { Interpreters = 1 }, "ar");
        await ReplyAsync(site, invited[1], InvitationReply.Yes, new NeedCounts { Interpreters = 1, Children = 1 }, "tr");
        await ReplyAsync(site, invited[2], InvitationReply.Yes, new NeedCounts { Children = 5 }, null, people: 2);
        await ReplyAsync(site, invited[3], InvitationReply.Maybe, new NeedCounts { Wheelchairs = 1, Interpreters = 1 }, "fr");

        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/genodigden");

        var needs = coach.Page.QuerySelectorAll("[aria-labelledby=nodig] li").Select(l => l.TextContent.Trim());
        Assert.Equal(["2 tolken", "Opvang voor 1 kind", "Talen voor de tolken: Arabisch, Turks"], needs);
        Assert.Contains("1 tolk Frans", coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_answered_before_the_day_changed_is_asked_again_and_the_coach_sees_who(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (session, invited) = await AnnouncedAsync(site, maximum: null, people: 2);
        var (page, guest) = ($"/beheer/bijeenkomsten/{session.Id}/genodigden", site.NewBrowser());
        await ReplyAsync(site, invited[0], InvitationReply.Yes);
        await site.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(
            session.Id, new SessionDetails { Title = session.Title, StartsAt = session.StartsAt.AddDays(1), EndsAt = session.EndsAt.AddDays(1) }, null)));
        var link = await site.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(invited[0], 0)));

        await guest.OpenAsync(link);
        Assert.Contains("Kan je nog komen?", guest.Text("main"), StringComparison.Ordinal);
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync(page);
        Assert.Contains("1 genodigde antwoordde voor de dag of plaats veranderde.", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"{page}?antwoord=vroeger");
        Assert.Contains("Zei dit voor de verandering", Assert.Single(coach.Page.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);

        await DeskSteps.SendAsync(guest, null, ("Form.Reply", "Yes"), ("Form.People", "1"));

        Assert.Contains("Tot dan.", guest.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync(page);
        Assert.DoesNotContain("veranderde", coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_of_the_group_that_is_asked_shows_what_it_has_not_answered(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await DeskSteps.AskedAsync(site);
        var reference = (await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId)))!.Reference;
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!;
        var meeting = await DeskSteps.MeetingAsync(site, body, DateTime.UtcNow.AddMinutes(-20));
        var address = $"/beheer/bijeenkomsten/{meeting.Id}";
        var coach = await DeskSteps.CoachAsync(site);

        foreach (var page in new[] { address, $"{address}/verslag" })
        {
            await coach.OpenAsync(page);
            Assert.Contains(reference, coach.Text("[aria-labelledby=vragen]"), StringComparison.Ordinal);
            Assert.NotNull(coach.Page.QuerySelector($"a[href='/beheer/antwoorden/{asked.Id}/help']"));
        }

        await coach.OpenAsync($"{address}/drukwerk/agenda");
        Assert.Contains(reference, coach.Text("main"), StringComparison.Ordinal);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        await coach.OpenAsync(address);
        Assert.DoesNotContain(reference, coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_link_that_came_in_other_hands_is_stopped_and_a_new_one_mailed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (session, invited) = await AnnouncedAsync(site, maximum: null, people: 1);
        var old = await site.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(invited[0], 0)));
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/genodigden/{invited[0]}");

        await DeskSteps.SendAsync(coach, "Renew");

        Assert.Contains("werkt niet meer. De nieuwe is verstuurd.", coach.Page.Body!.TextContent, StringComparison.Ordinal);
        var guest = site.NewBrowser();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await guest.OpenAsync(old)).Status);
        var renewed = await site.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(invited[0], 1)));
        Assert.Contains("Kom je ook?", (await guest.OpenAsync(renewed)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(InvitationReply.None, (await site.UseAsync((GboDbContext db) => db.Set<Invitation>().SingleAsync(i => i.Id == invited[0]))).Reply);
    }

    private static async Task<(Session Session, List<Guid> Invited)> AnnouncedAsync(PublicSite site, int? maximum, int people)
    {
        var name = $"groep-{Guid.NewGuid():N}";
        var group = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = name, Name = name, Kind = GroupKind.Klankgroep, AcceptsItems = true }));
        await site.UseAsync(async (GboDbContext db) =>
        {
            foreach (var person in Enumerable.Range(0, people).Select(n => new Person { Name = $"Persoon {n}", Email = $"{Guid.NewGuid():N}@zolim.example" }))
            {
                db.Add(person);
                db.Add(new Mandate { PersonId = person.Id, GroupId = group.Id, From = new DateOnly(2020, 1, 1) });
            }

            return await db.SaveChangesAsync();
        });
        var start = DateTime.UtcNow.Date.AddDays(30).AddHours(13);
        var session = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Title = name, StartsAt = start, EndsAt = start.AddHours(2), Maximum = maximum })));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));
        return (session, await site.UseAsync((GboDbContext db) => db.Set<Invitation>().Where(i => i.SessionId == session.Id).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync()));
    }

    private static Task<Invitation> ReplyAsync(PublicSite site, Guid invitation, InvitationReply reply, NeedCounts? needs = null, string? language = null, int people = 1)
        => site.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invitation, Reply = reply, People = people, Needs = needs ?? new NeedCounts(), InterpreterLanguage = language }));
}
