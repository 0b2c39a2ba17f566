namespace GboParticipatie.Web.Users.SecondStep;

/// <summary>The authenticator app of an account.</summary>
public sealed class AccountSecondStep
{
    /// <summary>Wrong codes in <see cref="Window"/> before the account has to wait.</summary>
    public const int MostTries = 5;

    /// <summary>How long wrong codes count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The account.</summary>
    public required string UserId { get; init; }

    /// <summary>The secret that app and site share, protected with the site's keys.</summary>
    public required string ProtectedSecret { get; init; }

    /// <summary>When the first code proved that the app works (UTC), or null: the second step is not on yet.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The step of the last code that was taken: an older or equal one no longer works.</summary>
    public long LastStep { get; set; }

    /// <summary>Codes tried since <see cref="TriesSince"/>.</summary>
    public int Tries { get; set; }

    /// <summary>Start of the window in which tries count (UTC).</summary>
    public DateTime TriesSince { get; set; }
}

/// <summary>A code on paper, for who lost the phone. It works once: using it removes the row.</summary>
public sealed class RecoveryCode
{
    /// <summary>The account.</summary>
    public required string UserId { get; init; }

    /// <summary>SHA-256 of the code: sixty random bits, so no salt.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A secret that a page offers, to put in an app.</summary>
/// <param name="Secret">The secret in base 32.</param>
/// <param name="Token">What the page's form carries, readable by this site only.</param>
public sealed record SecondStepOffer(string Secret, string Token);

/// <summary>A second step that was just turned on.</summary>
/// <param name="RecoveryCodes">The codes for on paper: shown once, only their hashes are kept.</param>
/// <param name="Stamp">The account's new stamp.</param>
public sealed record SecondStepTurnedOn(IReadOnlyList<string> RecoveryCodes, string Stamp);

/// <summary>How a code ended.</summary>
public enum SecondStepOutcome
{
    /// <summary>It is right.</summary>
    Passed,

    /// <summary>It is wrong, or was used before.</summary>
    Wrong,

    /// <summary>Too many wrong codes: wait.</summary>
    TooManyTries,
}
