using GboParticipatie.Localization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Problems;

/// <summary>What a problem page says.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Lines">What happened and what to do, a sentence or two a line.</param>
internal sealed record ProblemText(string Title, params string[] Lines)
{
    /// <summary>A form whose security token is too old.</summary>
    public static ProblemText StaleForm(IStringLocalizer S) => new(
        S["Deze pagina stond te lang open"],
        S["Voor je veiligheid werkt een formulier maar een tijd. Wat je net verstuurde, is niet bewaard."],
        S["Ga terug met de knop van je browser: wat je typte, staat er meestal nog. Laad de pagina opnieuw en verstuur ze nog eens."]);

    /// <summary>The text for a status, in a region that calls its coach so.</summary>
    public static ProblemText Of(int status, RuleException? rule, string coachTitle, IStringLocalizer S) => status switch
    {
        400 when rule is not null => new(S["Dat lukt niet"], S.Of(rule)),
        400 => new(S["Dat begrijpen we niet"], S["Er klopt iets niet in wat je verstuurde. Ga terug en probeer het opnieuw."]),
        401 => new(S["Log eerst in"], S["Deze pagina is voor mensen die ingelogd zijn."]),
        403 => new(S["Deze pagina is niet voor jou"], S["Je hebt geen toegang tot deze pagina. Denk je dat dat niet klopt? Vraag het aan de {0}.", coachTitle]),
        404 => new(
            S["Deze pagina bestaat niet"],
            S["Misschien is de link oud, of zit er een tikfout in het adres."],
            S["Kreeg je de link in een mail? Kopieer hem dan helemaal."]),
        405 => new(S["Dat kan hier niet"], S["Deze pagina kan je wel bekijken, maar niet zo versturen."]),
        409 => new(
            S["Iemand anders veranderde dit net"],
            S["Wat jij verstuurde, is nog niet bewaard. Ga terug, kijk wat er veranderde en verstuur het opnieuw."]),
        413 => new(S["Dat is te groot"], S["Het bestand of de tekst is te groot. Verstuur iets kleiners."]),
        429 => new(S["Even wachten"], S["Er kwamen veel vragen na elkaar van jouw verbinding. Wacht een paar minuten en probeer het dan opnieuw."]),
        _ => new(S["Er ging iets mis bij ons"], S["Dat is niet jouw fout. Probeer het straks opnieuw."], S["Wat je zag bevestigd op je scherm, is bewaard."]),
    };
}
