namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>What a coach typed and did not keep by hand: it is there after the tab was closed, and one key does not send half of it elsewhere.</summary>
[Collection("TimedZolim")]
public sealed class UnfinishedTests(TimedZolim region)
{
    private const string Coach = "coach@zolim.example";
    private const string Group = "klankmoment-bilzen-hoeselt";
    private const string Hide = "() => { Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";

    [Fact]
    public async Task A_report_that_is_half_written_is_there_after_closing_the_tab_and_goes_on_without_doubling_anything()
    {
        var address = await ReportAsync("De lift is stuk en niemand komt.");
        // The browser stays open: what a tab sends while it closes, is sent by the browser.
        await using var first = await CoachAsync(address);
        await first.TypeAsync("Wat werd er gezegd?", "Zes mensen herkennen dit.");
        await first.TypeAsync("Wat is besloten?", "We vragen het na.");
        await CloseAsync(first);

        await using var second = await CoachAsync(address);
        await UntilAsync(second, address, "textarea[name^=WhatWasSaid]", "Zes mensen herkennen dit.");
        Assert.Equal("We vragen het na.", await second.Page.Locator("textarea[name^=Conclusion]").First.InputValueAsync());

        // Kept twice while it is written, and then by hand: nothing is taken for the note of a colleague.
        foreach (var text in new[] { "We vragen het na bij de stad.", "We vragen het na bij de stad en de school." })
        {
            var mark = await second.Page.Locator("input[name^=WasConclusion]").First.InputValueAsync();
            await second.TypeAsync("Wat is besloten?", text);
            await second.Page.EvaluateAsync(Hide);
            await second.Page.WaitForFunctionAsync("was => document.querySelector('input[name^=WasConclusion]').value !== was", mark);
        }

        await second.TypeAsync("Wat is besloten?", "We vragen het na bij de stad en de school. Jan volgt op.");
        await second.PressAsync("Bewaar");
        Assert.Equal("We vragen het na bij de stad en de school. Jan volgt op.", await second.Page.Locator("textarea[name^=Conclusion]").First.InputValueAsync());
    }

    [Fact]
    public async Task A_sentence_that_was_half_when_the_page_was_asked_again_is_finished_once()
    {
        var address = await ReportAsync("De lift is weer stuk.");
        await using var coach = await CoachAsync(address);
        await coach.Page.Locator("textarea[name^=WhatWasSaid]").First.PressSequentiallyAsync("Zin een, ");
        await coach.Page.ReloadAsync();
        var said = coach.Page.Locator("textarea[name^=WhatWasSaid]").First;
        Assert.StartsWith("Zin een,", await said.InputValueAsync(), StringComparison.Ordinal);

        // Not only the end is other than what was kept.
        await said.FillAsync("Eerst dit. Zin één, zin twee.");
        await coach.Page.WaitForFunctionAsync("() => document.querySelector('input[name^=Was]').value !== ''");
        await coach.PressAsync("Bewaar");

        Assert.Equal("Eerst dit. Zin één, zin twee.", await coach.Page.Locator("textarea[name^=WhatWasSaid]").First.InputValueAsync());
    }

    [Fact]
    public async Task How_much_may_still_be_written_is_said_once_that_is_little()
    {
        await using var coach = await CoachAsync(await ReportAsync("De bel is stuk."));
        var said = coach.Page.Locator("textarea[name^=WhatWasSaid]").First;
        var count = coach.Page.Locator(".field:has(textarea[name^=WhatWasSaid]) .count").First;

        await said.FillAsync(new string('a', 18_000));
        Assert.False(await count.IsVisibleAsync());
        await said.FillAsync(new string('a', 19_200));
        Assert.Equal("Je kan nog 800 tekens schrijven.", await count.InnerTextAsync());
        await said.FillAsync("");
        Assert.False(await count.IsVisibleAsync());
    }

    [Fact]
    public async Task Lines_of_a_meeting_are_there_after_closing_the_tab_as_typed_and_as_they_were_changed_one_by_one()
    {
        var address = (await ReportAsync("Er is geen bank in het park.")).Replace("/verslag", "/lijnen", StringComparison.Ordinal);
        await using var first = await CoachAsync(address);
        await first.TypeAsync("Wat werd er gezegd?", "De bus komt te laat\nDe school is te duur");
        await CloseAsync(first);
        await using var second = await CoachAsync(address);
        await UntilAsync(second, address, "textarea[name=Text]", "De bus komt te laat\nDe school is te duur");
        await second.PressAsync("Kijk de punten na");
        await second.TypeAsync("Punt 2", "De school is te duur voor een gezin met drie kinderen");
        await CloseAsync(second);

        await using var third = await CoachAsync(address);
        await UntilAsync(third, address, "textarea[name=Text]", "De bus komt te laat\nDe school is te duur voor een gezin met drie kinderen");
    }

    [Fact]
    public async Task Enter_on_a_tick_box_keeps_the_report_and_does_not_send_what_someone_told()
    {
        var address = await ReportAsync("De wachtzaal is koud in de winter.");
        await using var coach = await CoachAsync(address);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Wat werd er gezegd?", "Vier mensen herkennen dit.");

        await coach.GoByAsync(coach.Page.GetByLabel("Besproken").First, "Enter");

        Assert.Contains("Bewaard. Je kan later verder schrijven", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await coach.Page.GetByRole(AriaRole.Alert).CountAsync());
        Assert.Equal("Vier mensen herkennen dit.", await coach.Page.Locator("textarea[name^=WhatWasSaid]").First.InputValueAsync());
    }

    // The report of a meeting that goes on now, with one point on its agenda.
    private async Task<string> ReportAsync(string problem)
    {
        var meeting = await region.MeetingAsync(await region.PointAsync("hilde.vrancken@zolim.example", Group, problem));
        return $"/beheer/bijeenkomsten/{meeting.Id}/verslag";
    }

    private async Task<Visitor> CoachAsync(string address)
    {
        var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync(address);
        return coach;
    }

    // As the cross of the tab does.
    private static async Task CloseAsync(Visitor visitor)
    {
        var closed = new TaskCompletionSource();
        visitor.Page.Close += (_, _) => closed.TrySetResult();
        await visitor.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(15));
    }

    // What a tab sends while it closes, arrives a moment later.
    private static async Task UntilAsync(Visitor visitor, string address, string field, string text)
    {
        for (var tries = 0; ; tries++)
        {
            await visitor.GoAsync(address);
            var found = visitor.Page.Locator(field);
            if (await found.CountAsync() > 0 && await found.First.InputValueAsync() == text) return;
            Assert.True(tries < 50, "What was typed did not arrive.");
        }
    }
}
