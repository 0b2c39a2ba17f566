using System.Security.Cryptography;
using GboParticipatie.Data;
using GboParticipatie.Security;
using GboParticipatie.Web.Users.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users.SecondStep;

/// <summary>The second step of signing in: a code of an authenticator app, or one of the codes on paper.</summary>
public sealed class SecondStepService(GboDbContext db, AccessCache access, IDataProtectionProvider protection, TimeProvider time)
{
    private const int RecoveryCodes = 8;
    private const int RecoveryLength = 12;

    // Without i, l, o, u, 0 and 1: nothing that reads like something else on paper.
    private const string RecoveryLetters = "abcdefghjkmnpqrstvwxyz23456789";

    private static readonly TimeSpan OfferLife = TimeSpan.FromHours(1);

    private readonly IDataProtector _secrets = protection.CreateProtector("GboParticipatie.SecondStep");
    private readonly ITimeLimitedDataProtector _offers = protection.CreateProtector("GboParticipatie.SecondStepOffer").ToTimeLimitedDataProtector();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>True when the account has a second step.</summary>
    public Task<bool> IsOnAsync(string userId, CancellationToken cancel) => Steps(userId).AnyAsync(s => s.ConfirmedAt != null, cancel);

    /// <summary>
    /// A new secret to put in the app. Only the page that shows it holds it, until a first code was right: someone else who signed
    /// in as this person and looked at theirs, does not know this one.
    /// </summary>
    public SecondStepOffer Offer(string userId)
    {
        var secret = RandomNumberGenerator.GetBytes(TimeBasedCode.SecretBytes);
        return new(TimeBasedCode.ToBase32(secret), _offers.Protect($"{userId}\n{Convert.ToBase64String(secret)}", OfferLife));
    }

    /// <summary>The offer that a page showed this person less than an hour ago, or null.</summary>
    public SecondStepOffer? Reopen(string userId, string? token)
        => SecretIn(userId, token) is { } secret ? new(TimeBasedCode.ToBase32(secret), token!) : null;

    /// <summary>
    /// Turns the second step on, with a first code of the app. Who signed in before without it is signed out; the caller lets
    /// the person's own browser stay.
    /// </summary>
    /// <returns>Null when the code is wrong, or the offer is not this person's or too old.</returns>
    /// <exception cref="RuleException">It is on already.</exception>
    public Task<SecondStepTurnedOn?> ConfirmAsync(string userId, string? token, string typed, CancellationToken cancel) => db.WriteAsync<SecondStepTurnedOn?>(async c =>
    {
        if (SecretIn(userId, token) is not { } secret || TimeBasedCode.StepOf(secret, Plain(typed), time.GetUtcNow()) is not { } at) return null;
        // First, as it makes who does this twice at once wait for each other.
        var stamp = await RenewStampAsync(userId, c);
        if (await Steps(userId).AnyAsync(c)) throw new RuleException("Je hebt al een tweede stap.");
        db.Add(new AccountSecondStep { UserId = userId, ProtectedSecret = _secrets.Protect(Convert.ToBase64String(secret)), ConfirmedAt = Now, LastStep = at, TriesSince = Now });
        db.Audit("User.SecondStepOn", Guid.Parse(userId), userId);
        access.ForgetAfterCommit(db);
        return new(AddRecoveryCodes(userId), stamp);
    }, cancel);

    /// <summary>Makes other codes for on paper; the ones before no longer work.</summary>
    /// <returns>The codes: shown once.</returns>
    public Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(string userId, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        await db.Set<RecoveryCode>().Where(r => r.UserId == userId).ExecuteDeleteAsync(c);
        db.Audit("User.RecoveryCodesRenewed", Guid.Parse(userId), userId);
        return AddRecoveryCodes(userId);
    }, cancel);

    /// <summary>Takes a code of the app, or one on paper. A right one works once.</summary>
    public Task<SecondStepOutcome> PassAsync(string userId, string typed, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var outcome = await CheckAppAsync(userId, typed, c);
        if (outcome == SecondStepOutcome.Wrong && await TakeRecoveryCodeAsync(userId, typed, c)) outcome = SecondStepOutcome.Passed;
        if (outcome == SecondStepOutcome.Passed) db.Audit("User.SecondStepPassed", Guid.Parse(userId), userId);
        return outcome;
    }, cancel);

    /// <summary>
    /// Turns it off: by the person, after a right code, or by an operator for who lost phone and paper. Ends the account's sign-ins;
    /// the caller lets the person's own browser stay.
    /// </summary>
    /// <param name="userId">The account.</param>
    /// <param name="byUserId">Who does it, or null for an operator.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The account's new stamp.</returns>
    public Task<string> TurnOffAsync(string userId, string? byUserId, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var stamp = await RenewStampAsync(userId, c);
        await Steps(userId).ExecuteDeleteAsync(c);
        await db.Set<RecoveryCode>().Where(r => r.UserId == userId).ExecuteDeleteAsync(c);
        db.Audit("User.SecondStepOff", Guid.Parse(userId), byUserId);
        access.ForgetAfterCommit(db);
        return stamp;
    }, cancel);

    private async Task<string> RenewStampAsync(string userId, CancellationToken cancel)
    {
        var (stamp, version) = (NewId.Random().ToString(), NewId.Random().ToString());
        await db.Users.Where(u => u.Id == userId)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, version), cancel);
        return stamp;
    }

    private byte[]? SecretIn(string userId, string? token)
    {
        try
        {
            return token is { Length: > 0 } && _offers.Unprotect(token).Split('\n') is [var owner, var secret] && owner == userId ? Convert.FromBase64String(secret) : null;
        }
        catch (CryptographicException)
        {
            // Too old, or not made here.
            return null;
        }
    }

    private IReadOnlyList<string> AddRecoveryCodes(string userId)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(RecoveryLetters, RecoveryLength)).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, Hash = Secrets.Hash(code) }));
        return codes.ConvertAll(code => string.Join('-', code.Chunk(4).Select(part => new string(part))));
    }

    private IQueryable<AccountSecondStep> Steps(string userId) => db.Set<AccountSecondStep>().AsNoTracking().Where(s => s.UserId == userId);

    private byte[] SecretOf(AccountSecondStep step) => Convert.FromBase64String(_secrets.Unprotect(step.ProtectedSecret));

    private async Task<SecondStepOutcome> CheckAppAsync(string userId, string typed, CancellationToken cancel)
    {
        // The try is counted before the code is looked at, so that guesses sent at the same time do not share one.
        if (!await TakeTryAsync(userId, cancel)) return SecondStepOutcome.TooManyTries;
        if (await Steps(userId).SingleOrDefaultAsync(cancel) is not { } step) return SecondStepOutcome.Wrong;
        if (TimeBasedCode.StepOf(SecretOf(step), Plain(typed), time.GetUtcNow()) is not { } at) return SecondStepOutcome.Wrong;
        var taken = await Steps(userId).Where(s => s.LastStep < at)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastStep, at).SetProperty(x => x.Tries, 0), cancel);
        return taken == 1 ? SecondStepOutcome.Passed : SecondStepOutcome.Wrong;
    }

    private async Task<bool> TakeTryAsync(string userId, CancellationToken cancel)
    {
        var now = Now;
        var old = now - AccountSecondStep.Window;
        await Steps(userId).Where(s => s.TriesSince < old).ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, 0).SetProperty(x => x.TriesSince, now), cancel);
        return await Steps(userId).Where(s => s.Tries < AccountSecondStep.MostTries)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, x => x.Tries + 1), cancel) == 1;
    }

    private async Task<bool> TakeRecoveryCodeAsync(string userId, string typed, CancellationToken cancel)
    {
        var hash = Secrets.Hash(Plain(typed));
        if (await db.Set<RecoveryCode>().Where(r => r.UserId == userId && r.Hash == hash).ExecuteDeleteAsync(cancel) != 1) return false;
        await Steps(userId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Tries, 0), cancel);
        db.Audit("User.RecoveryCodeUsed", Guid.Parse(userId), userId);
        return true;
    }

    private static string Plain(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
