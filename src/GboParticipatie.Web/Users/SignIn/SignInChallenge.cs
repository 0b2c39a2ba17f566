using System.Security.Cryptography;
using System.Text;
using GboParticipatie.Security;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>
/// One mail with a code and a link, by which someone proves that an address is theirs. Neither code nor link is stored: of the
/// link a hash, of the code a hash under a key of which half is here and half in the browser that asked.
/// </summary>
public sealed class SignInChallenge
{
    /// <summary>How long code and link are valid.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>How many codes may be tried.</summary>
    public const int MostTries = 5;

    /// <summary>Key; random, as it is half of the browser's ticket.</summary>
    public Guid Id { get; set; }

    /// <summary>Address that the mail goes to.</summary>
    public required string Email { get; set; }

    /// <summary>What addresses are compared by.</summary>
    public required string NormalizedEmail { get; set; }

    /// <summary>32 random bytes, half of the key of <see cref="CodeHash"/>.</summary>
    public required byte[] Salt { get; set; }

    /// <summary>HMAC-SHA256 of the code, under <see cref="Salt"/> and the secret of the browser.</summary>
    public required byte[] CodeHash { get; set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public required byte[] LinkHash { get; set; }

    /// <summary>Local address to go on to, or null.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>When it was asked (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Until when it is valid (UTC).</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>Codes tried so far.</summary>
    public int Tries { get; set; }

    /// <summary>When someone signed in with it; null while nobody has.</summary>
    public DateTime? ConsumedAt { get; set; }

    /// <summary>A new challenge with the secrets that are not stored.</summary>
    public static (SignInChallenge Challenge, BrowserTicket Browser, string Code, string LinkToken) Create(EmailAddress email, string? returnUrl, DateTime now)
    {
        var browser = BrowserTicket.Create();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var token = Secrets.Create();
        var salt = RandomNumberGenerator.GetBytes(32);
        return (new SignInChallenge
        {
            Id = browser.ChallengeId,
            Email = email.Value,
            NormalizedEmail = email.Normalized,
            Salt = salt,
            CodeHash = HashCode(salt, browser.Secret, code),
            LinkHash = Secrets.Hash(token),
            ReturnUrl = LocalPath.OrNull(returnUrl),
            CreatedAt = now,
            ExpiresAt = now + Life,
        }, browser, code, token);
    }

    /// <summary>True when this is the code, entered in the browser that asked.</summary>
    public bool Matches(BrowserTicket browser, string code) => CryptographicOperations.FixedTimeEquals(CodeHash, HashCode(Salt, browser.Secret, code));

    /// <summary>What can still be done with it.</summary>
    public SignInState StateAt(DateTime now) => ConsumedAt is not null ? SignInState.AlreadyUsed : ExpiresAt <= now ? SignInState.Expired : SignInState.Open;

    private static byte[] HashCode(byte[] salt, string browserSecret, string code)
        => HMACSHA256.HashData((byte[])[.. salt, .. Encoding.UTF8.GetBytes(browserSecret)], Encoding.UTF8.GetBytes(code));
}

/// <summary>What can be done with a challenge.</summary>
public enum SignInState
{
    /// <summary>Waits for the code or the link.</summary>
    Open,

    /// <summary>Someone signed in with it.</summary>
    AlreadyUsed,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The code was wrong; another one may be tried.</summary>
    WrongCode,

    /// <summary>Too many codes were tried.</summary>
    TooManyTries,

    /// <summary>There is no such challenge.</summary>
    Unknown,

    /// <summary>The account may not be used.</summary>
    Blocked,
}

/// <summary>What the browser that asked keeps in a cookie: which challenge, and a secret without which its code is worthless.</summary>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="Secret">32 random bytes, base64url.</param>
public sealed record BrowserTicket(Guid ChallengeId, string Secret)
{
    /// <summary>A ticket for a new challenge.</summary>
    public static BrowserTicket Create() => new(Guid.NewGuid(), Secrets.Create());

    /// <summary>Reads the ticket back, or null when it is none.</summary>
    public static BrowserTicket? Parse(string? text)
        => text?.Split('.') is [var id, { Length: > 0 } secret] && Guid.TryParseExact(id, "N", out var challenge) ? new(challenge, secret) : null;

    /// <inheritdoc />
    public override string ToString() => $"{ChallengeId:N}.{Secret}";
}
