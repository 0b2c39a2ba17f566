using GboParticipatie.Users;

namespace GboParticipatie.Tests.Network;

/// <summary>Accounts that the test says exist.</summary>
public sealed class FakeUserDirectory : IUserDirectory
{
    private readonly List<UserSummary> _users = [];

    public UserSummary Add(string email, string name = "")
    {
        var user = new UserSummary(Guid.NewGuid().ToString(), email, name);
        _users.Add(user);
        return user;
    }

    public void Remove(UserSummary user) => _users.Remove(user);

    public Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default) => Task.FromResult(_users.Find(u => u.Id == id));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default)
        => Task.FromResult(_users.Find(u => u.Email.Equals(email, StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default)
        => throw new NotSupportedException();
}
