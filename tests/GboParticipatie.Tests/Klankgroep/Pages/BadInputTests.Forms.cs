using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>How each form is opened, and sent with a text in one of its fields.</summary>
public sealed partial class BadInputTests
{
    private static async Task<Opened> AnswerAsync(PublicSite site, string field, Func<string, (string, string)[]> fill)
    {
        var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(await AskedAsync(site), "stuurgroep@zolim.example"));
        (string, string)[] rest = [("Decision", "WillDo"), ("ByWhen.Day", "1"), ("ByWhen.Month", "3"), ("ByWhen.Year", "2031")];
        return new(browser, field, text => browser.PressAsync("Kijk het antwoord na", [.. rest, .. fill(text)]));
    }

    private static async Task<Opened> ActionAsync(PublicSite site, string handler, string field, params (string Name, string Value)[] more)
    {
        var point = await DeskSteps.PointAsync(site, (await GroupAsync(site)).Group);
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var day = Time.BrusselsTime.Today(TimeProvider.System).AddDays(20);
        var action = await site.UseAsync((ActionService s) => s.AddAsync(new TypedAction { What = "Er komt een rek.", Owner = body!.Id, DueOn = day, TrialUntil = day.AddDays(9) }, point.Reference));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/acties/{action.Id}");
        return new(coach, field, text => SendAsync(coach, handler, [.. more, (field, text)]));
    }

    private static async Task<Opened> HelpAsync(PublicSite site, string? handler, string field, params (string Name, string Value)[] more)
    {
        var asked = await AskedAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/antwoorden/{asked.Id}/help");
        return new(coach, field, text => SendAsync(coach, handler, [.. more, (field, text)]));
    }

    private static async Task<Opened> ToldAsync(PublicSite site, string handler, string field)
    {
        var told = await DeskSteps.ToldAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/feedback/{told.Id}");
        return new(coach, field, text => SendAsync(coach, handler, (field, text)));
    }

    // A Wednesday some months from now: a day on which people work.
    private static string Later()
    {
        var day = Time.BrusselsTime.Today(TimeProvider.System).AddDays(120);
        return day.AddDays(3 - (int)day.DayOfWeek).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<Opened> PointAsync(PublicSite site, string page, string? handler, string field, params (string, string)[] rest)
    {
        var point = await DeskSteps.PointAsync(site, (await GroupAsync(site)).Group);
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}{page}");
        return new(coach, field, text => SendAsync(coach, handler, [("Body", body!.Id.ToString()), .. rest, (field, text)]));
    }

    private static async Task<Opened> ReportAsync(PublicSite site, string? handler, string which = "WhatWasSaid")
    {
        var (group, session) = await GroupAsync(site);
        var point = await DeskSteps.PointAsync(site, group);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        var field = $"{which}[{point.Id}]";
        return new(coach, field, text => SendAsync(coach, handler, (field, text), ($"Discussed[{point.Id}]", "true")));
    }

    private static async Task<Opened> BehalfAsync(PublicSite site, string field)
    {
        var (group, _) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/punten/nieuw");
        (string, string)[] rest = [("Channel", "Phone"), ("GroupId", group.Id.ToString()), ("Description", "De bus rijdt niet."), ("Visibility", "WithoutName"), ("Who", "niemand")];
        return new(coach, field, text => SendAsync(coach, null, [.. rest, (field, text)]));
    }

    private static async Task<Opened> CorrectionAsync(PublicSite site, string field, (string, string) rest)
    {
        var (group, session) = await GroupAsync(site);
        var point = await DeskSteps.PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(point.Id, "Zes mensen.")] }));
        await site.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag/{point.Id}");
        return new(coach, field, text => SendAsync(coach, null, rest, (field, text)));
    }

    private static async Task<Opened> MeetingFormAsync(PublicSite site, string field)
    {
        var (group, _) = await GroupAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/nieuw?groep={group.Slug}");
        (string, string)[] rest = [("GroupId", group.Id.ToString()), ("Form.Title", "Denkdag"), ("Form.Day", "2031-03-04"), ("Form.From", "14:00"), ("Form.Until", "16:00"), ("Form.Kind", "ThinkDay")];
        return new(coach, field, text => SendAsync(coach, null, [.. rest, (field, text)]));
    }
}
