namespace GboParticipatie.Users;

/// <summary>
/// A cookie by which a browser goes on where a person was, such as a text that was begun. A module registers each of its own as a
/// service; signing out removes them, since the next person at the same computer is someone else.
/// </summary>
/// <param name="Name">Name of the cookie.</param>
/// <param name="Path">Path that it was set for, within the site.</param>
public sealed record VisitCookie(string Name, string Path);
