using GboParticipatie.Data;
using GboParticipatie.Recipes;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Recipes;

/// <summary>Recipe step <c>Users</c>: <c>Users</c> [{<c>Email</c>, <c>Name</c>, <c>Roles</c>}]. Users who are there already get the name and roles.</summary>
public sealed class UsersStep(GboDbContext db, IUserDirectory users, ILookupNormalizer normalizer) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Users";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var json = RecipeJson.Of(context);
        json.Only("Users");
        foreach (var user in json.Objects("Users"))
        {
            user.Only("Email", "Name", "Roles");
            var roles = user.Texts("Roles");
            foreach (var role in roles)
            {
                var normalized = normalizer.NormalizeName(role);
                if (!await db.Roles.AnyAsync(r => r.NormalizedName == normalized, cancel)) throw user.Fail($"onbekende rol '{role}'.");
            }

            var email = user.Text("Email");
            if (!System.Net.Mail.MailAddress.TryCreate(email, out _)) throw user.Fail($"'{email}' is geen e-mailadres.");
            await users.EnsureAsync(email, user.Text("Name"), roles, cancel);
        }
    }
}
