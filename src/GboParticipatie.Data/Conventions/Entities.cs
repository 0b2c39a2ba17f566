namespace GboParticipatie.Data;

/// <summary>A record that two people can edit: the second one to save is told, and loses nothing typed.</summary>
public interface IVersioned
{
    /// <summary>Raised at each change; compared at each save.</summary>
    int Version { get; set; }
}

/// <summary>Makes keys.</summary>
public static class NewId
{
    /// <summary>A key in order of time (version 7), for records whose time is no secret.</summary>
    public static Guid InOrder() => Guid.CreateVersion7();

    /// <summary>A random key (version 4), wherever a person may be anonymous: version 7 holds the millisecond.</summary>
    public static Guid Random() => Guid.NewGuid();
}
