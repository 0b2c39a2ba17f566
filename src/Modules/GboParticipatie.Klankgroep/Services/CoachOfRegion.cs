using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// The coach who owns the points of groups without a coach of their own: the first in the role. Asked at every point that comes
/// in, so kept for a minute.
/// </summary>
public sealed class CoachOfRegion(IServiceScopeFactory scopes, TimeProvider time)
{
    private Known? _known;

    /// <summary>Opaque user id of the first person in the role, or null when there is none.</summary>
    public async Task<string?> FirstAsync(string role, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && known.Role == role && now < known.Until) return known.UserId;
        await using var scope = scopes.CreateAsyncScope();
        var users = await scope.ServiceProvider.GetRequiredService<IUserDirectory>().InRoleAsync(role, cancel);
        var first = users.FirstOrDefault()?.Id;
        // Nobody yet: someone may be invited any moment, so ask again next time.
        _known = first is null ? null : new Known(role, first, now.AddMinutes(1));
        return first;
    }

    private sealed record Known(string Role, string UserId, DateTimeOffset Until);
}
