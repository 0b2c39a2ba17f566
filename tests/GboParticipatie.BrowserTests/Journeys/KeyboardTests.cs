namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The main job by Tab, Enter, Space and letters alone: nothing is clicked, and where one is can be seen at each step.</summary>
[Collection("Zolim")]
public sealed class KeyboardTests(Zolim region)
{
    private const string Member = "stuurgroep@zolim.example";

    // What has the focus: its name, whether it is seen, and how far it stands out.
    private const string Focused =
        """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const label = e.labels?.[0]?.innerText ?? e.getAttribute('aria-label') ?? e.innerText ?? '';
          const box = (e.closest('label.choice') ?? e).getBoundingClientRect();
          const style = getComputedStyle(e), around = getComputedStyle(e.closest('label.choice') ?? e);
          const hit = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height / 2, 40))));
          return [e.tagName, e.type ?? '', label.trim(), String(e.id),
            String(style.outlineStyle !== 'none' || style.boxShadow !== 'none' || around.outlineStyle !== 'none' || around.boxShadow !== 'none'),
            String(hit !== null && (hit === e || e.contains(hit) || hit.contains(e) || hit.closest('label') === e.closest('label')))];
        }
        """;

    [Fact]
    public async Task A_point_comes_to_its_number_without_a_mouse()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/");
        await EnterAsync(visitor, "Zet iets op de agenda");
        if (visitor.Path.StartsWith("/punt/groep", StringComparison.Ordinal))
        {
            await SpaceAsync(visitor);
            await EnterAsync(visitor, "Volgende");
        }

        await WriteAsync(visitor, "Waar lopen mensen tegenaan?", "De lift in het station is stuk: met een buggy geraak je er niet.");
        await EnterAsync(visitor, "Volgende");
        await WriteAsync(visitor, "Wat zou helpen?", "Een lift die werkt.");
        await EnterAsync(visitor, "Volgende");
        await SpaceAsync(visitor);
        await EnterAsync(visitor, "Volgende");
        await SpaceAsync(visitor);
        await EnterAsync(visitor, "Volgende");
        await EnterAsync(visitor, "Volgende");
        await SpaceAsync(visitor);
        await EnterAsync(visitor, "Volgende");
        var asked = DateTime.UtcNow;
        await WriteAsync(visitor, "Wat is je e-mailadres?", "organisatie@zolim.example");
        await EnterAsync(visitor, "Stuur mij een code");
        await WriteAsync(visitor, "Welke code staat in de mail?", (await region.LetterAsync("organisatie@zolim.example", "Typ die op de pagina", asked)).Code);
        await EnterAsync(visitor, "Log in");
        if (visitor.Path.StartsWith("/punt/wie", StringComparison.Ordinal))
        {
            await SpaceAsync(visitor);
            await EnterAsync(visitor, "Volgende");
        }

        await EnterAsync(visitor, "Verstuur mijn punt");

        Assert.Equal("Je punt is goed aangekomen", await visitor.HeadingAsync());
        Assert.Matches(@"AP-20\d\d-\d{4}", await visitor.TextAsync());
    }

    [Fact]
    public async Task A_question_is_answered_by_its_link_without_a_mouse()
    {
        await using var author = await region.VisitAsync();
        await author.SignInAsync("organisatie@zolim.example");
        var reference = await Steps.BringPointAsync(author, "Er is geen verschoontafel.");
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await Steps.AskSteeringGroupAsync(coach, reference, $"Kan er een verschoontafel komen? ({reference})");
        await using var member = await region.VisitAsync();
        await member.GoAsync((await region.LetterAsync(Member, reference)).Link("/antwoord/"));

        await SpaceAsync(member);
        await WriteAsync(member, "Waarom?", "Ouders komen hier met baby's.");
        await WriteAsync(member, "Wat gebeurt er nu?", "We hangen er een op.");
        await WriteAsync(member, "Dag", "1");
        await WriteAsync(member, "Maand", "3");
        await WriteAsync(member, "Jaar", "2031");
        await EnterAsync(member, "Kijk het antwoord na");
        await EnterAsync(member, "Verstuur");

        Assert.Contains("Bedankt", await member.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("Ouders komen hier met baby's.", await member.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_stop_on_a_page_skips_to_what_it_is_about()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/wat-deden-we");

        await visitor.Page.Keyboard.PressAsync("Tab");
        var first = await visitor.Page.EvaluateAsync<string[]>(Focused);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("A", first[0]);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"), "After the skip link, Tab is not in the main part.");
    }

    private static async Task WriteAsync(Visitor visitor, string label, string text)
    {
        await TabToAsync(visitor, label, f => f[0] is "TEXTAREA" or "INPUT" && f[2].StartsWith(label, StringComparison.Ordinal));
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    private static async Task EnterAsync(Visitor visitor, string name)
    {
        await TabToAsync(visitor, name, f => f[0] is "BUTTON" or "A" && f[2].StartsWith(name, StringComparison.Ordinal));
        await visitor.LeaveByAsync(() => visitor.Page.Keyboard.PressAsync("Enter"));
    }

    // The first of a group of choices.
    private static async Task SpaceAsync(Visitor visitor)
    {
        await TabToAsync(visitor, "a choice", f => f[1] is "radio" or "checkbox");
        await visitor.Page.Keyboard.PressAsync("Space");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.activeElement.checked"), $"Space chose nothing on {visitor.Path}.");
    }

    private static async Task TabToAsync(Visitor visitor, string what, Func<string[], bool> isIt)
    {
        // A page may have put the focus there already.
        List<string> passed = [];
        for (var stops = 0; stops < 90; stops++)
        {
            if (stops > 0) await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<string[]?>(Focused) is not { } focused) continue;
            if (stops > 0)
            {
                Assert.True(focused[4] == "true", $"{visitor.Path}: the focus on {focused[0]} \"{focused[2]}\" cannot be seen.");
                Assert.True(focused[5] == "true", $"{visitor.Path}: something covers {focused[0]} \"{focused[2]}\" while it has the focus.");
            }

            if (isIt(focused)) return;
            passed.Add($"{focused[0]} {focused[2]}");
        }

        Assert.Fail($"Tab does not come to {what} on {visitor.Path}: {string.Join("; ", passed)}");
    }
}
