namespace GboParticipatie.Network.Models;

/// <summary>A municipality. Municipalities merge: the old one gets a last day and a successor, and keeps its own figures.</summary>
public sealed class Municipality : IVersioned
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>Name in addresses and recipes, such as <c>tongeren-borgloon</c>. Unique.</summary>
    public required string Slug { get; init; }

    /// <summary>Name that people read.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value.Trim();
            SearchName = SearchText.Of(field);
        }
    }

    /// <summary>The name as it is searched: without accents, in capitals.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>First day that it exists, or null when it is older than the region.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day that it exists (that day included), or null while it exists.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The municipality that it became part of, or null.</summary>
    public Guid? SuccessorId { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>True when it exists on that day.</summary>
    public bool IsValidOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidUntil is null || day <= ValidUntil);
}
