namespace GboParticipatie.Users;

/// <summary>
/// A place in the middle of a journey that someone signs in for, where a text waits that they began. The pages that ask the address and
/// the code say that it is kept, and how to go on without signing in now. A module registers each of its own as a service.
/// </summary>
/// <param name="Path">How the addresses of that place begin, within the site.</param>
/// <param name="Later">Page that gives the link by which to go on later.</param>
public sealed record KeptText(string Path, string Later)
{
    /// <summary>True when someone signs in to go on there.</summary>
    public bool Is(string? returnUrl) => returnUrl?.StartsWith(Path, StringComparison.Ordinal) == true;
}
