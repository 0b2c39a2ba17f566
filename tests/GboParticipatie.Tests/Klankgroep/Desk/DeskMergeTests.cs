using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The coach puts points together that are about the same, and apart again.</summary>
public sealed class DeskMergeTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Address = "/beheer/punten/samenvoegen";

    [Theory, AllDatabases]
    public async Task From_the_list_the_coach_compares_points_puts_them_together_and_apart_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&punt={points[1].Id}");
        Assert.Contains("Zet ze samen", coach.Text("main"), StringComparison.Ordinal);

        await coach.OpenAsync($"{Address}?punt={points[0].Id}&punt={points[1].Id}");
        Assert.Equal("Zet punten samen", coach.Heading);
        Assert.Equal(points[0].Id.ToString(), coach.Chosen("Stays"));
        foreach (var point in points) Assert.Contains(point.Description, coach.Text("main"), StringComparison.Ordinal);
        await SendAsync(coach, points, ("Stays", points[1].Id.ToString()));

        Assert.Contains($"staan nu samen, als {points[1].Reference}", coach.Text(".messages"), StringComparison.Ordinal);
        Assert.Contains(points[0].Description, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}");
        Assert.Contains("samen met 1 ander punt", coach.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(points[0].Reference, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/punten/{points[0].Id}");
        Assert.Contains("Dit punt staat samen met", coach.Text("main"), StringComparison.Ordinal);
        await DeskSteps.SendAsync(coach, "Apart");
        Assert.Contains("staat weer apart", coach.Text(".messages"), StringComparison.Ordinal);
        Assert.Null((await site.UseAsync((AgendaItemService s) => s.FindAsync(points[0].Id)))!.MergedIntoId);
    }

    [Theory, AllDatabases]
    public async Task From_one_point_the_coach_finds_another_by_its_number(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"{Address}?punt={points[0].Id}");
        Assert.Contains(points[1].Title, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"{Address}?punt={points[0].Id}&nummer=AP-1999-0001");
        Assert.Contains("geen punt met dit nummer", coach.ErrorAt("nummer"), StringComparison.Ordinal);
        Assert.Equal("AP-1999-0001", coach.ValueOf("nummer"));
        await coach.OpenAsync($"{Address}?punt={points[0].Id}&nummer={points[1].Reference}");

        Assert.Contains("Welk punt blijft op de agenda staan?", coach.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_cannot_stand_together_is_said_at_the_field_and_sent_twice_is_done_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group), await PointAsync(site, group) };
        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = points[1].Id, Question = "Kan dit?" }));
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"{Address}?punt={points[0].Id}&punt={points[1].Id}");
        // What a body was asked about is the one that is proposed to stay.
        Assert.Equal(points[1].Id.ToString(), coach.Chosen("Stays"));

        await SendAsync(coach, points, ("Stays", points[0].Id.ToString()));
        Assert.Contains("al een antwoord gevraagd", coach.ErrorAt("Stays"), StringComparison.Ordinal);
        await SendAsync(coach, points, ("Stays", ""));
        Assert.Contains("Kies welk punt blijft staan", coach.ErrorAt("Stays"), StringComparison.Ordinal);
        var values = coach.Filled(("Stays", points[1].Id.ToString()));
        values.Remove("punt");
        var codes = await coach.PostAtOnceAsync($"{Address}?punt={points[0].Id}&punt={points[1].Id}", values, 2);

        Assert.All(codes, c => Assert.True(c is HttpStatusCode.OK or HttpStatusCode.Redirect, c.ToString()));
        Assert.Equal(1, (await site.UseAsync((AgendaItemService s) => s.FindAsync(points[1].Id)))!.TogetherWith);
        await coach.PostAsync($"{Address}?handler=Apart", new() { ["Item"] = Guid.NewGuid().ToString(), ["__RequestVerificationToken"] = values["__RequestVerificationToken"] });
        Assert.Equal(HttpStatusCode.NotFound, coach.Status);
    }

    private static Task<Browser> SendAsync(Browser coach, AgendaItem[] points, params (string Name, string Value)[] fields)
    {
        // A dictionary holds one field of each name, so the points go in the address.
        var values = coach.Filled(fields);
        values.Remove("punt");
        return coach.PostAsync($"{Address}?punt={points[0].Id}&punt={points[1].Id}", values);
    }
}
