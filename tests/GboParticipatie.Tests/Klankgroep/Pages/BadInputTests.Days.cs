using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <content>Days that do not exist, and meetings that cannot be.</content>
public sealed partial class BadInputTests
{
    public static TheoryData<string, Db> EveryDay()
    {
        var data = new TheoryData<string, Db>();
        foreach (var field in new[] { "DueOn", "ParkedUntil", "Form.Day", "Form.PointsWishedBy" })
            foreach (var kind in Enum.GetValues<Db>()) data.Add(field, kind);
        return data;
    }

    [Theory, MemberData(nameof(EveryDay))]
    public async Task A_day_that_does_not_exist_is_refused_at_its_field_and_stays_there(string field, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var form = field switch
        {
            "DueOn" => await PointAsync(site, "/doorsturen", null, field),
            "ParkedUntil" => await PointAsync(site, "", "Park", field, ("ParkReason", "De agenda is vol.")),
            _ => await MeetingFormAsync(site, field),
        };

        await form.Send("30/2/2031");

        Assert.Contains("geen datum die bestaat", form.Browser.ErrorAt(field), StringComparison.Ordinal);
        Assert.Equal("30/2/2031", form.Browser.ValueOf(field));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_would_end_before_it_starts_stays_as_it_is(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, session) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/wijzig");

        await SendAsync(coach, null, ("Form.Title", "Nieuw"), ("Form.Day", "2031-03-04"), ("Form.From", "14:00"), ("Form.Until", "13:59"), ("Form.Kind", "ThinkDay"));

        Assert.Contains("eindigt voor ze begint", coach.ErrorAt("Form.Until"), StringComparison.Ordinal);
        Assert.Equal(("Nieuw", "13:59"), (coach.ValueOf("Form.Title"), coach.ValueOf("Form.Until")));
        Assert.Equal("Klankgroep", (await site.UseAsync((SessionService s) => s.FindAsync(session.Id)))!.Title);
    }

    [Fact]
    public async Task Points_cannot_be_wished_for_after_the_meeting_nor_a_title_be_of_signs_that_nobody_sees()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (_, session) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/wijzig");
        (string, string)[] typed = [("Form.Day", "2031-03-04"), ("Form.From", "14:00"), ("Form.Until", "16:00"), ("Form.Kind", "ThinkDay")];

        await SendAsync(coach, null, [.. typed, ("Form.Title", "\u2060\u3164"), ("Form.PointsWishedBy", "2031-03-01")]);
        Assert.Contains("Vul een titel in", coach.ErrorAt("Form.Title"), StringComparison.Ordinal);
        await SendAsync(coach, null, [.. typed, ("Form.Title", "Nieuw"), ("Form.PointsWishedBy", "2031-03-05")]);
        Assert.Contains("valt na de bijeenkomst", coach.ErrorAt("Form.PointsWishedBy"), StringComparison.Ordinal);
        await SendAsync(coach, null, [.. typed, ("Form.Title", "Nieuw"), ("Form.PointsWishedBy", "2031-03-04")]);

        Assert.Equal(new DateOnly(2031, 3, 4), (await site.UseAsync((SessionService s) => s.FindAsync(session.Id)))!.PointsWishedBy);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_of_a_group_that_ended_is_refused_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/nieuw?groep={group.Slug}");
        await site.UseAsync(async (GroupService g) =>
        {
            await g.EndAsync(group.Id, new DateOnly(2027, 1, 1));
            return true;
        });

        await SendAsync(coach, null, ("GroupId", group.Id.ToString()), ("Form.Title", "Te laat"), ("Form.Day", "2031-03-04"), ("Form.From", "14:00"), ("Form.Until", "16:00"), ("Form.Kind", "ThinkDay"));

        Assert.Contains("bestaat dan niet meer", coach.ErrorAt("GroupId"), StringComparison.Ordinal);
        Assert.Equal("Te laat", coach.ValueOf("Form.Title"));
    }
}
