using System.Reflection;
using System.Text.Json.Nodes;
using GboParticipatie.Data;
using GboParticipatie.Settings;
using GboParticipatie.Web.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Recipes;

/// <summary>Looks whether the roles that settings name (<see cref="NamesRoleAttribute"/>) are there once all steps are done: a later one may make them.</summary>
public sealed class NamedRoles(GboDbContext db, SettingsTypes types, ILookupNormalizer normalizer)
{
    /// <summary>What is wrong with a step <c>settings</c> that was carried out, in Dutch, or null.</summary>
    public async Task<string?> ProblemAsync(JsonObject step, CancellationToken cancel)
    {
        foreach (var (settings, given) in step)
        {
            var named = types.Find(settings)?.GetProperties().Where(p => p.GetCustomAttribute<NamesRoleAttribute>() is not null) ?? [];
            foreach (var property in named.Select(p => p.Name))
            {
                if (given?[property]?.GetValue<string>() is not { } role) continue;
                var normalized = normalizer.NormalizeName(role);
                if (!await db.Roles.AnyAsync(r => r.NormalizedName == normalized, cancel)) return $"{settings}: '{property}' is '{role}', en die rol bestaat niet.";
            }
        }

        return null;
    }
}
