using System.Text.RegularExpressions;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>What several journeys have in common.</summary>
public static partial class Steps
{
    /// <summary>Answers the questions of a point, up to "who are you".</summary>
    public static async Task TypePointAsync(Visitor visitor, string problem, bool looks = false)
    {
        await ChooseGroupIfAskedAsync(visitor);
        await visitor.TypeAsync("Waar lopen mensen tegenaan?", problem);
        await NextAsync();
        await visitor.TypeAsync("Wat zou helpen?", "Alle afspraken voor wie met de bus komt op één dag zetten.");
        await NextAsync();
        await visitor.Page.Locator("label.choice").First.ClickAsync();
        await NextAsync();
        await visitor.ChooseAsync("10 tot 20 mensen");
        await NextAsync();
        await NextAsync();
        await visitor.Page.Locator("label.choice").First.ClickAsync();
        await NextAsync();

        async Task NextAsync()
        {
            if (looks) await visitor.LooksRightEverywhereAsync();
            await visitor.PressAsync("Volgende");
        }
    }

    /// <summary>Where several groups take points, the first question is which one.</summary>
    public static async Task ChooseGroupIfAskedAsync(Visitor visitor)
    {
        if (!visitor.Path.StartsWith("/punt/groep", StringComparison.Ordinal)) return;
        await visitor.Page.Locator("label.choice").First.ClickAsync();
        await visitor.PressAsync("Volgende");
    }

    /// <summary>Who is asked for whom, speaks for the first organisation in the list.</summary>
    public static async Task SpeakForFirstOrganisationAsync(Visitor visitor)
    {
        if (!visitor.Path.StartsWith("/punt/wie", StringComparison.Ordinal)) return;
        await visitor.Page.Locator("label.choice").First.ClickAsync();
        await visitor.PressAsync("Volgende");
    }

    /// <summary>A point from the first question to the confirmation, for who has logged in.</summary>
    /// <returns>Its reference.</returns>
    public static async Task<string> BringPointAsync(Visitor visitor, string problem, string group = "")
    {
        await visitor.GoAsync(group.Length == 0 ? "/punt" : $"/punt?groep={group}");
        await TypePointAsync(visitor, problem);
        await SpeakForFirstOrganisationAsync(visitor);
        await visitor.PressAsync("Verstuur mijn punt");
        return Reference(await visitor.TextAsync());
    }

    /// <summary>The coach opens a point and asks the steering group for an answer.</summary>
    public static async Task AskSteeringGroupAsync(Visitor coach, string reference, string question)
    {
        await coach.GoAsync($"/beheer?zoek={reference}");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        await coach.FollowAsync("Vraag een antwoord");
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", question);
        await coach.PressAsync("Vraag het");
    }

    /// <summary>Who typed an answer looks it over and sends it.</summary>
    public static async Task SendAnswerAsync(Visitor member, bool looks = false)
    {
        await member.PressAsync("Kijk het antwoord na");
        if (looks) await member.LooksRightEverywhereAsync();
        await member.PressAsync("Verstuur");
    }

    /// <summary>Opens a point of the author without an account: by its number and code.</summary>
    public static async Task FollowAsync(Visitor visitor, string reference, string code)
    {
        await visitor.GoAsync("/volg");
        await visitor.TypeAsync("Nummer", reference);
        await visitor.TypeAsync("Code", code);
        await visitor.PressAsync("Toon mijn punt");
    }

    /// <summary>The short code in a text.</summary>
    public static string Code(string text) => CodePattern().Match(text).Groups["code"].Value;

    /// <summary>The reference in a text.</summary>
    public static string Reference(string text) => ReferencePattern().Match(text).Value;

    [GeneratedRegex(@"AP-\d{4}-\d{4,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"code is (?<code>[A-Z0-9]{6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodePattern();
}
