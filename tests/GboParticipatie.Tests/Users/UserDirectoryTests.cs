using GboParticipatie.Users;
using Microsoft.AspNetCore.Identity;

namespace GboParticipatie.Tests.Users;

public sealed class UserDirectoryTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task An_account_is_made_once_and_only_gains_roles(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await AddRolesAsync(site, RoleNames.Procescoach, RoleNames.Organisatie);
        var made = await EnsureAsync(site, "An@ocmw.example", "An Coach", RoleNames.Procescoach);

        var again = await EnsureAsync(site, "an@OCMW.example", "Someone else", RoleNames.Organisatie);

        Assert.Equal(made, again);
        Assert.Equal("An Coach", again.Name);
        Assert.Equal([made], await site.UseAsync<IUserDirectory, IReadOnlyList<UserSummary>>(d => d.InRoleAsync("procescoach")));
        Assert.Equal([made], await site.UseAsync<IUserDirectory, IReadOnlyList<UserSummary>>(d => d.InRoleAsync(RoleNames.Organisatie)));
        Assert.Equal(made, await site.UseAsync<IUserDirectory, UserSummary?>(d => d.FindByEmailAsync(" AN@ocmw.example")));
        Assert.Equal(made, await site.UseAsync<IUserDirectory, UserSummary?>(d => d.FindByIdAsync(made.Id)));
    }

    [Theory, AllDatabases]
    public async Task An_unknown_role_makes_no_account(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);

        await Assert.ThrowsAsync<RuleException>(() => EnsureAsync(site, "an@ocmw.example", "An", "Burgemeester"));

        Assert.False(await site.DataAsync(d => d.Users.AnyAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_name_that_was_empty_is_filled_in(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await site.AskAsync("an@ocmw.example");
        await site.UseLinkAsync(site.Mail().LastLinkToken);

        var user = await EnsureAsync(site, "an@ocmw.example", "An");

        Assert.Equal("An", user.Name);
    }

    internal static Task AddRolesAsync(TestSite site, params string[] roles) => site.DataAsync(async db =>
    {
        foreach (var role in roles) db.Roles.Add(new IdentityRole(role) { NormalizedName = role.ToUpperInvariant() });
        return await db.SaveChangesAsync();
    });

    private static Task<UserSummary> EnsureAsync(TestSite site, string email, string name, params string[] roles)
        => site.UseAsync<IUserDirectory, UserSummary>(d => d.EnsureAsync(email, name, roles));
}
