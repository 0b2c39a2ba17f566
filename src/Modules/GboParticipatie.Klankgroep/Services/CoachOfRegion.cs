using GboParticipatie.Settings;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The coach who owns the points of groups without a coach of their own: the one whom the site names (<see cref="SiteSettings.CoachEmail"/>),
/// else the first in the role, and as long as a region has none, an administrator, so that no point is without an owner. Asked at every
/// point that comes in, so a coach is kept for a minute.
/// </summary>
public sealed class CoachOfRegion(TimeProvider time)
{
    private Known? _known;

    /// <summary>Opaque user id of that person, or null when the region has neither.</summary>
    /// <param name="directory">Of the caller's scope: inside a recipe it sees users that the recipe has just made.</param>
    /// <param name="role">Name of the role.</param>
    /// <param name="named">Address of the coach whom the site names, or empty.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<string?> FirstAsync(IUserDirectory directory, string role, string named, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && known.Role == role && known.Named == named && now < known.Until) return known.UserId;
        var first = Of(await directory.InRoleAsync(role, cancel), named)?.Id;
        // Nobody yet: someone may be invited any moment, so ask again next time.
        _known = first is null ? null : new Known(role, named, first, now.AddMinutes(1));
        return first ?? (await StandInAsync(directory, cancel))?.Id;
    }

    /// <summary>Of these coaches, the one whom the site names, else the first; null when there is none.</summary>
    public static UserSummary? Of(IReadOnlyList<UserSummary> coaches, string named)
        => coaches.FirstOrDefault(c => string.Equals(c.Email, named, StringComparison.OrdinalIgnoreCase)) ?? coaches.FirstOrDefault();

    /// <summary>True for each coach of the region, and while it has none for who stands in: the meetings of groups without a coach of their own are theirs.</summary>
    public static async Task<bool> IsCoachAsync(IUserDirectory directory, string role, string userId, CancellationToken cancel)
    {
        var coaches = await directory.InRoleAsync(role, cancel);
        return coaches.Count > 0 ? coaches.Any(c => c.Id == userId) : (await StandInAsync(directory, cancel))?.Id == userId;
    }

    /// <summary>Who sees to things while the region has no coach.</summary>
    public static async Task<UserSummary?> StandInAsync(IUserDirectory directory, CancellationToken cancel)
        => (await directory.InRoleAsync(RoleNames.Beheerder, cancel)).FirstOrDefault();

    private sealed record Known(string Role, string Named, string UserId, DateTimeOffset Until);
}
