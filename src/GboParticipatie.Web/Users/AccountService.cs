using GboParticipatie.Data;
using GboParticipatie.Web.Users.Access;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users;

/// <summary>What people do with their own account.</summary>
public sealed class AccountService(GboDbContext db, AccessCache access)
{
    private const int LongestName = 100;

    /// <summary>Changes the name as shown to colleagues.</summary>
    /// <exception cref="RuleException">The name is empty or too long.</exception>
    public Task RenameAsync(string userId, string name, CancellationToken cancel)
    {
        name = PlainText.CleanLine(name);
        if (name.Length == 0) throw new RuleException("Vul je naam in.", "DisplayName");
        if (name.Length > LongestName) throw new RuleException($"Hou je naam korter dan {LongestName} tekens.", "DisplayName");
        return ChangeAsync(userId, user => user.DisplayName = name, "User.Renamed", cancel);
    }

    /// <summary>Ends all sign-ins of the account, in every browser, within five seconds. Tokens go on working.</summary>
    public Task SignOutEverywhereAsync(string userId, CancellationToken cancel)
        => ChangeAsync(userId, user => user.SecurityStamp = NewId.Random().ToString(), "User.SignedOutEverywhere", cancel);

    private Task ChangeAsync(string userId, Action<GboParticipatie.Data.Users.GboUser> change, string action, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, c) ?? throw new NotFoundException("There is no such account.");
        change(user);
        user.ConcurrencyStamp = NewId.Random().ToString();
        db.Audit(action, Guid.Parse(userId), userId);
        access.ForgetAfterCommit(db);
    }, cancel);
}
