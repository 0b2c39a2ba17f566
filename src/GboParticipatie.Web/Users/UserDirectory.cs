using GboParticipatie.Data;
using GboParticipatie.Data.Users;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users;

/// <summary>Accounts, as other modules look them up and make them.</summary>
public sealed class UserDirectory(GboDbContext db, ILookupNormalizer normalizer, AccessCache access, TimeProvider time) : IUserDirectory
{
    private const int MostInRole = 200;

    /// <inheritdoc />
    public async Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default)
        => Summary(await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel));

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default)
        => ids.Count == 0
            ? new Dictionary<string, UserSummary>(StringComparer.Ordinal)
            : (await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(cancel)).ToDictionary(u => u.Id, u => Summary(u)!, StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default)
    {
        var normalized = normalizer.NormalizeEmail(email.Trim());
        return Summary(await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, cancel));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default)
    {
        var normalized = normalizer.NormalizeName(role);
        var users = await db.Users.AsNoTracking()
            .Where(u => db.UserRoles.Any(m => m.UserId == u.Id && db.Roles.Any(r => r.Id == m.RoleId && r.NormalizedName == normalized)))
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Email).Take(MostInRole)
            .ToListAsync(cancel);
        return [.. users.Select(u => Summary(u)!)];
    }

    /// <summary>
    /// Makes the account if there is none with this address, and returns it. Gives the name if it has none yet, since a person's
    /// own choice stays, and the roles it misses; taking a role away is an act of its own. Idempotent; takes part in the current
    /// transaction.
    /// </summary>
    /// <exception cref="RuleException">The address is no address, or a role does not exist.</exception>
    public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default)
        => db.WriteAsync(async c =>
        {
            var user = await FindOrAddAsync(EmailAddress.Parse(email), c);
            if (user.DisplayName.Length == 0) user.DisplayName = name.Trim();
            await GiveRolesAsync(user, roles, c);
            access.ForgetAfterCommit(db);
            await db.SaveChangesAsync(c);
            return Summary(user)!;
        }, cancel);

    /// <summary>The account with this address, made in the current unit of work when there is none. The caller saves.</summary>
    internal async Task<GboUser> FindOrAddAsync(EmailAddress email, CancellationToken cancel)
    {
        var found = db.Users.Local.FirstOrDefault(u => u.NormalizedUserName == email.Normalized)
            ?? await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == email.Normalized, cancel);
        if (found is not null) return found;
        var id = NewId.Random();
        // Of the two, Identity gives only the user name a unique index, so the address is both.
        var user = new GboUser
        {
            Id = id.ToString(),
            UserName = email.Value,
            NormalizedUserName = email.Normalized,
            Email = email.Value,
            NormalizedEmail = email.Normalized,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        db.Add(user);
        db.Audit("User.Created", id, userId: null);
        db.Publish(new UserCreated(id));
        return user;
    }

    private async Task GiveRolesAsync(GboUser user, IReadOnlyList<string> roles, CancellationToken cancel)
    {
        if (roles.Count == 0) return;
        var held = await db.UserRoles.Where(r => r.UserId == user.Id).Select(r => r.RoleId).ToListAsync(cancel);
        var known = await db.Roles.AsNoTracking().ToDictionaryAsync(r => r.NormalizedName!, r => r.Id, StringComparer.Ordinal, cancel);
        foreach (var role in roles.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!known.TryGetValue(normalizer.NormalizeName(role), out var roleId)) throw new RuleException($"De rol {role} bestaat niet.", "Roles");
            if (!held.Contains(roleId)) db.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = roleId });
        }
    }

    private static UserSummary? Summary(GboUser? user) => user is null ? null : new UserSummary(user.Id, user.Email ?? "", user.DisplayName);
}
