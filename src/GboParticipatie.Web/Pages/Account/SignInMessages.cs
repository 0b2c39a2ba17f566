using GboParticipatie.Localization;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Why a code or link did not sign in, and what to do.</summary>
internal static class SignInMessages
{
    public static string Of(SignInOutcome outcome, string coachTitle, IStringLocalizer S) => outcome.State switch
    {
        SignInState.WrongCode => S.Plural(
            outcome.TriesLeft, "Die code klopt niet. Kijk in de laatste mail. Je kan nog 1 keer proberen.", "Die code klopt niet. Kijk in de laatste mail. Je kan nog {0} keer proberen."),
        SignInState.TooManyTries => S["Er is {0} keer een foute code getypt. Deze code werkt niet meer.", SignInChallenge.MostTries],
        SignInState.Expired => S["Dit is te laat: de mail is ouder dan 15 minuten."],
        SignInState.AlreadyUsed => S["Hiermee is al eens ingelogd. Het werkt maar één keer."],
        SignInState.Blocked => S["Dit account staat uit. Vraag hulp aan de {0}.", coachTitle],
        _ => S["Deze link klopt niet. Kopieer hem helemaal uit de mail."],
    };

    public static string Of(SecondStepOutcome outcome, IStringLocalizer S) => outcome == SecondStepOutcome.TooManyTries
        ? S["Er is te vaak een foute code getypt. Wacht een kwartier en probeer dan opnieuw."]
        : S["Die code klopt niet, of is al gebruikt. Typ de code die nu in je app staat."];
}
