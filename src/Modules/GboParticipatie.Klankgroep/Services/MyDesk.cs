using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Whose work stands on the desk of who looks: their own, and that of colleagues who are away and for whom they stand in.</summary>
public sealed class MyDesk(GboDbContext db, StandIns standIns, ICurrentUser user, TimeProvider time)
{
    private IReadOnlyList<AwayPerson>? _replaced;

    /// <summary>Colleagues for whom this person stands in today.</summary>
    public async Task<IReadOnlyList<AwayPerson>> ReplacedAsync(CancellationToken cancel = default)
        => _replaced ??= await PersonAsync(cancel) is { } person ? await standIns.ReplacedByAsync(person, BrusselsTime.Today(time), cancel) : [];

    /// <summary>Accounts whose work this is: that of who looks, and of those colleagues.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(CancellationToken cancel = default)
        => [.. new[] { user.Id }.Concat((await ReplacedAsync(cancel)).Select(p => p.UserId)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private async Task<Guid?> PersonAsync(CancellationToken cancel)
    {
        if (user.Id is not { } me) return null;
        return await db.Set<Person>().Where(p => p.UserId == me).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);
    }
}
