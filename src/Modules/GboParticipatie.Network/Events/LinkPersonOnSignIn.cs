using GboParticipatie.Events;
using GboParticipatie.Network.Services;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Events;

/// <summary>Who signs in proved to own the address: the person with that address is linked to the account, or made.</summary>
public sealed class LinkPersonOnSignIn(PersonService people, IUserDirectory directory) : IEventHandler<UserSignedIn>
{
    /// <inheritdoc />
    public async Task HandleAsync(UserSignedIn @event, EventEnvelope envelope, CancellationToken cancel)
    {
        // The account may be gone by now.
        if (await directory.FindByIdAsync(@event.UserId.ToString(), cancel) is { } account) await people.EnsureForUserAsync(account, cancel);
    }
}
