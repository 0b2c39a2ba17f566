using System.Text.RegularExpressions;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Vertel wat je merkt: without a name on a telephone, with a name on one page, and the coach's answer.</summary>
[Collection("Zolim")]
public sealed partial class TellTests(Zolim region)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Someone_without_a_name_tells_it_on_a_phone_the_coach_answers_and_number_and_code_show_the_answer(bool javaScript)
    {
        var problem = $"In de wachtzaal is geen plaats voor een buggy ({(javaScript ? "met" : "zonder")} script).";
        await using var phone = await region.VisitAsync(phone: true, javaScript);
        await phone.GoAsync("/");
        await phone.Page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Vertel wat je merkt" }).ClickAsync();
        await AnswerQuestionsAsync(phone, problem);
        await phone.PressAsync("Volgende");
        Assert.Contains("Kies of je zegt wie je bent", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.ChooseAsync("Zonder naam");
        await phone.PressAsync("Volgende");
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Verstuur");

        Assert.Equal("Bedankt, het is goed aangekomen", await phone.HeadingAsync());
        var done = await phone.TextAsync();
        Assert.Contains("Je ziet dit nog tien minuten in deze browser", done, StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        var (reference, code) = (Number().Match(done).Value, Steps.Code(done));
        await TheCoachAnswersAsync(reference, problem, "Vanaf maart is er een grotere zaal.");

        await using var later = await region.VisitAsync(phone: true, javaScript);
        await later.GoAsync($"/volg/{reference}", status: 404);
        await later.LooksRightEverywhereAsync();
        await Steps.FollowAsync(later, reference.ToLowerInvariant(), code);
        Assert.Contains("Vanaf maart is er een grotere zaal.", await later.TextAsync(), StringComparison.Ordinal);
        await later.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_field_worker_tells_it_on_one_page_and_finds_what_was_typed_after_a_mistake()
    {
        await using var worker = await region.VisitAsync(phone: true);
        await worker.SignInAsync("basiswerker@zolim.example");
        await worker.GoAsync("/vertel");
        Assert.Equal("/vertel/kort", worker.Path);
        await worker.LooksRightEverywhereAsync();
        await worker.TypeAsync("Wat zou helpen?", "Een tolk aan de balie.");
        await worker.PressAsync("Verstuur");
        Assert.Contains("Eén zin is genoeg", await worker.ErrorAsync(), StringComparison.Ordinal);
        await worker.LooksRightEverywhereAsync();
        Assert.Equal("Een tolk aan de balie.", await worker.Page.GetByLabel("Wat zou helpen?").InputValueAsync());

        await worker.TypeAsync("Waar lopen mensen tegenaan?", "Aan de balie spreekt niemand Turks.");
        await worker.PressAsync("Verstuur");

        Assert.Contains("We sturen je dit ook in een mail.", await worker.TextAsync(), StringComparison.Ordinal);
        await worker.LooksRightEverywhereAsync();
    }

    private static async Task AnswerQuestionsAsync(Visitor phone, string problem)
    {
        await phone.PressAsync("Volgende");
        Assert.Contains("Kies wat je wil vertellen", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.ChooseAsync("Een drempel");
        await NextAsync();
        await phone.TypeAsync("Waar lopen mensen tegenaan?", problem);
        await NextAsync();
        await phone.TypeAsync("Wat zou helpen?", "Een grotere zaal.");
        await NextAsync();
        await phone.ChooseAsync("Wonen");
        await NextAsync();
        await phone.ChooseAsync("2 tot 4 mensen");
        await NextAsync();
        await phone.ChooseAsync("Wie er iets aan kan doen");
        await NextAsync();

        async Task NextAsync()
        {
            await phone.LooksRightEverywhereAsync();
            await phone.PressAsync("Volgende");
        }
    }

    private async Task TheCoachAnswersAsync(string reference, string problem, string answer)
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync($"/beheer/feedback?zoek={reference}");
        await coach.LooksRightEverywhereAsync();
        await coach.Page.Locator("table").GetByRole(AriaRole.Link).First.ClickAsync();
        Assert.Contains(problem, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Ik las dit");
        await coach.TypeAsync("Je antwoord", answer);
        await coach.PressAsync("Verstuur het antwoord");
        Assert.Contains("nummer en code", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    [GeneratedRegex(@"FB-\d{4}-\d{4,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
