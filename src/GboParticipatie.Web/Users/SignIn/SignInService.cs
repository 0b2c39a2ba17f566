using GboParticipatie.Data;
using GboParticipatie.Data.Users;
using GboParticipatie.Email;
using GboParticipatie.Security;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>Someone asks to sign in.</summary>
/// <param name="Email">The address as typed.</param>
/// <param name="ReturnUrl">Where to go on to; anything but a page of this site is left out.</param>
/// <param name="Client">Who asks, for the limits: <see cref="SignInLimits.ClientOf"/>.</param>
/// <param name="KnownAddress">Address that last signed in in this browser, or null: <see cref="KnownBrowser.AddressAsync"/>.</param>
public sealed record AskToSignIn(string? Email, string? ReturnUrl, string Client, string? KnownAddress = null);

/// <summary>How a code or link ended.</summary>
/// <param name="State">What can still be done; <see cref="SignInState.Open"/> only together with a user.</param>
/// <param name="User">Who signed in, or null.</param>
/// <param name="ReturnUrl">Where to go on to, or null.</param>
/// <param name="TriesLeft">Codes that may still be tried.</param>
public sealed record SignInOutcome(SignInState State, GboUser? User = null, string? ReturnUrl = null, int TriesLeft = 0);

/// <summary>
/// Signing in without a password: a mail with a code for the browser that asked and a link for any browser. Nothing depends on
/// whether the address is known; the account is made at the first sign-in (docs/decisions/0001).
/// </summary>
public sealed class SignInService(
    GboDbContext db, IEmailService email, UserDirectory directory, SignInLimits limits, IOptions<SignInLimitOptions> options, TimeProvider time,
    IStringLocalizer<Texts> S)
{
    private const string Kind = "sign-in";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Queues the mail and returns what the browser must keep to enter the code.</summary>
    /// <exception cref="RuleException">The address is no address, or too many mails were asked.</exception>
    public async Task<BrowserTicket> AskAsync(AskToSignIn ask, CancellationToken cancel)
    {
        var address = EmailAddress.Parse(ask.Email);
        limits.CountRequest(address, ask.Client);
        var isKnown = string.Equals(ask.KnownAddress, address.Value, StringComparison.OrdinalIgnoreCase) && limits.CountKnown(address);
        var (challenge, browser, code, linkToken) = SignInChallenge.Create(address, ask.ReturnUrl, Now);
        await db.WriteAsync(async c =>
        {
            await RefuseAboveLimitAsync(address, isKnown, c);
            db.Add(challenge);
            await email.QueueAsync(await MailLanguages.ForVisitorAsync(() => Mail(challenge, code, linkToken)), c);
        }, cancel);
        return browser;
    }

    /// <summary>The challenge that this browser asked, or null.</summary>
    public Task<SignInChallenge?> FindAsync(BrowserTicket browser, CancellationToken cancel)
        => Challenges.SingleOrDefaultAsync(x => x.Id == browser.ChallengeId, cancel);

    /// <summary>The challenge of this link, or null. Looking changes nothing: mail scanners open links too.</summary>
    public Task<SignInChallenge?> FindByLinkAsync(string token, CancellationToken cancel)
    {
        var hash = Secrets.Hash(token);
        return Challenges.SingleOrDefaultAsync(x => x.LinkHash == hash, cancel);
    }

    /// <summary>Signs in with the code, in the browser that asked. A right code works once.</summary>
    /// <exception cref="RuleException">The client tried too often.</exception>
    public async Task<SignInOutcome> EnterCodeAsync(BrowserTicket browser, string code, string client, CancellationToken cancel)
    {
        limits.CountTry(client);
        // The try is counted before the code is looked at, so that guesses sent at the same time do not share one.
        var counted = await TakeTryAsync(browser.ChallengeId, cancel);
        var challenge = await FindAsync(browser, cancel);
        if (challenge is null) return new(SignInState.Unknown);
        if (!counted) return new(challenge.StateAt(Now) is SignInState.Open ? SignInState.TooManyTries : challenge.StateAt(Now), ReturnUrl: challenge.ReturnUrl);
        if (challenge.Matches(browser, code)) return await ConsumeAsync(challenge, cancel);
        var left = SignInChallenge.MostTries - challenge.Tries;
        return new(left > 0 ? SignInState.WrongCode : SignInState.TooManyTries, ReturnUrl: challenge.ReturnUrl, TriesLeft: left);
    }

    /// <summary>Signs in with the link, in any browser. It works once.</summary>
    /// <exception cref="RuleException">The client tried too often.</exception>
    public async Task<SignInOutcome> UseLinkAsync(string token, string client, CancellationToken cancel)
    {
        limits.CountTry(client);
        return await FindByLinkAsync(token, cancel) is { } challenge ? await ConsumeAsync(challenge, cancel) : new(SignInState.Unknown);
    }

    private IQueryable<SignInChallenge> Challenges => db.Set<SignInChallenge>().AsNoTracking();

    private async Task RefuseAboveLimitAsync(EmailAddress address, bool isKnown, CancellationToken cancel)
    {
        // Those who ask at the same moment would not see each other's: on SQLite one writes at a time, on PostgreSQL one per address.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({address.Normalized}, 0))", cancel);
        var since = Now - options.Value.Window;
        var asked = await Challenges.CountAsync(x => x.NormalizedEmail == address.Normalized && x.CreatedAt > since, cancel);
        // Strangers can use up the mails of an address, but not those of a browser where the person signed in before.
        if (asked >= options.Value.PerAddress && !isKnown)
            throw new RuleException("Naar dit adres gingen al veel codes. Klik op de knop in de laatste mail, of probeer het over enkele uren opnieuw.", "Email");
    }

    private Task<bool> TakeTryAsync(Guid id, CancellationToken cancel)
    {
        var now = Now;
        return db.WriteAsync(async c => await Challenges
            .Where(x => x.Id == id && x.ConsumedAt == null && x.ExpiresAt > now && x.Tries < SignInChallenge.MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Tries, x => x.Tries + 1), c) == 1, cancel);
    }

    private async Task<SignInOutcome> ConsumeAsync(SignInChallenge challenge, CancellationToken cancel)
    {
        try
        {
            return await ConsumeOnceAsync(challenge, cancel);
        }
        catch (DbUpdateException)
        {
            // Another challenge made the account of this address in the same instant. Nothing of this try remains; the account is there now.
            db.ChangeTracker.Clear();
            return await ConsumeOnceAsync(challenge, cancel);
        }
    }

    private Task<SignInOutcome> ConsumeOnceAsync(SignInChallenge challenge, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var now = Now;
        var rows = await Challenges.Where(x => x.Id == challenge.Id && x.ConsumedAt == null && x.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.ConsumedAt, now), c);
        if (rows != 1)
        {
            var state = challenge.ExpiresAt <= now && challenge.ConsumedAt is null ? SignInState.Expired : SignInState.AlreadyUsed;
            return new SignInOutcome(state, ReturnUrl: challenge.ReturnUrl);
        }

        var user = await directory.FindOrAddAsync(EmailAddress.Parse(challenge.Email), c);
        if (user.LockoutEnd > time.GetUtcNow()) return new(SignInState.Blocked);
        user.EmailConfirmed = true;
        var id = Guid.Parse(user.Id);
        db.Audit("User.SignedIn", id, user.Id);
        db.Publish(new UserSignedIn(id));
        return new(SignInState.Open, user, challenge.ReturnUrl);
    }, cancel);

    private EmailMessage Mail(SignInChallenge challenge, string code, string linkToken) => new()
    {
        Key = $"{Kind}:{challenge.Id}",
        Kind = Kind,
        To = challenge.Email,
        Subject = S["Je code om in te loggen"],
        Body = S["""
            Je code is **{0}**

            Typ die op de pagina waar je de code vroeg. Of klik op de knop hieronder.

            De code en de knop werken 15 minuten, en één keer. Geef de code aan niemand anders.

            Vroeg je dit niet? Dan hoef je niets te doen.
            """, code],
        ActionText = S["Log in"],
        ActionUrl = $"/inloggen/{linkToken}",
        IsSecret = true,
    };
}
