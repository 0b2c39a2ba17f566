using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Support;

/// <summary>Whoever the test says is at work; nobody until it does.</summary>
public sealed class TestUser : ICurrentUser
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public bool IsAuthenticated => Id is not null;

    /// <summary>Names of the permissions that the user holds.</summary>
    public HashSet<string> Permissions { get; } = new(StringComparer.Ordinal);

    public Task<bool> HasAsync(Permission permission) => Task.FromResult(permission.GrantedBy().Overlaps(Permissions));

    public TestUser SignIn(string email, params Permission[] permissions)
    {
        (Id, Email, Name) = (Guid.NewGuid().ToString(), email, email.Split('@')[0]);
        Permissions.Clear();
        foreach (var permission in permissions) Permissions.Add(permission.Name);
        return this;
    }
}
