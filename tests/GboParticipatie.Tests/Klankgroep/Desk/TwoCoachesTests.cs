using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>Two coaches who work on one meeting at once: neither loses what they did.</summary>
public sealed class TwoCoachesTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Other = "koen.daenen@zolim.example";

    [Theory, AllDatabases]
    public async Task Who_saves_an_agenda_second_sees_both_and_keeps_what_was_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}");

        await SendAsync(an, null, ("Places[0].Minutes", "25"));
        await SendAsync(koen, null, ("Places[0].Minutes", "10"));

        Assert.Contains("Iemand anders veranderde deze agenda net", koen.Errors, StringComparison.Ordinal);
        Assert.Equal("10", koen.ValueOf("Places[0].Minutes"));
        Assert.Contains("(25 min)", koen.Text("main"), StringComparison.Ordinal);
        Assert.Equal(25, await MinutesAsync(site, point));
        await SendAsync(koen, null, ("Places[0].Minutes", "10"));
        Assert.Equal(10, await MinutesAsync(site, point));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_save_an_agenda_at_the_same_moment_one_is_told(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}");

        await Task.WhenAll(SendAsync(an, null, ("Places[0].Minutes", "25")), SendAsync(koen, null, ("Places[0].Minutes", "10")));

        Assert.Single(new[] { an, koen }, b => b.Errors.Contains("Iemand anders", StringComparison.Ordinal));
        Assert.Equal(an.Errors.Length == 0 ? 25 : 10, await MinutesAsync(site, point));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_order_an_agenda_at_the_same_moment_one_is_told_and_the_order_of_the_other_stands(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var points = new List<AgendaItem>();
        for (var i = 0; i < 3; i++) points.Add(await PointAsync(site, group));
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}");
        Guid[] hers = [points[2].Id, points[0].Id, points[1].Id], his = [points[1].Id, points[2].Id, points[0].Id];

        await Task.WhenAll(SendAsync(an, null, Ordered(hers)), SendAsync(koen, null, Ordered(his)));

        Assert.Single(new[] { an, koen }, b => b.Errors.Contains("Iemand anders veranderde deze agenda net", StringComparison.Ordinal));
        var (told, winner, mine) = an.Errors.Length == 0 ? (koen, hers, his) : (an, his, hers);
        Assert.Equal(winner, await OrderAsync(site, session));
        // Who is told still has their own order before them, and reads that of the other beside it.
        Assert.Equal(mine.Select(id => id.ToString()), Enumerable.Range(0, 3).Select(i => told.ValueOf($"Places[{i}].ItemId")));
        var titles = points.ToDictionary(p => p.Id, p => p.Title);
        Assert.Equal(winner.Select(id => titles[id]), told.Page.QuerySelectorAll(".banner ol li").Select(l => l.TextContent.Trim()));
        await SendAsync(told, null, Ordered(mine));
        Assert.Equal(mine, await OrderAsync(site, session));

        static (string, string)[] Ordered(Guid[] order) => [.. order.Select((id, i) => ($"Places[{i}].ItemId", id.ToString()))];
    }

    // The race is real: what is saved beside the service, is lost without a word.
    [Theory, AllDatabases]
    public async Task Without_looking_at_the_version_the_agenda_of_the_first_is_lost(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var bothRead = new Barrier(2);
        Task<bool> SaveAsync(int minutes) => Task.Run(() => site.UseAsync(async (GboDbContext db) =>
        {
            var entry = await db.Set<AgendaEntry>().AsTracking().SingleAsync(e => e.ItemId == point.Id);
            Assert.True(bothRead.SignalAndWait(TimeSpan.FromSeconds(30)));
            entry.Place(1, minutes, null);
            return await db.SaveChangesAsync() > 0;
        }));

        var saved = await Task.WhenAll(SaveAsync(25), SaveAsync(10));

        // Both were told that it is saved.
        Assert.Equal([true, true], saved);
        Assert.Contains(await MinutesAsync(site, point), new int?[] { 25, 10 });
    }

    [Theory, AllDatabases]
    public async Task Who_changes_a_meeting_second_sees_what_it_is_now_and_keeps_what_was_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, session) = await GroupAsync(site);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}/wijzig");
        static (string, string)[] Typed(string title) => [("Form.Title", title), ("Form.Day", "2031-03-04"), ("Form.From", "14:00"), ("Form.Until", "16:00"), ("Form.Kind", "ThinkDay")];

        await SendAsync(an, null, Typed("Van An"));
        await SendAsync(koen, null, Typed("Van Koen"));

        Assert.Contains("Iemand anders veranderde", koen.Errors, StringComparison.Ordinal);
        Assert.Contains("Van An", koen.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Van Koen", koen.ValueOf("Form.Title"));
    }

    [Theory, AllDatabases]
    public async Task Notes_of_two_about_one_meeting_are_all_kept(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var (one, two, both) = (await PointAsync(site, group), await PointAsync(site, group), await PointAsync(site, group));
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}/verslag");

        await SendAsync(an, null, Said(one, "Van An."), Said(two, ""), Said(both, "An hoorde dit."));
        await SendAsync(koen, null, Said(one, ""), Said(two, "Van Koen."), Said(both, "Koen hoorde dat."));

        Assert.Equal(("Van An.", "Van Koen.", "An hoorde dit.\n\nKoen hoorde dat."), (await SaidAsync(site, one), await SaidAsync(site, two), await SaidAsync(site, both)));
        // From what stands there now, a coach may shorten or erase.
        await koen.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        await SendAsync(koen, null, Said(one, ""), Said(two, "Van Koen."), Said(both, "Samen."));
        Assert.Equal((null, "Van Koen.", "Samen."), (await SaidAsync(site, one), await SaidAsync(site, two), await SaidAsync(site, both)));
    }

    // What a page sends as it goes out of sight travels beside what its coach sends next: either can be first.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_half_sentence_that_a_page_kept_as_it_went_is_not_taken_for_the_note_of_a_colleague(bool keptFirst)
    {
        foreach (var kind in Enum.GetValues<Db>())
        {
            var site = await sites.GetAsync(kind);
            var (group, session) = await GroupAsync(site);
            var point = await PointAsync(site, group);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
            var (address, half) = FormOf(coach, null, Said(point, "Zin een, "));
            var (_, whole) = FormOf(coach, null, Said(point, "Zin een, zin twee."));

            if (keptFirst) await coach.PostAsync($"{address}?handler=Keep", half);
            await coach.PostAsync(address, whole);
            if (!keptFirst) await coach.PostAsync($"{address}?handler=Keep", half);

            Assert.Equal("Zin een, zin twee.", await SaidAsync(site, point));
        }
    }

    [Theory, AllDatabases]
    public async Task A_short_note_that_is_a_part_of_a_word_of_the_other_is_kept(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}/verslag");

        await SendAsync(an, null, Said(point, "Het duurt al jaren"));
        await SendAsync(koen, null, Said(point, "ja"));

        Assert.Equal("Het duurt al jaren\n\nja", await SaidAsync(site, point));
    }

    [Theory, AllDatabases]
    public async Task Who_ends_a_meeting_with_an_old_page_does_not_wipe_out_the_notes_of_the_other(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}/verslag");

        await SendAsync(an, null, Said(point, "Zes anderen herkennen dit."));
        await SendAsync(koen, "Hold", Said(point, "Ook in Riemst."), ($"Discussed[{point.Id}]", "true"));

        Assert.Equal(HttpStatusCode.OK, koen.Status);
        Assert.Equal("Zes anderen herkennen dit.\n\nOok in Riemst.", await SaidAsync(site, point));
    }

    [Theory, AllDatabases]
    public async Task Who_types_on_after_the_meeting_was_ended_gets_it_back_beside_the_report(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var (an, koen) = await BothAsync(site, $"/beheer/bijeenkomsten/{session.Id}/verslag");
        await SendAsync(an, "Hold", Said(point, "Zo staat het in het verslag."), ($"Discussed[{point.Id}]", "true"));

        await SendAsync(koen, null, Said(point, "Dit kwam te laat."));

        Assert.Contains("Dit typte jij, en het is niet bewaard", koen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Dit kwam te laat.", koen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Zo staat het in het verslag.", koen.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Zo staat het in het verslag.", await SaidAsync(site, point));
    }

    private static async Task<(Browser An, Browser Koen)> BothAsync(PublicSite site, string path)
        => (await (await CoachAsync(site)).OpenAsync(path), await (await CoachAsync(site, Other)).OpenAsync(path));

    private static (string, string) Said(AgendaItem point, string text) => ($"WhatWasSaid[{point.Id}]", text);

    private static async Task<int?> MinutesAsync(PublicSite site, AgendaItem point) => (await EntryAsync(site, point)).Minutes;

    private static async Task<string?> SaidAsync(PublicSite site, AgendaItem point) => (await EntryAsync(site, point)).WhatWasSaid;

    private static Task<List<Guid>> OrderAsync(PublicSite site, Session session)
        => site.UseAsync((GboDbContext db) => db.Set<AgendaEntry>().AsNoTracking().Where(e => e.SessionId == session.Id).OrderBy(e => e.Order).Select(e => e.ItemId).ToListAsync());

    private static Task<AgendaEntry> EntryAsync(PublicSite site, AgendaItem point)
        => site.UseAsync((GboDbContext db) => db.Set<AgendaEntry>().AsNoTracking().SingleAsync(e => e.ItemId == point.Id));
}
