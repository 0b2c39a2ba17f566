using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Why a code or link did not sign in, and what to do.</summary>
internal static class SignInMessages
{
    public static string Of(SignInOutcome outcome, string coachTitle) => outcome.State switch
    {
        SignInState.WrongCode when outcome.TriesLeft == 1 => "Die code klopt niet. Kijk in de laatste mail. Je kan nog 1 keer proberen.",
        SignInState.WrongCode => $"Die code klopt niet. Kijk in de laatste mail. Je kan nog {outcome.TriesLeft} keer proberen.",
        SignInState.TooManyTries => $"Er is {SignInChallenge.MostTries} keer een foute code getypt. Deze code werkt niet meer.",
        SignInState.Expired => "Dit is te laat: de mail is ouder dan 15 minuten.",
        SignInState.AlreadyUsed => "Hiermee is al eens ingelogd. Het werkt maar één keer.",
        SignInState.Blocked => $"Dit account staat uit. Vraag hulp aan de {coachTitle}.",
        _ => "Deze link klopt niet. Kopieer hem helemaal uit de mail.",
    };

    public static string Of(SecondStepOutcome outcome) => outcome == SecondStepOutcome.TooManyTries
        ? "Er is te vaak een foute code getypt. Wacht een kwartier en probeer dan opnieuw."
        : "Die code klopt niet, of is al gebruikt. Typ de code die nu in je app staat.";
}
