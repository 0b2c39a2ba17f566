namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Pages that no other journey passes by.</summary>
[Collection("TimedZolim")]
public sealed class RarePagesTests(TimedZolim region)
{
    [Fact]
    public async Task Who_had_begun_is_asked_whether_to_go_on_and_the_link_of_a_draft_that_is_gone_says_so()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt?groep=overkoepelende-klankgroep");
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", "De stoep is te smal.");
        await visitor.PressAsync("Volgende");
        await visitor.GoAsync("/punt");
        Assert.Equal("Je was al begonnen", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();

        await visitor.GoAsync("/vertel");
        await visitor.Page.Locator("label.choice").First.ClickAsync();
        await visitor.PressAsync("Volgende");
        await visitor.Page.Locator("main textarea").First.FillAsync("De stoep is te smal.");
        await visitor.PressAsync("Volgende");
        await visitor.GoAsync("/vertel");
        Assert.Equal("Je was al begonnen", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();

        await visitor.GoAsync($"/punt/verder/{Guid.NewGuid()}", status: 404);
        await visitor.LooksRightEverywhereAsync();
        await visitor.SignInAsync("ilse.jorissen@zolim.example");
        await visitor.GoAsync("/mijn/vertellen");
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task The_coach_changes_and_cancels_a_meeting_and_reads_what_a_workflow_did()
    {
        var point = await region.PointAsync("organisatie@zolim.example", "klankmoment-bilzen-hoeselt", "De stoep is te smal.");
        var meeting = await region.MeetingAsync(point);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        foreach (var page in new[] { "wijzig", "afzeggen" })
        {
            await coach.GoAsync($"/beheer/bijeenkomsten/{meeting.Id}/{page}");
            Assert.EndsWith(page, coach.Path, StringComparison.Ordinal);
            await coach.LooksRightEverywhereAsync();
        }

        await region.LetterAsync("organisatie@zolim.example", point.Reference);
        await coach.GoAsync("/beheer/workflows");
        await coach.FollowAsync("Een punt komt binnen");
        await coach.LooksRightEverywhereAsync();
        await coach.GoByAsync(coach.Page.Locator("main td.text-nowrap a").First);
        await coach.LooksRightEverywhereAsync();
    }
}
