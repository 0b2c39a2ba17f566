namespace GboParticipatie.Users;

/// <summary>The person behind the current request or, in background work, nobody.</summary>
public interface ICurrentUser
{
    /// <summary>Opaque id, or null when nobody has signed in.</summary>
    string? Id { get; }

    /// <summary>Name to greet with, or null.</summary>
    string? Name { get; }

    /// <summary>Verified e-mail address, or null.</summary>
    string? Email { get; }

    /// <summary>True when someone has signed in.</summary>
    bool IsAuthenticated { get; }

    /// <summary>True when the person holds the permission (see Security.Permissions).</summary>
    Task<bool> HasAsync(Security.Permissions.Permission permission);
}

/// <summary>A user as other modules see one.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Email">Verified or invited address.</param>
/// <param name="Name">Name as shown to colleagues.</param>
public sealed record UserSummary(string Id, string Email, string Name);

/// <summary>Looks up users and makes them.</summary>
public interface IUserDirectory
{
    /// <summary>The user with this id, or null.</summary>
    Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default);

    /// <summary>The users with these ids, by id; who is not there is left out. One question, however many there are.</summary>
    Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default);

    /// <summary>The user with this address (case does not matter), or null.</summary>
    Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default);

    /// <summary>Users in a role, by name; at most 200.</summary>
    Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default);

    /// <summary>Makes the user if there is none with this address, sets name and roles, and returns it. Idempotent.</summary>
    Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default);
}

/// <summary>Names of the roles of mission.md. What each may do is in the recipe.</summary>
public static class RoleNames
{
    /// <summary>Contact of a target-group organisation.</summary>
    public const string Organisatie = "Organisatie";

    /// <summary>Experience expert.</summary>
    public const string Ervaringsdeskundige = "Ervaringsdeskundige";

    /// <summary>GBO process coach.</summary>
    public const string Procescoach = "Procescoach";

    /// <summary>Field worker.</summary>
    public const string Basiswerker = "Basiswerker";

    /// <summary>Member of the steering group.</summary>
    public const string Stuurgroep = "Stuurgroep";

    /// <summary>Member of the working group.</summary>
    public const string Werkgroep = "Werkgroep";

    /// <summary>Communication owner at a partner.</summary>
    public const string Partner = "Partner";

    /// <summary>Coordinator of the inleefhuis.</summary>
    public const string InleefhuisCoordinator = "InleefhuisCoordinator";

    /// <summary>Administrator.</summary>
    public const string Beheerder = "Beheerder";
}
