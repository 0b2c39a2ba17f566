using GboParticipatie.Data;
using GboParticipatie.Recipes;
using GboParticipatie.Web.Security;
using GboParticipatie.Web.Users.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Recipes;

/// <summary>
/// Recipe step <c>Roles</c>, as Orchard Core's: <c>Roles</c> [{<c>Name</c>, <c>Description</c>, <c>PermissionBehavior</c>,
/// <c>Permissions</c>}]. "Replace", the default, takes away what is not listed; "Add" does not.
/// </summary>
public sealed class RolesStep(GboDbContext db, InstalledPermissions permissions, ILookupNormalizer normalizer, AccessCache access) : IRecipeStepHandler
{
    private const string DescriptionClaim = "Description";

    /// <inheritdoc />
    public string Name => "Roles";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var json = RecipeJson.Of(context);
        json.Only("Roles");
        foreach (var role in json.Objects("Roles")) await SetAsync(role, cancel);
    }

    private async Task SetAsync(RecipeJson json, CancellationToken cancel)
    {
        json.Only("Name", "Description", "PermissionBehavior", "Permissions");
        var granted = json.Texts("Permissions");
        if (granted.FirstOrDefault(p => permissions.Find(p) is null) is { } unknown)
            throw json.Fail($"onbekende permissie '{unknown}'. Wel gekend: {string.Join(", ", permissions.All.Select(p => p.Name))}.");
        var replace = (json.OptionalText("PermissionBehavior") ?? "Replace") switch
        {
            "Replace" => true,
            "Add" => false,
            var other => throw json.Fail($"'PermissionBehavior' is '{other}'; gebruik Replace of Add."),
        };
        var role = await FindOrAddAsync(json.Text("Name"), cancel);
        await SetClaimsAsync(role, AccessCache.PermissionClaim, granted, replace, cancel);
        if (json.OptionalText("Description") is { Length: > 0 } description) await SetClaimsAsync(role, DescriptionClaim, [description], replace: true, cancel);
        if (db.ChangeTracker.HasChanges()) access.ForgetAfterCommit(db);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<IdentityRole> FindOrAddAsync(string name, CancellationToken cancel)
    {
        var normalized = normalizer.NormalizeName(name);
        var role = await db.Roles.SingleOrDefaultAsync(r => r.NormalizedName == normalized, cancel);
        if (role is not null) return role;
        role = new IdentityRole(name) { NormalizedName = normalized };
        db.Add(role);
        return role;
    }

    private async Task SetClaimsAsync(IdentityRole role, string type, IReadOnlyList<string> values, bool replace, CancellationToken cancel)
    {
        var present = await db.RoleClaims.Where(c => c.RoleId == role.Id && c.ClaimType == type).ToListAsync(cancel);
        if (replace) db.RemoveRange(present.Where(c => !values.Contains(c.ClaimValue)));
        foreach (var value in values.Distinct(StringComparer.Ordinal).Where(v => present.TrueForAll(c => c.ClaimValue != v)))
            db.Add(new IdentityRoleClaim<string> { RoleId = role.Id, ClaimType = type, ClaimValue = value });
    }
}
