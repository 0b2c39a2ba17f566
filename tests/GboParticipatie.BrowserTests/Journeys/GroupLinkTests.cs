namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The link or QR of a group: a point without an account, followed by number and code.</summary>
[Collection("Zolim")]
public sealed class GroupLinkTests(Zolim region)
{
    private const string Group = "klankmoment-bilzen-hoeselt";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_scans_the_code_brings_a_point_for_its_organisation_and_follows_it_without_an_account(bool javaScript)
    {
        var problem = $"Wie geen wagen heeft, geraakt op zaterdag niet in het Huis van het Kind ({(javaScript ? "met" : "zonder")} script).";
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync($"/beheer/groepen/{Group}");
        await coach.LooksRightEverywhereAsync();
        var link = new Uri(await coach.Page.GetByLabel("De link, om te kopiëren").InputValueAsync()).PathAndQuery;

        await using var phone = await region.VisitAsync(phone: true, javaScript);
        await phone.GoAsync(link);
        Assert.Equal("Breng een punt naar het klankmoment in Bilzen-Hoeselt", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Begin");
        await Steps.TypePointAsync(phone, problem);

        // For whom: nobody is taken for a private person because they forgot to choose.
        Assert.Equal("Voor wie spreek je?", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Volgende");
        Assert.Contains("Kies voor wie je spreekt.", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.ChooseAsync("Mijn organisatie staat er niet bij");
        await phone.PressAsync("Volgende");
        Assert.Contains("Schrijf de naam van je organisatie.", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.ChooseAsync("Vereniging De Schakel");
        await phone.PressAsync("Volgende");
        Assert.Contains("Vereniging De Schakel", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.PressAsync("Verstuur mijn punt");

        Assert.Equal("Je punt is goed aangekomen", await phone.HeadingAsync());
        var done = await phone.TextAsync();
        Assert.Contains("Schrijf je nummer en code op", done, StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await ItIsFollowedByNumberAndCodeAsync(Steps.Reference(done), Steps.Code(done), problem, javaScript);
        await TheCoachConfirmsWhoBroughtItAsync(coach, Steps.Reference(done), problem);
    }

    private async Task ItIsFollowedByNumberAndCodeAsync(string reference, string code, string problem, bool javaScript)
    {
        await using var later = await region.VisitAsync(phone: true, javaScript);
        await Steps.FollowAsync(later, reference, code == "AAAAAA" ? "BBBBBB" : "AAAAAA");
        Assert.Contains("We vinden niets met dit nummer en deze code", await later.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(reference, await later.Page.GetByLabel("Nummer").InputValueAsync());
        await later.LooksRightEverywhereAsync();
        await Steps.FollowAsync(later, reference.ToLowerInvariant(), $" {code.ToLowerInvariant()} ");
        var text = await later.TextAsync();
        Assert.Contains(problem, text, StringComparison.Ordinal);
        Assert.Contains("Je punt is aangekomen", text, StringComparison.Ordinal);
        await later.LooksRightEverywhereAsync();
    }

    private async Task TheCoachConfirmsWhoBroughtItAsync(Visitor coach, string reference, string problem)
    {
        await using var anyone = await region.VisitAsync();
        await anyone.GoAsync($"/volg/{reference}", status: 404);
        Assert.DoesNotContain(problem, await anyone.TextAsync(), StringComparison.Ordinal);
        await coach.GoAsync("/beheer?status=onbevestigd");
        Assert.Contains(reference, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync($"/beheer/punten/{reference}");
        Assert.Contains("Niet bevestigd", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Bevestig");
        Assert.Contains("Bevestigd", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await anyone.GoAsync($"/volg/{reference}");
        Assert.Contains(problem, await anyone.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_no_longer_works_says_what_to_do()
    {
        await using var phone = await region.VisitAsync(phone: true);
        await phone.GoAsync("/g/AAAAAAAAAAAAAAAA", status: 404);

        Assert.Equal("Deze link werkt niet meer", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
    }
}
