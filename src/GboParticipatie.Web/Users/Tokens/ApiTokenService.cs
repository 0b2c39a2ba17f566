using GboParticipatie.Data;
using GboParticipatie.Security;
using GboParticipatie.Time;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users.Tokens;

/// <summary>A token to make.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">Some of <see cref="ApiScopes.All"/>.</param>
/// <param name="Days">How many days it works: 1 to 365.</param>
/// <param name="ByOperator">True when an operator makes it on the command line: it works without a second step of its owner.</param>
public sealed record CreateApiToken(string UserId, string Name, IReadOnlyList<string> Scopes, int Days = 90, bool ByOperator = false);

/// <summary>A token that was just made.</summary>
/// <param name="Token">What is kept of it.</param>
/// <param name="Secret">What the client sends: <c>Authorization: Bearer ...</c>. It cannot be shown again.</param>
public sealed record CreatedApiToken(ApiToken Token, string Secret);

/// <summary>Bearer tokens of people, made on /mijn/toegang or by the command line.</summary>
public sealed class ApiTokenService(GboDbContext db, TimeProvider time)
{
    /// <summary>The longest that a token works, in days.</summary>
    public const int MostDays = 365;

    private const int MostTokens = 20;
    private const int PrefixLength = 10;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes a token.</summary>
    /// <exception cref="RuleException">Name, scopes or days are missing or wrong, or the person has too many tokens.</exception>
    public async Task<CreatedApiToken> CreateAsync(CreateApiToken request, CancellationToken cancel)
    {
        var name = PlainText.CleanLine(request.Name);
        if (name.Length is 0 or > 100) throw new RuleException("Geef een naam van hoogstens 100 letters.", "Name");
        var scopes = ApiScopes.All.Where(request.Scopes.Contains).ToList();
        if (scopes.Count == 0 || scopes.Count != request.Scopes.Distinct().Count()) throw new RuleException("Kies wat dit toegangsbewijs mag doen.", "Scopes");
        if (request.Days is < 1 or > MostDays) throw new RuleException($"Kies een aantal dagen van 1 tot {MostDays}.", "Days");
        var secret = $"gbo_{Secrets.Create()}";
        var token = new ApiToken
        {
            Id = NewId.InOrder(),
            UserId = request.UserId,
            Name = name,
            Prefix = secret[..PrefixLength],
            Hash = Secrets.Hash(secret),
            Scopes = string.Join(' ', request.ByOperator ? scopes.Prepend(ApiToken.Operator) : scopes),
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(request.Days),
        };
        await db.WriteAsync(async c =>
        {
            await RefuseTooManyAsync(request.UserId, c);
            db.Add(token);
            db.Audit("ApiToken.Created", token.Id, token.UserId, new { token.Scopes, request.Days });
        }, cancel);
        return new(token, secret);
    }

    /// <summary>The person's tokens, newest first; withdrawn ones are left out.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(string userId, CancellationToken cancel)
        => await db.Set<ApiToken>().AsNoTracking().Where(t => t.UserId == userId && t.RevokedAt == null).OrderByDescending(t => t.CreatedAt).ToListAsync(cancel);

    /// <summary>Withdraws a token. It stops working at once.</summary>
    /// <exception cref="NotFoundException">The person has no such token.</exception>
    public Task RevokeAsync(string userId, Guid id, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var now = Now;
        var own = db.Set<ApiToken>().Where(t => t.Id == id && t.UserId == userId);
        if (!await own.AnyAsync(c)) throw new NotFoundException("There is no such token.");
        if (await own.Where(t => t.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), c) == 1)
            db.Audit("ApiToken.Revoked", id, userId);
    }, cancel);

    /// <summary>The working token behind what a client sent, or null. Notes the day of use.</summary>
    public async Task<ApiToken?> FindWorkingAsync(string secret, CancellationToken cancel)
    {
        var hash = Secrets.Hash(secret);
        var token = await db.Set<ApiToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancel);
        if (token is null || !token.WorksAt(Now)) return null;
        var today = BrusselsTime.Today(time);
        if (token.LastUsedOn != today)
            await db.WriteAsync(c => db.Set<ApiToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedOn, today), c), cancel);
        return token;
    }

    private async Task RefuseTooManyAsync(string userId, CancellationToken cancel)
    {
        // Those that are made at the same moment would not see each other: on SQLite one writes at a time, on PostgreSQL one per person.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"tokens {userId}"}, 0))", cancel);
        var now = Now;
        if (await db.Set<ApiToken>().CountAsync(t => t.UserId == userId && t.RevokedAt == null && t.ExpiresAt > now, cancel) >= MostTokens)
            throw new RuleException($"Je hebt al {MostTokens} toegangsbewijzen. Trek er eerst een in.");
    }
}
