using System.Globalization;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Who is invited answers by the link of a mail, without account; the coach sees who comes and what is needed.</summary>
[Collection("Zolim")]
public sealed class InvitationTests(Zolim region)
{
    private const string Member = "hilde.vrancken@zolim.example";

    [Fact]
    public Task An_invited_member_answers_by_a_link_and_the_coach_sees_what_is_needed() => AnswerAnInvitationAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task An_invited_member_answers_by_a_link_and_the_coach_sees_what_is_needed_without_script_too() => AnswerAnInvitationAsync(javaScript: false);

    private async Task AnswerAnInvitationAsync(bool javaScript)
    {
        var title = $"Klankmoment op de boerderij ({(javaScript ? "met" : "zonder")} script)";
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        var meeting = await PlanAsync(coach, title);
        await coach.GoAsync($"{meeting}/genodigden");
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync(meeting);
        await coach.PressAsync("Kondig de bijeenkomst aan");
        await coach.FollowAsync("Wie komt er?");
        await coach.LooksRightEverywhereAsync();

        var link = (await region.LetterAsync(Member, title)).Link("/uitnodiging/");
        await coach.PressAsync("Herinner wie nog niets liet weten");
        Assert.Contains("herinnering", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        Assert.Equal(link, (await region.LetterAsync(Member, "Je liet nog niet weten of je komt")).Link("/uitnodiging/"));
        await using var phone = await region.VisitAsync(phone: true, javaScript);
        await phone.GoAsync(link);
        Assert.Equal("Kom je ook?", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Laat het weten");
        Assert.Contains("Kies of je komt.", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();

        await AnswerAsync(phone, "Ja, ik kom", "3", "Laat het weten");
        Assert.Contains("Je staat op de wachtlijst.", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.UnfoldAsync("Verander je antwoord");
        await phone.LooksRightEverywhereAsync();
        await phone.TypeAsync("Tolken", "2");
        await phone.TypeAsync("Opvang voor kinderen", "1");
        await AnswerAsync(phone, "Ja, ik kom", "2", "Bewaar");
        Assert.Contains("Jullie komen met 2.", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();

        await coach.GoAsync($"{meeting}/genodigden");
        Assert.Contains("2 van 2", await coach.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("2 tolken", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await WriteDownAsync(coach, meeting);
        await CancelAsync(coach, meeting);
        await region.LetterAsync(Member, "De schuur is niet veilig.");
        await phone.GoAsync(link);
        Assert.Equal("Deze bijeenkomst gaat niet door", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.GoAsync("/uitnodiging/onzin", status: 404);
        await phone.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_member_has_the_meetings_in_their_own_calendar()
    {
        await using var member = await region.VisitAsync(phone: true);
        await member.SignInAsync("organisatie@zolim.example");
        await member.GoAsync("/mijn");
        Assert.Contains("Kom je ook?", await member.TextAsync(), StringComparison.Ordinal);
        await member.LooksRightEverywhereAsync();
        await member.FollowAsync("Eerste overkoepelende klankgroep");
        Assert.Equal("Kom je ook?", await member.HeadingAsync());
        await member.GoAsync("/mijn/kalender");
        await member.LooksRightEverywhereAsync();
        await member.PressAsync("Maak mijn adres");
        await member.LooksRightEverywhereAsync();
        var address = await member.Page.Locator("#adres").InnerTextAsync();
        var feed = await member.Page.APIRequest.GetAsync(address);
        Assert.Contains("SUMMARY:Eerste overkoepelende klankgroep", await feed.TextAsync(), StringComparison.Ordinal);
        await member.GoAsync("/mijn/kalender");
        await member.LooksRightEverywhereAsync();
        await member.PressAsync("Stop ermee");
        Assert.Contains("werkt niet meer", await member.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await member.Page.APIRequest.GetAsync(address)).Status);
    }

    private static async Task<string> PlanAsync(Visitor coach, string title)
    {
        await coach.GoAsync("/beheer/bijeenkomsten/nieuw");
        await coach.Page.GetByLabel("Groep").SelectOptionAsync(new SelectOptionValue { Label = "Klankmoment Riemst" });
        await coach.TypeAsync("Titel", title);
        await coach.TypeAsync("Dag", DateTime.UtcNow.AddDays(25).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await coach.Page.GetByLabel("Van", new PageGetByLabelOptions { Exact = true }).FillAsync("14:00");
        await coach.Page.GetByLabel("Tot", new PageGetByLabelOptions { Exact = true }).FillAsync("16:00");
        await coach.TypeAsync("Hoogstens", "2");
        await coach.PressAsync("Maak de bijeenkomst");
        Assert.Equal(title, await coach.HeadingAsync());
        return coach.Path;
    }

    private static async Task AnswerAsync(Visitor phone, string reply, string people, string button)
    {
        await phone.ChooseAsync(reply);
        await phone.TypeAsync("Met hoeveel mensen kom je?", people);
        await phone.PressAsync(button);
    }

    private static async Task WriteDownAsync(Visitor coach, string meeting)
    {
        await coach.GoAsync($"{meeting}/genodigden?antwoord=komt");
        await coach.GoByAsync(coach.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Noteer antwoord" }).First);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Met hoeveel mensen kom je?", "0");
        await coach.PressAsync("Bewaar");
        Assert.Contains("van 1 tot 50", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await AnswerAsync(coach, "Misschien", "1", "Bewaar");
        Assert.Contains("is bewaard", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.GoAsync($"{meeting}/genodigden?antwoord=wacht");
        await coach.LooksRightEverywhereAsync();
    }

    private static async Task CancelAsync(Visitor coach, string meeting)
    {
        await coach.GoAsync($"{meeting}/afzeggen");
        await coach.TypeAsync("Waarom?", "De schuur is niet veilig.");
        await coach.PressAsync("Zeg af");
    }
}
