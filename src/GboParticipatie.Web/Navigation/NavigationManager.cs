using GboParticipatie.Navigation;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Navigation;

/// <summary>The menus of all modules that are on, as the current person may see them.</summary>
public sealed class NavigationManager(
    IEnumerable<INavigationProvider> providers, IAuthorizationService authorization, IHttpContextAccessor http, IServiceProvider services, IStringLocalizer<Texts> S) : INavigationManager
{
    private readonly Dictionary<string, IReadOnlyList<VisibleMenuItem>> _menus = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<IReadOnlyList<VisibleMenuItem>> GetMenuAsync(string name, CancellationToken cancel = default)
    {
        // A layout draws a menu more than once (wide and narrow): it is counted once a request.
        if (_menus.TryGetValue(name, out var known)) return known;
        var visible = new List<MenuItem>();
        foreach (var item in Collect(providers, name))
            if (await MaySeeAsync(item)) visible.Add(item);
        var current = Current(visible);
        var menu = new List<VisibleMenuItem>(visible.Count);
        foreach (var item in visible)
        {
            var shown = item with { Text = item.TextOfRegion is null ? S[item.Text] : await item.TextOfRegion(services, cancel), Group = S[item.Group] };
            menu.Add(new VisibleMenuItem(shown, item.Count is null ? 0 : await item.Count(services, cancel), ReferenceEquals(item, current)));
        }

        return _menus[name] = menu;
    }

    /// <summary>All entries of a menu, whoever may see them.</summary>
    public static IReadOnlyList<MenuItem> Collect(IEnumerable<INavigationProvider> providers, string name)
    {
        var builder = new NavigationBuilder();
        foreach (var provider in providers) provider.BuildNavigation(name, builder);
        return builder.Build();
    }

    private async Task<bool> MaySeeAsync(MenuItem item)
    {
        if (item.Permission is null) return true;
        var user = http.HttpContext?.User;
        return user is not null && (await authorization.AuthorizeAsync(user, resource: null, new PermissionRequirement(item.Permission))).Succeeded;
    }

    // The longest address that the page is at or below, so that /beheer is not current on /beheer/mail.
    private MenuItem? Current(List<MenuItem> items)
    {
        var path = http.HttpContext?.Request.Path ?? default;
        return items.Where(i => i.Url == "/" ? path == "/" : path.StartsWithSegments(PathOf(i.Url), StringComparison.OrdinalIgnoreCase)).MaxBy(i => i.Url.Length);
    }

    private static PathString PathOf(string url) => new(url.Split('?', '#')[0].TrimEnd('/'));
}
