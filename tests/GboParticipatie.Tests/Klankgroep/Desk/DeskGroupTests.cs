using System.Net;
using GboParticipatie.Data.Audit;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>Groups are made, changed and ended on the desk.</summary>
public sealed class DeskGroupTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string New = "/beheer/groepen/nieuw";

    [Theory, AllDatabases]
    public async Task A_coach_makes_a_group_that_takes_points_from_then_on(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var name = $"Klankgroep {Guid.NewGuid().ToString("N")[..8]}";
        var riemst = (await site.UseAsync((MunicipalityService m) => m.FindBySlugAsync("riemst")))!.Id;
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        var organisation = (await site.UseAsync((OrganisationService o) => o.NamesAsync()))[0];
        var coach = await (await CoachAsync(site)).OpenAsync(New);

        await coach.PressAsync("Maak de groep", ("Form.Name", name), ("Form.NameInText", "de nieuwe klankgroep"), ("Form.Kind", "Klankgroep"), ("Form.MunicipalityIds", riemst.ToString()),
            ("Form.Organisations", $"  {organisation.ToUpperInvariant()}  \n\n"), ("Form.DefaultPlace", "Zaal De Linde"), ("Form.AcceptsItems", "true"), ("Form.Readers", "Everyone"),
            ("Form.ForwardsToGroupId", body.ToString()), ("Form.WorkAgendas", "onthaal\n vervoer \nonthaal"));

        Assert.Equal(name, coach.Heading);
        Assert.Contains("Riemst", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains(organisation, coach.Text("main"), StringComparison.Ordinal);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync(coach.Path.Split('/')[^1])))!;
        Assert.Equal((body, "de nieuwe klankgroep", true), (group.ForwardsToGroupId, group.NameInText, group.AcceptsItems));
        Assert.Equal(["onthaal", "vervoer"], group.WorkAgendas);
        Assert.Contains("Voor Riemst", (await site.NewBrowser().OpenAsync("/klankgroepen")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(group.Id, (await PointAsync(site, group)).GroupId);
    }

    [Theory, AllDatabases]
    public async Task The_recipe_says_which_kinds_there_are_and_what_they_are_called(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await (await CoachAsync(site)).OpenAsync(New);
        Assert.Equal(
            ["Overkoepelende klankgroep", "Klankgroep", "Stuurgroep", "Werkgroep", "Groep ervaringsdeskundigen", "Testgroep", "Focusgroep", "Overleg"],
            coach.Page.QuerySelectorAll("[name='Form.Kind'] option[value]:not([value=''])").Select(o => o.TextContent));

        await coach.PressAsync("Maak de groep", ("Form.Name", "Brugfiguren"), ("Form.Kind", nameof(GroupKind.Brugfiguren)));

        Assert.Contains("Kies een soort uit de lijst.", coach.ErrorAt("Form.Kind"), StringComparison.Ordinal);
        await coach.OpenAsync("/beheer/groepen/overkoepelende-klankgroep");
        Assert.Equal("Overkoepelende klankgroep", coach.Text(".eyebrow"));
    }

    [Theory, AllDatabases]
    public async Task A_form_sent_four_times_at_once_makes_one_group(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var name = $"Groep {Guid.NewGuid():N}";
        var coach = await (await CoachAsync(site)).OpenAsync(New);

        await coach.PostAtOnceAsync(New, coach.Filled(("Form.Name", name), ("Form.Kind", "Werkgroep")));

        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<Group>().CountAsync(g => g.Name == name)));
    }

    [Theory, AllDatabases]
    public async Task What_cannot_be_is_refused_at_the_field_and_what_was_typed_stays(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await (await CoachAsync(site)).OpenAsync(New);

        await coach.PressAsync("Maak de groep", ("Form.Name", "Een groep"));
        Assert.Contains("Kies wat voor groep het is.", coach.ErrorAt("Form.Kind"), StringComparison.Ordinal);
        await coach.PressAsync("Maak de groep", ("Form.Name", " "), ("Form.Kind", "Werkgroep"), ("Form.DefaultPlace", "Zaal De Linde"));
        Assert.Contains("Vul de naam van de groep in.", coach.ErrorAt("Form.Name"), StringComparison.Ordinal);
        Assert.Equal("Zaal De Linde", coach.ValueOf("Form.DefaultPlace"));
        await coach.PressAsync("Maak de groep", ("Form.Name", "Een groep"), ("Form.Kind", "Werkgroep"), ("Form.Organisations", "Bestaat helemaal niet"));
        Assert.Contains("“Bestaat helemaal niet”: geen organisatie", coach.ErrorAt("Form.Organisations"), StringComparison.Ordinal);
        Assert.Equal("Bestaat helemaal niet", coach.ValueOf("Form.Organisations"));
        await coach.PressAsync("Maak de groep", ("Form.Name", "Stuurgroep GBO"), ("Form.Kind", "Werkgroep"), ("Form.Organisations", ""));
        Assert.Contains("al een groep met deze naam", coach.ErrorAt("Form.Name"), StringComparison.Ordinal);
        await coach.PressAsync("Maak de groep", ("Form.Name", "Een groep\u0007"), ("Form.Kind", "Werkgroep"), ("Form.WorkAgendas", new string('a', 101)));
        Assert.Contains("te lang", coach.ErrorAt("Form.WorkAgendas"), StringComparison.Ordinal);
        Assert.Equal(0, await site.UseAsync((GboDbContext db) => db.Set<Group>().CountAsync(g => g.Name.StartsWith("Een groep"))));
    }

    [Theory, AllDatabases]
    public async Task Of_two_coaches_who_change_one_group_the_second_sees_both_and_loses_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var address = $"/beheer/groepen/{group.Slug}/wijzig";
        var (an, koen) = (await (await CoachAsync(site)).OpenAsync(address), await (await CoachAsync(site, "koen.daenen@zolim.example")).OpenAsync(address));

        await an.PressAsync("Bewaar", ("Form.DefaultPlace", "Zaal van An"), ("Form.AcceptsItems", "true"));
        await koen.PressAsync("Bewaar", ("Form.DefaultPlace", "Zaal van Koen"), ("Form.AcceptsItems", "true"));

        Assert.Contains("Iemand anders veranderde deze groep net", koen.Errors, StringComparison.Ordinal);
        Assert.Contains("meestal in Zaal van An", koen.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Zaal van Koen", koen.ValueOf("Form.DefaultPlace"));
        await koen.PressAsync("Bewaar", ("Form.DefaultPlace", "Zaal van Koen"), ("Form.AcceptsItems", "true"));
        var stored = (await site.UseAsync((GroupService g) => g.FindAsync(group.Id)))!;
        Assert.Equal("Zaal van Koen", stored.DefaultPlace);
        var trail = await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().Where(e => e.SubjectId == group.Id && e.Action == "Group.Changed").ToListAsync());
        Assert.Equal(2, trail.Count);
        Assert.All(trail, e => Assert.Contains("DefaultPlace", e.Payload, StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_group_that_ends_takes_no_points_and_those_that_are_open_stay_with_the_coach_by_the_same_day(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);

        // Just after midnight, the meeting that is under way began yesterday: this one is today.
        var today = BrusselsTime.Today(TimeProvider.System);
        await MeetingAsync(site, group, BrusselsTime.StartOfDay(today).AddHours(12));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/groepen/{group.Slug}/stop");
        Assert.Contains("Ze heeft nog 1 open punt", coach.Text("main"), StringComparison.Ordinal);

        await SendAsync(coach, null, ("LastDay", $"{today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Contains("staat er nog een bijeenkomst", coach.ErrorAt("LastDay"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("LastDay", $"{today:yyyy-MM-dd}"));
        Assert.Contains("Deze groep stopt na", coach.Text("main"), StringComparison.Ordinal);

        // The next day, as the group will be then.
        await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.GroupId == group.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.StartsAt, new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc))
            .SetProperty(x => x.EndsAt, new DateTime(2026, 1, 5, 11, 0, 0, DateTimeKind.Utc))));
        await coach.OpenAsync($"/beheer/groepen/{group.Slug}/stop");
        await SendAsync(coach, null, ("LastDay", $"{today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Contains("Deze groep bestaat niet meer", coach.Text("main"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => PointAsync(site, group));
        var open = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!;
        Assert.Equal((point.OwnerUserId, point.AnswerDueOn), (open.OwnerUserId, open.AnswerDueOn));
        Assert.NotNull(open.DueOn);
        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));

        await coach.OpenAsync($"/beheer/groepen/{group.Slug}/stop");
        await SendAsync(coach, "GoOn");
        Assert.Equal(group.Id, (await PointAsync(site, group)).GroupId);
    }

    [Fact]
    public async Task Groups_are_made_and_changed_by_who_manages_them()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (member, coach) = (await CoachAsync(site, "stuurgroep@zolim.example"), await CoachAsync(site));

        foreach (var path in new[] { New, "/beheer/groepen/stuurgroep-gbo/wijzig", "/beheer/groepen/stuurgroep-gbo/stop" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync("/beheer/groepen/bestaat-niet/wijzig")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync("/beheer/groepen/bestaat-niet/stop")).Status);
    }
}
