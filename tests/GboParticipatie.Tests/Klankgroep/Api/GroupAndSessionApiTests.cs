using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>GET /api/v1/groups</c> and <c>GET /api/v1/sessions</c>.</summary>
public sealed class GroupAndSessionApiTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Organisation = "organisatie@zolim.example";

    [Theory, AllDatabases]
    public async Task Groups_that_take_points_come_first_and_ones_own_before_others(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var ended = await GroupAsync(site);
        await site.UseAsync(async (GroupService g) =>
        {
            await g.EndAsync(ended.Id, new DateOnly(2020, 1, 1));
            return true;
        });

        var answer = await (await site.CallerAsync(Organisation, ApiScopes.Read)).GetAsync("/api/v1/groups");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var groups = answer.List.Select(g => (Takes: (bool)g!["acceptsItems"]!, Mine: (bool)g["isMine"]!, Slug: (string)g["slug"]!)).ToList();
        Assert.Equal(groups.OrderByDescending(g => g.Takes).ThenByDescending(g => g.Mine), groups);
        Assert.Contains(groups, g => g is { Takes: true, Mine: true });
        Assert.Contains(groups, g => g is { Takes: true, Mine: false });
        Assert.Contains(groups, g => g is { Takes: false });
        Assert.DoesNotContain(groups, g => g.Slug == ended.Slug);
        Assert.All(answer.List, g => Assert.Matches("^[a-z]", (string)g!["kind"]!));
    }

    [Theory, AllDatabases]
    public async Task Who_may_bring_no_points_finds_no_group_that_takes_them_and_ones_own_come_first(Db kind)
    {
        const string Coordinator = "inleefhuis@zolim.example";
        var site = await sites.GetAsync(kind);
        var group = await GroupAsync(site);
        var caller = await site.CallerAsync(Coordinator, ApiScopes.Read, ApiScopes.Propose);

        var answer = await caller.GetAsync("/api/v1/groups");
        var refused = await caller.PostAsync("/api/v1/agenda-items", new { groupId = group.Id, title = "De bus" });

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        var groups = answer.List.Select(g => (Takes: (bool)g!["acceptsItems"]!, Mine: (bool)g["isMine"]!, Id: (Guid)g["id"]!)).ToList();
        Assert.Contains(groups, g => g.Id == group.Id);
        Assert.All(groups, g => Assert.False(g.Takes));
        Assert.Equal(groups.OrderByDescending(g => g.Mine), groups);
    }

    [Theory, AllDatabases]
    public async Task Meetings_are_those_of_the_days_asked_both_included_in_Brussels(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = await GroupAsync(site);
        // Half past eleven in the evening in Brussels, which is the same day in UTC in winter, and just after midnight, which is not.
        var evening = await MeetingAsync(site, group, new DateTime(2031, 1, 10, 23, 30, 0));
        var midnight = await MeetingAsync(site, group, new DateTime(2031, 1, 12, 0, 15, 0));
        var caller = await site.CallerAsync(Organisation, ApiScopes.Read);

        async Task<IEnumerable<Guid>> AskAsync(string days)
            => (await caller.GetAsync($"/api/v1/sessions?{days}&group={group.Id}")).List.Select(s => (Guid)s!["id"]!);

        Assert.Equal([evening.Id, midnight.Id], await AskAsync("from=2031-01-10&to=2031-01-12"));
        Assert.Equal([evening.Id], await AskAsync("from=2031-01-10&to=2031-01-11"));
        Assert.Equal([midnight.Id], await AskAsync("from=2031-01-12"));
        Assert.Empty(await AskAsync("from=2031-01-13"));
        Assert.Empty(await AskAsync("to=2031-01-09"));
        Assert.Equal([evening.Id, midnight.Id], await AskAsync(""));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_in_the_making_and_those_of_a_closed_group_are_for_who_may_know(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var open = await GroupAsync(site);
        var closed = await GroupAsync(site, GroupReaders.Members);
        var draft = await MeetingAsync(site, open, new DateTime(2031, 2, 1, 14, 0, 0), announce: false);
        var inside = await MeetingAsync(site, closed, new DateTime(2031, 2, 2, 14, 0, 0));
        var organisation = await site.CallerAsync(Organisation, ApiScopes.Read);
        var coach = await site.CallerAsync("coach@zolim.example", ApiScopes.Read);

        async Task<IEnumerable<Guid>> AskAsync(ApiCaller caller)
            => (await caller.GetAsync("/api/v1/sessions?from=2031-02-01&to=2031-02-02&pageSize=200")).List.Select(s => (Guid)s!["id"]!);

        Assert.DoesNotContain(draft.Id, await AskAsync(organisation));
        Assert.DoesNotContain(inside.Id, await AskAsync(organisation));
        Assert.Contains(draft.Id, await AskAsync(coach));
        Assert.Contains(inside.Id, await AskAsync(coach));
    }

    [Theory, AllDatabases]
    public async Task Meetings_come_in_pages_and_the_link_leads_to_each_next_one(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = await GroupAsync(site);
        List<Guid> made = [];
        for (var day = 1; day <= 5; day++) made.Add((await MeetingAsync(site, group, new DateTime(2032, 3, day, 14, 0, 0))).Id);
        var caller = await site.CallerAsync(Organisation, ApiScopes.Read);

        List<Guid> read = [];
        List<int> sizes = [];
        string? next = $"/api/v1/sessions?group={group.Id}&from=2032-03-01&pageSize=2";
        while (next is not null)
        {
            var page = await caller.GetAsync(next);
            read.AddRange(page.List.Select(s => (Guid)s!["id"]!));
            sizes.Add(page.List.Count);
            next = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(made, read);
        Assert.Equal([2, 2, 1], sizes);
    }

    [Theory, AllDatabases]
    public async Task Sizes_and_numbers_of_pages_that_cannot_be_are_brought_within_bounds(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync(Organisation, ApiScopes.Read);

        foreach (var query in new[] { "page=0", "page=-5&pageSize=-1", "pageSize=1000000", "page=2147483647" })
            Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync($"/api/v1/sessions?{query}")).Status);
    }

    [Theory, AllDatabases]
    public async Task The_link_to_take_part_by_video_is_for_members(Db kind)
    {
        const string link = "https://meet.example/klankgroep";
        var site = await sites.GetAsync(kind);
        var group = await GroupAsync(site);
        var start = BrusselsTime.ToUtc(new DateTime(2031, 4, 1, 14, 0, 0));
        var meeting = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(
            group.Id, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddMinutes(20), VideoLink = link })));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(meeting.Id));

        async Task<string?> AskAsync(string who) => (string?)(await (await site.CallerAsync(who, ApiScopes.Read)).GetAsync($"/api/v1/sessions?group={group.Id}&from=2031-01-01")).List.Single()!["videoLink"];

        Assert.Null(await AskAsync(Organisation));
        Assert.Equal(link, await AskAsync("coach@zolim.example"));
    }

    [Theory, AllDatabases]
    public async Task Days_at_the_ends_of_time_are_brought_within_bounds(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync(Organisation, ApiScopes.Read);

        foreach (var query in new[] { "to=9999-12-31", "from=0001-01-01", "from=9999-12-31&to=0001-01-01" })
            Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync($"/api/v1/sessions?{query}")).Status);
    }

    [Theory]
    [InlineData("from=2031-02-30", "from")]
    [InlineData("to=morgen", "to")]
    [InlineData("group=stuurgroep", "group")]
    [InlineData("page=veel", "page")]
    public async Task A_filter_that_cannot_be_read_is_named(string query, string field)
    {
        var site = await sites.GetAsync(Db.Sqlite);

        var answer = await (await site.CallerAsync(Organisation, ApiScopes.Read)).GetAsync($"/api/v1/sessions?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.NotNull(answer.ErrorAt(field));
        Assert.DoesNotContain("DateOnly", answer.Body, StringComparison.Ordinal);
    }

    private static Task<Group> GroupAsync(PublicSite site, GroupReaders readers = GroupReaders.Everyone)
    {
        var slug = $"groep-{Guid.NewGuid():N}";
        return site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = slug, Name = slug, Kind = GroupKind.Klankgroep, AcceptsItems = true, Readers = readers }));
    }

    private static async Task<Session> MeetingAsync(PublicSite site, Group group, DateTime inBrussels, bool announce = true)
    {
        var start = BrusselsTime.ToUtc(inBrussels);
        var session = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddMinutes(20) })));
        return announce ? await site.UseAsync((SessionService s) => s.AnnounceAsync(session.Id)) : session;
    }
}
