using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>Finds what recipe steps name, and says which name is wrong.</summary>
internal sealed class RecipeLookups(GboDbContext db, RecipeExecutionContext context)
{
    public async Task<Group> GroupAsync(string slug, CancellationToken cancel)
        => await db.Set<Group>().AsTracking().SingleOrDefaultAsync(g => g.Slug == slug, cancel) ?? throw context.Fail($"de groep '{slug}' bestaat niet.");

    public async Task<Guid?> OrganisationAsync(string? slug, CancellationToken cancel)
    {
        if (slug is null) return null;
        return await db.Set<Organisation>().Where(o => o.Slug == slug).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancel)
            ?? throw context.Fail($"de organisatie '{slug}' bestaat niet.");
    }

    /// <summary>By e-mail address, or by the id that the recipe gave to someone without one.</summary>
    public async Task<Person?> PersonAsync(string? who, CancellationToken cancel)
    {
        if (who is null) return null;
        var normalized = Person.Normalize(who);
        var person = Guid.TryParse(who, out var id)
            ? await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, cancel)
            : await db.Set<Person>().SingleOrDefaultAsync(p => p.NormalizedEmail == normalized, cancel);
        return person ?? throw context.Fail($"'{who}' bestaat niet. Zet deze persoon eerst in een stap People.");
    }
}

/// <summary>
/// Moments in a recipe. A demonstration must look alive whenever it is applied: an absolute moment that has passed moves to the
/// first same weekday at least 14 days ahead; a number of days counts from the day of applying.
/// </summary>
internal static class RecipeTime
{
    /// <summary>Most days that a recipe goes back or ahead: ten years.</summary>
    public const int MostDays = 3650;

    /// <summary>The UTC time of a local time in Brussels, or of its stand-in when it has passed.</summary>
    public static DateTime Ahead(DateTime local, DateTime nowUtc)
    {
        var utc = BrusselsTime.ToUtc(local);
        if (utc > nowUtc) return utc;
        var day = BrusselsTime.DayOf(nowUtc).AddDays(14);
        while (day.DayOfWeek != local.DayOfWeek) day = day.AddDays(1);
        return BrusselsTime.ToUtc(day.ToDateTime(TimeOnly.FromDateTime(local)));
    }

    /// <summary>The UTC time at that hour, so many days from today; on a weekend: the Friday before.</summary>
    public static DateTime FromToday(int days, TimeOnly at, DateTime nowUtc)
    {
        var day = BrusselsTime.DayOf(nowUtc).AddDays(days);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(-1);
        return BrusselsTime.ToUtc(day.ToDateTime(at));
    }
}
