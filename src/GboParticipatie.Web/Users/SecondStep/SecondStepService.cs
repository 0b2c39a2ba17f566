using System.Security.Cryptography;
using GboParticipatie.Data;
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

    private readonly IDataProtector _secrets = protection.CreateProtector("GboParticipatie.SecondStep");

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>True when the account has a second step.</summary>
    public Task<bool> IsOnAsync(string userId, CancellationToken cancel) => Steps(userId).AnyAsync(s => s.ConfirmedAt != null, cancel);

    /// <summary>The secret to put in the app, in base 32: the same until a first code was right.</summary>
    /// <exception cref="RuleException">The second step is on already.</exception>
    public async Task<string> BeginAsync(string userId, CancellationToken cancel)
    {
        var step = await db.WriteAsync(async c =>
        {
            if (await Steps(userId).SingleOrDefaultAsync(c) is { } there) return there;
            var secret = RandomNumberGenerator.GetBytes(TimeBasedCode.SecretBytes);
            var made = new AccountSecondStep { UserId = userId, ProtectedSecret = _secrets.Protect(Convert.ToBase64String(secret)), TriesSince = Now };
            db.Add(made);
            return made;
        }, cancel);
        if (step.ConfirmedAt is not null) throw new RuleException("Je hebt al een tweede stap.");
        return TimeBasedCode.ToBase32(SecretOf(step));
    }

    /// <summary>Turns the second step on, with a first code of the app.</summary>
    /// <returns>The codes for on paper: shown once, only their hashes are kept. Null when the code is wrong.</returns>
    public Task<IReadOnlyList<string>?> ConfirmAsync(string userId, string typed, CancellationToken cancel) => db.WriteAsync<IReadOnlyList<string>?>(async c =>
    {
        if (await CheckAppAsync(userId, typed, c) != SecondStepOutcome.Passed) return null;
        var now = Now;
        if (await Steps(userId).Where(s => s.ConfirmedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, now), c) != 1) return null;
        db.Audit("User.SecondStepOn", Guid.Parse(userId), userId);
        access.ForgetAfterCommit(db);
        return AddRecoveryCodes(userId);
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

    /// <summary>Turns it off: by the person, after a right code, or by an operator for who lost phone and paper.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="byUserId">Who does it, or null for an operator.</param>
    /// <param name="cancel">Stops it.</param>
    public Task TurnOffAsync(string userId, string? byUserId, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        await Steps(userId).ExecuteDeleteAsync(c);
        await db.Set<RecoveryCode>().Where(r => r.UserId == userId).ExecuteDeleteAsync(c);
        db.Audit("User.SecondStepOff", Guid.Parse(userId), byUserId);
        access.ForgetAfterCommit(db);
    }, cancel);

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
        var step = await Steps(userId).SingleAsync(cancel);
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
