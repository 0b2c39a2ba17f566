namespace GboParticipatie.Data.Settings;

/// <summary>One settings object of the region, as JSON.</summary>
public sealed class SettingsDocument
{
    /// <summary>Name of the settings type, such as <c>SiteSettings</c>.</summary>
    public required string Name { get; set; }

    /// <summary>The object as JSON.</summary>
    public required string Json { get; set; }
}

/// <summary>A number that only grows, such as the last reference of a year.</summary>
public sealed class Counter
{
    /// <summary>Name, such as <c>AP-2026</c>.</summary>
    public required string Name { get; set; }

    /// <summary>The last number given out.</summary>
    public long Value { get; set; }
}
