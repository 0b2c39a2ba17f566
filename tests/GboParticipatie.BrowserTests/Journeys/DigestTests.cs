using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The member of the steering group: from the digest in the mailbox to an answer to each question.</summary>
[Collection("TimedZolim")]
public sealed class DigestTests(TimedZolim region)
{
    private const string Member = "stuurgroep@zolim.example";
    private const string Colleague = "greet.stevens@zolim.example";
    private static readonly string[] Decisions = ["Doen we", "Een deel doen we", "Doen we niet", "Bestaat al", "Zoeken we uit"];

    [Fact]
    public Task A_member_opens_the_digest_and_answers_each_question_in_its_own_way() => AnswerTheDigestAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task A_member_opens_the_digest_and_answers_each_question_in_its_own_way_without_script_too() => AnswerTheDigestAsync(javaScript: false);

    private async Task AnswerTheDigestAsync(bool javaScript)
    {
        var asked = new List<(AgendaItem Item, Answer Answer)>();
        foreach (var decision in Decisions)
        {
            var item = await region.PointAsync("organisatie@zolim.example", "overkoepelende-klankgroep", $"Een vraag waarop ‘{decision}’ het antwoord wordt, {Guid.NewGuid():N}.");
            asked.Add((item, await region.AskAsync(item, $"Wat doen jullie met {item.Reference}?")));
        }

        var digest = await NextDigestAsync(asked[0].Item.Reference);
        Assert.Contains("vragen wachten op antwoord", digest.Subject, StringComparison.Ordinal);
        await using var member = await region.VisitAsync(javaScript: javaScript);
        await member.GoAsync(digest.Link("/digest/"));
        Assert.StartsWith("/inloggen", member.Path, StringComparison.Ordinal);
        await member.TypeAsync("Wat is je e-mailadres?", Member);
        await member.PressAsync("Stuur mij een code");
        await member.EnterCodeAsync(Member);
        await member.LooksRightEverywhereAsync();
        var overview = member.Path;
        for (var i = 0; i < Decisions.Length; i++)
        {
            await member.GoAsync(overview);
            var row = member.Page.Locator(".agenda-row", new PageLocatorOptions { HasText = $"Wat doen jullie met {asked[i].Item.Reference}?" });
            await member.GoByAsync(row.GetByRole(AriaRole.Link).First);
            var link = member.Path;
            await ScannersChangeNothingAsync(link, asked[i].Answer.Id);
            await AnswerAsync(member, Decisions[i]);
            await member.GoAsync(link);
            Assert.Equal("Het antwoord is gegeven", await member.HeadingAsync());
            Assert.Contains(Decisions[i], await member.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_stops_the_digest_gets_it_no_more_but_still_gets_each_question()
    {
        var first = await region.PointAsync("organisatie@zolim.example", "overkoepelende-klankgroep", "Een eerste vraag voor het overzicht.");
        await region.AskAsync(first, $"Wat doen jullie met {first.Reference}?");
        var stop = (await NextDigestAsync(first.Reference)).Link("/digest/uit/");
        await using var member = await region.VisitAsync(phone: true);
        await member.GoAsync(stop);
        await member.GoAsync(stop);
        Assert.Contains("Je krijgt het overzicht van Stuurgroep GBO per mail", await member.TextAsync(), StringComparison.Ordinal);
        await member.LooksRightEverywhereAsync();

        await member.PressAsync("Stuur me dit overzicht niet meer");

        Assert.Contains("Je krijgt het overzicht niet meer per mail.", await member.MessageAsync(), StringComparison.Ordinal);
        await member.LooksRightEverywhereAsync();
        var second = await region.PointAsync("organisatie@zolim.example", "overkoepelende-klankgroep", "Een tweede vraag, na het stoppen.");
        await region.AskAsync(second, $"Wat doen jullie met {second.Reference}?");
        await NextDigestAsync(second.Reference, Colleague);
        Assert.Equal("Een vraag wacht op antwoord", (await region.LetterAsync(Member, second.Reference)).Subject);
        await member.PressAsync("Stuur me dit overzicht weer");
        Assert.Contains("Je krijgt het overzicht weer per mail.", await member.MessageAsync(), StringComparison.Ordinal);
    }

    // Made on Tuesday at seven, when the events that come before it are in it.
    private async Task<Letter> NextDigestAsync(string reference, string reader = Member)
    {
        await region.LetterAsync(Member, reference);
        var day = region.Today.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Tuesday) day = day.AddDays(1);
        region.Clock.AdvanceTo(day, "07:05");
        var since = DateTime.UtcNow;
        await region.RunAsync("DigestTask");
        return await region.LetterAsync(reader, "Open het overzicht", since);
    }

    private async Task ScannersChangeNothingAsync(string link, Guid answer)
    {
        using var scanner = new HttpClient { BaseAddress = region.Address };
        for (var i = 0; i < 2; i++)
        {
            using var got = await scanner.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
            got.EnsureSuccessStatusCode();
        }

        using var head = new HttpRequestMessage(HttpMethod.Head, link);
        using var looked = await scanner.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal(AnswerState.Asked, await region.StateAsync(answer));
    }

    private async Task AnswerAsync(Visitor member, string decision)
    {
        await member.LooksRightEverywhereAsync();
        await member.Page.GetByLabel(decision, new PageGetByLabelOptions { Exact = false }).And(member.Page.Locator($"input[type=radio]")).First.CheckAsync();
        await member.TypeAsync("Waarom?", $"Daarom: {decision}.");
        if (decision is "Doen we" or "Een deel doen we") await member.TypeAsync("Wat gebeurt er nu?", "Het OCMW past het onthaal aan.");
        if (decision is "Doen we" or "Een deel doen we" or "Zoeken we uit")
        {
            await member.PressAsync("Kijk het antwoord na");
            Assert.Contains("tegen wanneer", await member.ErrorAsync(), StringComparison.OrdinalIgnoreCase);
            await member.TypeAsync("Dag", "1");
            await member.TypeAsync("Maand", "6");
            await member.TypeAsync("Jaar", region.Today.AddYears(1).Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        await Steps.SendAnswerAsync(member);
        Assert.Contains("Bedankt", await member.MessageAsync(), StringComparison.Ordinal);
        await member.LooksRightEverywhereAsync();
    }
}
