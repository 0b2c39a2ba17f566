namespace GboParticipatie.Navigation;

/// <summary>One entry of a menu.</summary>
public sealed record MenuItem
{
    /// <summary>What people read.</summary>
    public required string Text { get; init; }

    /// <summary>What people read where the region decides, from its settings; null: <see cref="Text"/>. Must be as good as free.</summary>
    public Func<IServiceProvider, CancellationToken, Task<string>>? TextOfRegion { get; init; }

    /// <summary>Local address, such as <c>/kalender</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Name of a Bootstrap icon, or null.</summary>
    public string? Icon { get; init; }

    /// <summary>Heading under which the entry stands in the "admin" menu.</summary>
    public string Group { get; init; } = "";

    /// <summary>Place in the menu; lower comes first.</summary>
    public int Position { get; init; }

    /// <summary>Name of the permission that shows it, or null for everyone.</summary>
    public string? Permission { get; init; }

    /// <summary>Counts what waits behind the entry for the current person, or null. Must be one cheap query.</summary>
    public Func<IServiceProvider, CancellationToken, Task<int>>? Count { get; init; }
}

/// <summary>Collects the entries of one menu.</summary>
public sealed class NavigationBuilder
{
    private readonly List<MenuItem> _items = [];

    /// <summary>Adds an entry.</summary>
    public NavigationBuilder Add(MenuItem item)
    {
        _items.Add(item);
        return this;
    }

    /// <summary>The entries, by group and position.</summary>
    public IReadOnlyList<MenuItem> Build() => [.. _items.OrderBy(i => i.Position).ThenBy(i => i.Text, StringComparer.Ordinal)];
}

/// <summary>Adds a module's entries to the menus "admin" and "main".</summary>
public interface INavigationProvider
{
    /// <summary>Called for each menu.</summary>
    /// <param name="name"><c>admin</c> or <c>main</c>.</param>
    /// <param name="builder">Where entries go.</param>
    void BuildNavigation(string name, NavigationBuilder builder);
}

/// <summary>The menus as the current person may see them.</summary>
public interface INavigationManager
{
    /// <summary>Entries of a menu that the current person may see, in order.</summary>
    Task<IReadOnlyList<VisibleMenuItem>> GetMenuAsync(string name, CancellationToken cancel = default);
}

/// <summary>A menu entry with its count.</summary>
/// <param name="Item">The entry.</param>
/// <param name="Count">What waits behind it; 0 when nothing or not counted.</param>
/// <param name="IsCurrent">True when the current page is this entry or below it.</param>
public sealed record VisibleMenuItem(MenuItem Item, int Count, bool IsCurrent);
