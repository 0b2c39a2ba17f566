namespace GboParticipatie.Web.Problems;

/// <summary>What a problem page says.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Lines">What happened and what to do, a sentence or two a line.</param>
internal sealed record ProblemText(string Title, params string[] Lines)
{
    /// <summary>A form whose security token is too old.</summary>
    public static ProblemText StaleForm { get; } = new(
        "Deze pagina stond te lang open",
        "Voor je veiligheid werkt een formulier maar een tijd. Wat je net verstuurde, is niet bewaard.",
        "Ga terug met de knop van je browser: wat je typte, staat er meestal nog. Laad de pagina opnieuw en verstuur ze nog eens.");

    /// <summary>The text for a status, in a region that calls its coach so.</summary>
    public static ProblemText Of(int status, RuleException? rule, string coachTitle) => status switch
    {
        400 when rule is not null => new("Dat lukt niet", rule.Message),
        400 => new("Dat begrijpen we niet", "Er klopt iets niet in wat je verstuurde. Ga terug en probeer het opnieuw."),
        401 => new("Log eerst in", "Deze pagina is voor mensen die ingelogd zijn."),
        403 => new("Deze pagina is niet voor jou", $"Je hebt geen toegang tot deze pagina. Denk je dat dat niet klopt? Vraag het aan de {coachTitle}."),
        404 => new(
            "Deze pagina bestaat niet",
            "Misschien is de link oud, of zit er een tikfout in het adres.",
            "Kreeg je de link in een mail? Kopieer hem dan helemaal."),
        405 => new("Dat kan hier niet", "Deze pagina kan je wel bekijken, maar niet zo versturen."),
        409 => new(
            "Iemand anders veranderde dit net",
            "Wat jij verstuurde, is nog niet bewaard. Ga terug, kijk wat er veranderde en verstuur het opnieuw."),
        413 => new("Dat is te groot", "Het bestand of de tekst is te groot. Verstuur iets kleiners."),
        429 => new("Even wachten", "Er kwamen veel vragen na elkaar van jouw verbinding. Wacht een paar minuten en probeer het dan opnieuw."),
        _ => new("Er ging iets mis bij ons", "Dat is niet jouw fout. Probeer het straks opnieuw.", "Wat je zag bevestigd op je scherm, is bewaard."),
    };
}
