using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The coach who owns the points of groups without a coach of their own: the first in the role. Asked at every point that comes
/// in, so kept for a minute.
/// </summary>
public sealed class CoachOfRegion(TimeProvider time)
{
    private Known? _known;

    /// <summary>Opaque user id of the first person in the role, or null when there is none.</summary>
    /// <param name="directory">Of the caller's scope: inside a recipe it sees users that the recipe has just made.</param>
    /// <param name="role">Name of the role.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<string?> FirstAsync(IUserDirectory directory, string role, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && known.Role == role && now < known.Until) return known.UserId;
        var first = (await directory.InRoleAsync(role, cancel)).FirstOrDefault()?.Id;
        // Nobody yet: someone may be invited any moment, so ask again next time.
        _known = first is null ? null : new Known(role, first, now.AddMinutes(1));
        return first;
    }

    private sealed record Known(string Role, string UserId, DateTimeOffset Until);
}
