namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The contact of a target-group organisation puts a point on the agenda, on a phone.</summary>
[Collection("Zolim")]
public sealed class ProposeTests(Zolim region)
{
    private const string Bus = "Ouders zonder auto geraken niet op het consultatiebureau in Riemst. De bus rijdt maar om de twee uur.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_on_a_phone_brings_a_point_and_follows_it(bool javaScript)
    {
        await using var phone = await region.VisitAsync(phone: true, javaScript);
        await phone.GoAsync("/");
        await phone.LooksRightEverywhereAsync();
        await phone.FollowAsync("Zet iets op de agenda");
        await Steps.TypePointAsync(phone, Bus, looks: true);

        // Only now: who are you? What was typed is still there after the mail.
        await phone.LooksRightEverywhereAsync();
        await phone.TypeAsync("Wat is je e-mailadres?", "organisatie@zolim.example");
        await phone.PressAsync("Stuur mij een code");
        await phone.LooksRightEverywhereAsync();
        await phone.EnterCodeAsync("organisatie@zolim.example");
        await Steps.SpeakForFirstOrganisationAsync(phone);

        Assert.Equal("Kijk je antwoorden na", await phone.HeadingAsync());
        Assert.Contains(Bus, await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();
        await phone.PressAsync("Verstuur mijn punt");

        Assert.Equal("Je punt is goed aangekomen", await phone.HeadingAsync());
        var text = await phone.TextAsync();
        Assert.Matches(@"AP-20\d\d-\d{4}", text);
        Assert.Contains("Dit gebeurt nu", text, StringComparison.Ordinal);
        Assert.Matches("(maan|dins|woens|donder|vrij|zater|zon)dag \\d+ [a-z]+ 20\\d\\d", text);
        await phone.LooksRightEverywhereAsync();
        await phone.FollowAsync("Bekijk waar je punt staat");
        Assert.Contains("Je punt is aangekomen", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightEverywhereAsync();

        var reference = Steps.Reference(text);
        var letter = await region.LetterAsync("organisatie@zolim.example", reference);
        Assert.Equal("Je punt is goed aangekomen", letter.Subject);
    }

    [Fact]
    public async Task The_mailed_link_goes_on_with_the_point_in_another_browser()
    {
        const string person = "nieuw@buurtwerk.example";
        await using var phone = await region.VisitAsync(phone: true);
        await using var laptop = await region.VisitAsync();
        await phone.GoAsync("/punt");
        await Steps.TypePointAsync(phone, "De brief over de kinderbijslag is te moeilijk.");
        await phone.TypeAsync("Wat is je e-mailadres?", person);
        await phone.PressAsync("Stuur mij een code");

        var letter = await region.LetterAsync(person, "code");
        await laptop.GoAsync(letter.Link("/inloggen/"));
        await laptop.LooksRightEverywhereAsync();
        await laptop.PressAsync($"Log in als {person}");

        Assert.StartsWith("/punt", laptop.Path, StringComparison.Ordinal);
        await laptop.ChooseAsync("Ik spreek voor een organisatie");
        await laptop.TypeAsync("Naam van je organisatie", "Buurtwerk Riemst");
        await laptop.PressAsync("Volgende");
        Assert.Contains("De brief over de kinderbijslag is te moeilijk.", await laptop.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Vertel kort")]
    [InlineData("Mevrouw met nummer 85.07.30-033.28 wacht al lang.", "rijksregisternummer")]
    [InlineData("Stort het op BE71 0961 2345 6769.", "rekeningnummer")]
    public async Task A_text_that_cannot_be_sent_gets_a_clear_message_and_is_kept(string typed, string message)
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", typed);
        await visitor.PressAsync("Volgende");

        Assert.StartsWith("Fout: ", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains(message, await visitor.Page.GetByRole(AriaRole.Alert).First.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(typed, await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").First.InputValueAsync());
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Pressing_Back_loses_nothing()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", Bus);
        await visitor.PressAsync("Volgende");
        await visitor.TypeAsync("Wat zou helpen?", "Meer bussen");
        await visitor.PressAsync("Terug");

        Assert.Equal(Bus, await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").First.InputValueAsync());
        await visitor.PressAsync("Volgende");
        Assert.Equal("Meer bussen", await visitor.Page.GetByLabel("Wat zou helpen?").First.InputValueAsync());
    }

    [Fact]
    public async Task The_Back_of_the_browser_works_after_a_mistake_too()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        await visitor.PressAsync("Volgende");
        Assert.Contains("Vertel kort", await visitor.ErrorAsync(), StringComparison.Ordinal);
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", Bus);
        await visitor.PressAsync("Volgende");

        await visitor.Page.GoBackAsync();

        Assert.Equal(Bus, await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").First.InputValueAsync());
    }

    [Fact]
    public async Task Half_a_text_is_still_there_after_a_way_out_and_back_until_it_is_sent()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        var page = new Uri(visitor.Page.Url).PathAndQuery;
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", Bus);

        await visitor.GoAsync("/hulp");
        await visitor.GoAsync(page);

        Assert.Equal(Bus, await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").First.InputValueAsync());
        await visitor.PressAsync("Volgende");
        await visitor.GoAsync(page);
        Assert.Equal(Bus, await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").First.InputValueAsync());
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("sessionStorage.length"));
    }

    [Fact]
    public async Task The_first_text_outlives_its_tab_on_the_same_device_until_it_is_sent_or_wiped()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt");
        await Steps.ChooseGroupIfAskedAsync(visitor);
        var address = visitor.Page.Url;
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", Bus);

        var second = await NewTabAsync();
        Assert.Equal(Bus, await second.Locator("textarea").InputValueAsync());
        Assert.True(await second.GetByText("op dit toestel getypt").IsVisibleAsync());
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Wis dit" }).ClickAsync();
        Assert.Equal("", await second.Locator("textarea").InputValueAsync());
        Assert.Equal("", await (await NewTabAsync()).Locator("textarea").InputValueAsync());

        await visitor.TypeAsync("Waar lopen mensen tegenaan?", Bus + " Echt.");
        await visitor.LooksRightEverywhereAsync();
        await visitor.PressAsync("Volgende");
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("Object.keys(localStorage).filter(k => k.startsWith('bewaard ')).length"));

        async Task<IPage> NewTabAsync()
        {
            var tab = await visitor.Page.Context.NewPageAsync();
            await tab.GotoAsync(address);
            return tab;
        }
    }

    [Fact]
    public async Task Who_goes_on_later_gets_a_link_on_the_page_and_in_a_mail()
    {
        var person = $"{Guid.NewGuid():N}@straat.example";
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt?groep=overkoepelende-klankgroep");
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", "De bel aan de deur is te hoog.");
        await visitor.PressAsync("Bewaren en later verdergaan");
        Assert.Equal("/punt/bewaard", visitor.Path);
        await visitor.LooksRightEverywhereAsync();
        await visitor.PressAsync("Mail mij de link");
        Assert.NotEmpty(await visitor.ErrorAsync());
        await visitor.LooksRightEverywhereAsync();
        await visitor.TypeAsync("Je e-mailadres", person);
        await visitor.PressAsync("Mail mij de link");
        Assert.Contains(person, await visitor.MessageAsync(), StringComparison.Ordinal);

        await using var computer = await region.VisitAsync();
        await computer.GoAsync((await region.LetterAsync(person, "/punt/verder/")).Link("/punt/verder/"));
        await computer.LooksRightEverywhereAsync();
        Assert.Equal("/punt/helpt", computer.Path);
        await computer.GoAsync("/punt/wat");
        Assert.Equal("De bel aan de deur is te hoog.", await computer.Page.GetByLabel("Waar lopen mensen tegenaan?").InputValueAsync());
    }
}
