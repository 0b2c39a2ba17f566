namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>What people see when something changed while they were busy, or when it was too much: states that no other journey comes to.</summary>
[Collection("TimedZolim")]
[Trait("Category", "Long")]
public sealed class MeanwhileTests(TimedZolim region)
{
    private const string Author = "organisatie@zolim.example";
    private const string Coach = "coach@zolim.example";
    private const string Member = "stuurgroep@zolim.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_of_two_coaches_reads_what_changed_and_keeps_what_was_typed(bool javaScript)
    {
        var point = await region.PointAsync(Author, "klankmoment-riemst", $"De bank is stuk ({javaScript}).");
        var meeting = await region.MeetingAsync(point);
        await using var an = await region.VisitAsync(javaScript: javaScript);
        await using var koen = await region.VisitAsync(phone: true, javaScript);
        await an.SignInAsync(Coach);
        await koen.SignInAsync(Coach);

        // A point.
        foreach (var coach in new[] { an, koen })
        {
            await coach.GoAsync($"/beheer/punten/{point.Reference}");
            await coach.UnfoldAsync("Maak de titel duidelijker");
        }

        await Title(an).FillAsync("De bank aan de kerk");
        await an.PressAsync("Bewaar de titel");
        await Title(koen).FillAsync("Een bank aan het plein");
        await koen.PressAsync("Bewaar de titel");
        Assert.Contains("Iemand anders veranderde dit punt net. Nu staat er: “De bank aan de kerk”", await koen.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("Een bank aan het plein", await Title(koen).InputValueAsync());
        await koen.LooksRightEverywhereAsync();

        // A meeting.
        foreach (var coach in new[] { an, koen }) await coach.GoAsync($"/beheer/bijeenkomsten/{meeting.Id}/wijzig");
        await an.TypeAsync("Waar?", "De Linde");
        await an.PressAsync("Bewaar");
        await koen.TypeAsync("Waar?", "Het buurthuis");
        await koen.PressAsync("Bewaar");
        Assert.Contains("Iemand anders veranderde deze bijeenkomst", await koen.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("Het buurthuis", await koen.Page.GetByLabel("Waar?").First.InputValueAsync());
        await koen.LooksRightEverywhereAsync();

        // Her agenda.
        foreach (var coach in new[] { an, koen }) await coach.GoAsync($"/beheer/bijeenkomsten/{meeting.Id}");
        await an.Page.GetByLabel("Minuten voor punt 1").FillAsync("25");
        await an.PressAsync("Bewaar de agenda");
        await koen.Page.GetByLabel("Minuten voor punt 1").FillAsync("10");
        await koen.PressAsync("Bewaar de agenda");
        Assert.Contains("Iemand anders veranderde deze agenda net", await koen.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("10", await koen.Page.GetByLabel("Minuten voor punt 1").InputValueAsync());
        await koen.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Who_answers_too_late_keeps_the_text_and_who_need_not_answer_reads_so()
    {
        var point = await region.PointAsync(Author, "klankmoment-riemst", "De deur van het loket is te zwaar.");
        var asked = await region.AskAsync(point, $"Kan de deur vanzelf open? ({point.Reference})");
        var link = (await region.LetterAsync(Member, point.Reference)).Link("/antwoord/");
        await using var slow = await region.VisitAsync(phone: true);
        await slow.GoAsync(link);
        await slow.ChooseAsync("Doen we niet");
        await slow.TypeAsync("Waarom?", "De deur is beschermd.");
        await slow.PressAsync("Kijk het antwoord na");

        await region.AnswerAsync(asked, "Er komt een nieuwe deur.");
        await slow.PressAsync("Verstuur");

        Assert.Equal("Het antwoord is gegeven", await slow.HeadingAsync());
        Assert.Contains("Jouw tekst is niet verstuurd. Er was net al een antwoord", await slow.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("De deur is beschermd.", await slow.TextAsync(), StringComparison.Ordinal);
        await slow.LooksRightEverywhereAsync();

        var taken = await region.PointAsync(Author, "klankmoment-riemst", "De klink van het loket is los.");
        await region.AskAsync(taken, $"Kan die klink vast? ({taken.Reference})");
        var other = (await region.LetterAsync(Member, taken.Reference)).Link("/antwoord/");
        await slow.GoAsync(other);
        await slow.ChooseAsync("Doen we niet");
        await slow.TypeAsync("Waarom?", "Ze hangt al vast.");
        await slow.PressAsync("Kijk het antwoord na");
        await region.WithdrawAsync(taken);
        await slow.PressAsync("Verstuur");
        Assert.Contains("Jouw tekst is niet verstuurd. De vraag is ingetrokken.", await slow.TextAsync(), StringComparison.Ordinal);
        await slow.LooksRightEverywhereAsync();
        await slow.GoAsync(other);
        Assert.Equal("Een antwoord is niet meer nodig", await slow.HeadingAsync());
        await slow.LooksRightEverywhereAsync();
    }

    [Theory]
    [InlineData("/antwoord/oud", "Deze link werkt niet meer")]
    [InlineData("/signalen/oud", "Deze link werkt niet meer")]
    [InlineData("/tekst/oud", "Deze link werkt niet")]
    [InlineData("/aanwezig/oud", "Deze link werkt niet")]
    [InlineData("/uitnodiging/oud", "Deze link werkt niet")]
    public async Task An_old_link_says_what_to_do(string path, string heading)
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync(path, status: 404);

        Assert.Equal(heading, await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_group_that_ended_meanwhile_takes_no_point_and_nothing_that_was_typed_is_lost()
    {
        var group = await region.GroupAsync("tijdelijk", "Klankmoment van even");
        await using var author = await region.VisitAsync(phone: true);
        await author.SignInAsync(Author);
        await author.GoAsync("/punt?groep=tijdelijk");
        await Steps.TypePointAsync(author, "De stoep aan de school is te smal.");
        await Steps.SpeakForFirstOrganisationAsync(author);
        Assert.Equal("/punt/nakijken", author.Path.Split('?')[0]);

        await region.EndAsync(group);
        await author.PressAsync("Verstuur mijn punt");

        Assert.Contains("Klankmoment van even", await author.ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("De stoep aan de school is te smal.", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.GoAsync("/punt/groep?wijzig=true");
        await author.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Who_asked_an_answer_and_who_finds_it_clear_see_what_comes_next()
    {
        var point = await region.PointAsync(Author, "klankmoment-riemst", "De bel van het loket is te stil.");
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"/beheer/punten/{point.Reference}");
        await coach.FollowAsync("Vraag een antwoord");
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", $"Kan de bel luider? ({point.Reference})");
        await coach.PressAsync("Vraag het");
        Assert.Contains("De vraag is gesteld", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        await using var member = await region.VisitAsync();
        await member.GoAsync((await region.LetterAsync(Member, point.Reference)).Link("/antwoord/"));
        await member.ChooseAsync("Bestaat al");
        await member.TypeAsync("Waarom?", $"Er hangt sinds kort een luide bel, zie {point.Reference}.");
        await Steps.SendAnswerAsync(member);
        await using var author = await region.VisitAsync(phone: true);
        await author.GoAsync((await region.LetterAsync(Author, $"zie {point.Reference}")).Button("/volg/"));
        await author.ChooseAsync("Ja");
        await author.PressAsync("Verstuur");
        Assert.Contains("Jij zei: ja", await author.TextAsync(), StringComparison.OrdinalIgnoreCase);
        await author.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Too_big_too_often_and_out_of_order_are_said_in_plain_words()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/punt/wat?groep=overkoepelende-klankgroep");
        await visitor.Page.GetByLabel("Waar lopen mensen tegenaan?").EvaluateAsync("field => { field.removeAttribute('maxlength'); field.value = 'a'.repeat(5000000); }");
        await visitor.PressAsync("Volgende");
        Assert.Equal("Dat is te groot", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();

        await visitor.GoAsync("/volg");
        await visitor.TypeAsync("Nummer", "AP-2020-9999");
        await visitor.TypeAsync("Code", "ABCDEF");
        await visitor.Page.EvaluateAsync("""
            async () => {
              const form = document.querySelector('main form');
              for (let i = 0; i < 60; i++) await fetch(form.action, { method: form.method, body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
            }
            """);
        await visitor.PressAsync("Toon mijn punt");
        Assert.Contains("Er werd heel vaak geprobeerd", await visitor.ErrorAsync(), StringComparison.Ordinal);
        await visitor.LooksRightEverywhereAsync();
        // Others of this collection look at points by their code as well.
        region.Clock.Advance(TimeSpan.FromMinutes(31));

        await visitor.GoAsync("/test/zonder-databank", status: 503);
        Assert.Equal("Er ging iets mis bij ons", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();
    }

    private static ILocator Title(Visitor coach) => coach.Page.GetByLabel("Titel", new PageGetByLabelOptions { Exact = true });
}
