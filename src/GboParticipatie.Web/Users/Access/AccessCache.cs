using System.Collections.Concurrent;
using GboParticipatie.Data;
using GboParticipatie.Data.Users;
using GboParticipatie.Web.Users.SecondStep;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users.Access;

/// <summary>What a request needs to know of an account.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Email">Verified or invited address.</param>
/// <param name="Name">Name as shown to colleagues; may be empty.</param>
/// <param name="Stamp">Changes when all sign-ins must end.</param>
/// <param name="Blocked">True while the account may not be used.</param>
/// <param name="SecondStepSince">Since when signing in asks a code of an app as well (UTC), or null.</param>
/// <param name="Roles">Names of its roles.</param>
public sealed record UserAccess(string Id, string Email, string Name, string Stamp, bool Blocked, DateTime? SecondStepSince, IReadOnlyList<string> Roles)
{
    /// <summary>True when signing in asks a code of an app as well.</summary>
    public bool HasSecondStep => SecondStepSince is not null;
}

/// <summary>
/// Accounts and the permissions of roles, at most five seconds old. Roles are not kept in the cookie, so a role given or taken
/// works within that time on every instance, and at once here when the writer calls <see cref="ForgetAfterCommit"/>.
/// </summary>
public sealed class AccessCache(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The claim type of a role claim that holds the name of a permission.</summary>
    public const string PermissionClaim = "Permission";

    private const int MostUsers = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Kept<UserAccess?>> _users = new(StringComparer.Ordinal);
    private Kept<IReadOnlyDictionary<string, IReadOnlySet<string>>>? _roles;
    private long _generation;

    /// <summary>The account, or null when it does not exist.</summary>
    public async Task<UserAccess?> UserAsync(string id, CancellationToken cancel = default)
    {
        if (_users.TryGetValue(id, out var kept) && kept.Until > time.GetUtcNow()) return kept.Value;
        var generation = Interlocked.Read(ref _generation);
        // A scope of its own: what an open transaction has not committed yet must not be kept.
        await using var scope = scopes.CreateAsyncScope();
        var user = await ReadUserAsync(scope.ServiceProvider.GetRequiredService<GboDbContext>(), id, cancel);
        if (_users.Count >= MostUsers) _users.Clear();
        if (generation == Interlocked.Read(ref _generation)) _users[id] = new(user, time.GetUtcNow() + Life);
        return user;
    }

    /// <summary>The names of permissions that each role holds, by name of the role (case does not matter).</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> RolesAsync(CancellationToken cancel = default)
    {
        if (_roles is { } kept && kept.Until > time.GetUtcNow()) return kept.Value;
        var generation = Interlocked.Read(ref _generation);
        await using var scope = scopes.CreateAsyncScope();
        var roles = await ReadRolesAsync(scope.ServiceProvider.GetRequiredService<GboDbContext>(), cancel);
        if (generation == Interlocked.Read(ref _generation)) _roles = new(roles, time.GetUtcNow() + Life);
        return roles;
    }

    /// <summary>Reads everything again at the next request.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _users.Clear();
        _roles = null;
    }

    /// <summary>Reads everything again once the current transaction is committed. For whoever changes accounts, roles or permissions.</summary>
    public void ForgetAfterCommit(GboDbContext db) => db.AfterCommit(_ =>
    {
        Forget();
        return Task.CompletedTask;
    });

    private async Task<UserAccess?> ReadUserAsync(GboDbContext db, string id, CancellationToken cancel)
    {
        var row = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => new
        {
            User = u,
            SecondStepSince = db.Set<AccountSecondStep>().Where(s => s.UserId == u.Id).Select(s => s.ConfirmedAt).FirstOrDefault(),
            Roles = db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!).ToList(),
        }).SingleOrDefaultAsync(cancel);
        return row is null ? null : new UserAccess(
            row.User.Id, row.User.Email ?? "", row.User.DisplayName, row.User.SecurityStamp ?? "", IsBlocked(row.User), row.SecondStepSince, row.Roles);
    }

    private bool IsBlocked(GboUser user) => user.LockoutEnd > time.GetUtcNow();

    private static async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> ReadRolesAsync(GboDbContext db, CancellationToken cancel)
    {
        var rows = await db.RoleClaims.AsNoTracking().Where(c => c.ClaimType == PermissionClaim && c.ClaimValue != null)
            .Join(db.Roles, c => c.RoleId, r => r.Id, (claim, role) => new { Role = role.Name!, Permission = claim.ClaimValue! })
            .ToListAsync(cancel);
        return rows.GroupBy(r => r.Role, StringComparer.OrdinalIgnoreCase).ToDictionary(
            g => g.Key, IReadOnlySet<string> (g) => g.Select(r => r.Permission).ToHashSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    private sealed record Kept<T>(T Value, DateTimeOffset Until);
}
