using GboParticipatie.Security;
using Microsoft.AspNetCore.Http;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>
/// How often codes can be guessed, without that guessing at a number locks out who has its code.
/// <para>
/// There are 28^6 = 482 million codes. One client tries at most <see cref="OfAClient"/> in a quarter, whatever the numbers. Once
/// <see cref="WrongAtANumber"/> codes were wrong for a number, each client gets only <see cref="UnderSiege"/> tries at it in a quarter,
/// and a right code still opens it. So 1 000 clients together make at most 120 + 5 000 tries at one number in a quarter: 1 chance in
/// 94 000, and 1 in 980 after a whole day. 1 000 clients that spread their tries over all numbers make 60 000: 1 in 8 000 to open any.
/// </para>
/// </summary>
public sealed class CodeGuesses(PublicLimits limits)
{
    private const int OfAClient = 60;
    private const int WrongAtANumber = 120;
    private const int UnderSiege = 5;

    /// <summary>Counts one more of this client; false when there were too many.</summary>
    public bool MayTry(HttpContext http) => limits.Allows("follow", http, OfAClient);

    /// <summary>Counts one more code of this client for a number; false when there were too many while many others guess at it.</summary>
    public bool MayTry(HttpContext http, string reference)
    {
        var isFew = limits.Allows(At(http, reference), UnderSiege);
        // Looked at, not counted: only what is wrong counts.
        return isFew || limits.Allows($"wrong {reference}", WrongAtANumber - 1, amount: 0);
    }

    /// <summary>The code was wrong.</summary>
    public void WasWrong(string reference) => limits.Allows($"wrong {reference}", WrongAtANumber);

    /// <summary>The code was right. Many people can sit behind one address: it does not count.</summary>
    public void WasRight(HttpContext http, string reference)
    {
        limits.GiveBack("follow", http);
        limits.GiveBack(At(http, reference));
    }

    private static string At(HttpContext http, string reference) => $"follow-at {QuarterCounters.ClientOf(http)} {reference}";
}
