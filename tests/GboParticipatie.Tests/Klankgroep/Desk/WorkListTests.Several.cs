using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <content>What is done with several rows at once.</content>
public sealed partial class WorkListTests
{
    [Theory, AllDatabases]
    public async Task Several_points_go_on_the_next_agenda_to_one_body_and_are_vouched_for_and_then_one_is_back_in_the_list(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group, Word()), await PointAsync(site, group, Word(), isConfirmed: false) };
        var next = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(30));
        var other = await PointAsync(site, (await GroupAsync(site)).Group, Word());
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        var coach = await CoachAsync(site);
        var list = Uri.EscapeDataString("/beheer?soort=punt&pagina=2");
        var chosen = $"punt={points[0].Id}&punt={points[1].Id}&terug={list}";
        async Task DoAsync(string handler, string more = "", params (string, string)[] fields)
        {
            await coach.OpenAsync($"/beheer/punten/samen?{chosen}{more}");
            var values = coach.Filled(fields);
            values.Remove("punt");
            await coach.PostAsync($"/beheer/punten/samen?handler={handler}&{chosen}{more}", values);
        }

        await DoAsync("Agenda");
        Assert.Equal("/beheer?soort=punt&pagina=2", coach.Path);
        foreach (var point in points) Assert.Equal(next.Id, (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.CurrentSessionId);
        await DoAsync("Agenda", $"&punt={other.Id}");
        Assert.Contains("Er is nog geen volgende bijeenkomst", coach.Text(".banner.warning"), StringComparison.Ordinal);
        await DoAsync("Forward", "", ("Body", ""), ("Question", "Kan dit?"));
        Assert.NotEqual("", coach.ErrorAt("Body"));
        await DoAsync("Forward", "", ("Body", body.ToString()), ("Question", "Kan dit?"), ("DueOn", "2031-03-03"));
        Assert.Equal(("/beheer?soort=punt&pagina=2", ""), (coach.Path, coach.Errors));
        foreach (var point in points) Assert.Equal("Kan dit?", Assert.Single((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Answers).Question);
        await DoAsync("Confirm");
        Assert.True((await site.UseAsync((AgendaItemService s) => s.FindAsync(points[1].Id)))!.IsConfirmed);
        await coach.OpenAsync($"/beheer/punten/samen?punt={points[0].Id}&terug=https://elders.example");
        Assert.Equal("/beheer/punten", LinkOf(coach, "Terug naar de lijst"));
    }

    [Theory, AllDatabases]
    public async Task Several_stories_are_read_and_closed_with_one_reason_and_several_people_told_at_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = new[] { await ToldAsync(site, Word()), await ToldAsync(site, Word()) };
        var letters = new[] { await LetterAsync(site, Word()), await LetterAsync(site, Word()) };
        var coach = await CoachAsync(site);
        var stories = $"verhaal={told[0].Id}&verhaal={told[1].Id}&terug={Uri.EscapeDataString("/beheer/feedback?soort=Barrier")}";
        async Task DoAsync(string page, string handler, string chosen, string one, params (string, string)[] fields)
        {
            await coach.OpenAsync($"{page}?{chosen}");
            var values = coach.Filled(fields);
            values.Remove(one);
            await coach.PostAsync($"{page}?handler={handler}&{chosen}", values);
        }

        await DoAsync("/beheer/feedback/samen", "Read", stories, "verhaal");
        Assert.Equal("/beheer/feedback?soort=Barrier", coach.Path);
        await DoAsync("/beheer/feedback/samen", "Close", stories, "verhaal", ("CloseReason", " "));
        Assert.NotEqual("", coach.ErrorAt("CloseReason"));
        await DoAsync("/beheer/feedback/samen", "Close", stories, "verhaal", ("CloseReason", "Dit is opgelost."));
        Assert.Contains("2 verhalen zijn nu klaar.", coach.Text(".messages"), StringComparison.Ordinal);
        foreach (var one in told) Assert.Equal("Dit is opgelost.", (await site.UseAsync((FeedbackService s) => s.FindAsync(one.Id)))!.CloseReason);

        await DoAsync("/beheer/vertellen/samen", "Done", $"vertel={letters[0]}&vertel={letters[1]}&terug=%2Fbeheer%3Fsoort%3Dvertellen", "vertel");
        Assert.Equal("/beheer?soort=vertellen", coach.Path);
        Assert.Equal(2, await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().CountAsync(t => letters.Contains(t.Id) && t.DoneOn != null, Cancel)));
        var member = await CoachAsync(site, "organisatie@zolim.example");
        foreach (var page in new[] { "/beheer/feedback/samen", "/beheer/vertellen/samen" }) Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
    }
}
