using System.Security.Claims;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Web;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Tests.Access;

/// <summary>Who may press which button: pinned in Posts.md.</summary>
public sealed class PostMatrixTests(DatabaseFixture databases)
{
    private const string File = "Access/Posts.md";

    private const string About =
        """
        # Who may press which button
        Every form of the site, with what its page and its handler ask together. No role without a desk may more than `stuurgroep`.

        `may` is let in, and is refused further on when the record is not theirs (Records.md); `sign in`, `403` and `404` as in Pages.md.
        Written by PostMatrixTests.
        """;

    private const string OpenToAll = "public";
    private const string SignedIn = "signed in";
    private const string May = "may";

    private static readonly string[] Roles = ["", "stuurgroep", "coach", "beheer"];

    [Fact]
    public async Task Who_lacks_what_a_button_asks_is_refused_and_changes_nothing()
    {
        await using var scene = await AccessScene.CreateAsync(databases, Db.Sqlite);
        var addresses = (await SceneAddresses.AllAsync(scene)).ToDictionary(a => a.Route, a => a.Address, StringComparer.Ordinal);
        var people = new Dictionary<string, ClaimsPrincipal>(StringComparer.Ordinal);
        foreach (var role in Roles) people[role] = await PersonAsync(scene, role);
        foreach (var role in Roles) await scene.PressAsync(Email(role), "/mijn/gegevens?handler=Bestaatniet");
        var before = await RowsAsync(scene);

        var rows = new List<(string Row, IReadOnlyList<string> Cells)>();
        foreach (var button in (await ButtonsAsync(scene.Site.Services)).OrderBy(b => b.Row, StringComparer.Ordinal))
        {
            var cells = new List<string>();
            foreach (var role in Roles)
                cells.Add(await HasAsync(scene, people[role], button) ? May : await scene.PressAsync(Email(role), addresses[button.Route] + button.Query));
            rows.Add((button.Row, [.. cells, string.Join(", ", button.Asks)]));
        }

        PinnedTable.Check(File, About, [.. Roles.Select(r => r.Length == 0 ? "nobody" : r), "asks"], rows);
        Assert.All(rows, row => Assert.All(row.Cells.SkipLast(1), cell => Assert.Contains(cell, (string[])[May, "sign in", "403", "404"])));
        Assert.Equal([], (await RowsAsync(scene)).Except(before));
    }

    [Fact]
    public async Task A_button_that_only_asks_to_read_or_is_not_in_the_table_is_found()
    {
        var pinned = PinnedTable.Read(File).Keys;
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), replace: InventedPage.Add);

        var buttons = await ButtonsAsync(site.App.Services);

        string[] invented = [$"{InventedPage.ReadersAddress}: OnPostDelete", $"{InventedPage.Address}: OnPost"];
        Assert.Equal(invented, buttons.Select(b => b.Row).Except(pinned).Order(StringComparer.Ordinal));
        // Besides the two that were made up, none: what changes something, asks more than to read it. The style guide keeps nothing.
        Assert.Equal(invented, buttons.Where(b => b.Asks.All(IsToRead) && b.Route != "/beheer/stijlgids").Select(b => b.Row).Order(StringComparer.Ordinal));
    }

    private static bool IsToRead(string permission) => permission.StartsWith("View", StringComparison.Ordinal) || permission.StartsWith("Read", StringComparison.Ordinal)
        || permission.StartsWith("Access", StringComparison.Ordinal);

    private static async Task<List<Button>> ButtonsAsync(IServiceProvider services)
    {
        var all = new List<Button>();
        foreach (var page in await SitePages.PagesAsync(services))
            foreach (var handler in page.HandlerMethods.Where(h => HttpMethods.IsPost(h.HttpMethod)))
                all.Add(ButtonOf(page, handler.ShortName(), handler.Name, [.. page.Endpoint!.Metadata, .. handler.MethodInfo.GetCustomAttributes(inherit: true)]));
        return all;
    }

    private static Button ButtonOf(PageActionDescriptor page, string method, string? name, IReadOnlyList<object> metadata)
    {
        var route = SceneAddresses.ShownAs(page.ShortName(), "/" + page.AttributeRouteInfo!.Template!.TrimStart('/'));
        var asks = metadata.OfType<RequiresPermissionAttribute>().Select(p => p.PermissionName).Distinct(StringComparer.Ordinal).ToList();
        if (asks.Count == 0 && metadata.OfType<RequiresSignInAttribute>().Any()) asks.Add(SignedIn);
        if (asks.Count == 0 && metadata.OfType<PublicAttribute>().Any()) asks.Add(OpenToAll);
        return new Button(route, $"{route}: {method}", string.IsNullOrEmpty(name) ? "" : $"?handler={name}", asks);
    }

    private static async Task<bool> HasAsync(AccessScene scene, ClaimsPrincipal person, Button button)
    {
        if (button.Asks is [OpenToAll]) return true;
        if (!person.Identity!.IsAuthenticated || button.Asks.Count == 0) return false;
        if (button.Asks is [SignedIn]) return true;
        foreach (var permission in button.Asks)
            if (!(await scene.Site.UseAsync((IAuthorizationService a) => a.AuthorizeAsync(person, resource: null, new PermissionRequirement(permission)))).Succeeded) return false;
        return true;
    }

    private static async Task<ClaimsPrincipal> PersonAsync(AccessScene scene, string role)
    {
        if (role.Length == 0) return new ClaimsPrincipal(new ClaimsIdentity());
        var user = (await scene.Site.UseAsync((IUserDirectory u) => u.FindByEmailAsync(Email(role))))!.Id;
        return new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"));
    }

    private static string Email(string role) => role.Length == 0 ? "" : $"{role}@zolim.example";

    private static async Task<IEnumerable<string>> RowsAsync(AccessScene scene)
        => (await scene.Site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db))).Where(row => !row.StartsWith("AspNet", StringComparison.Ordinal));

    private sealed record Button(string Route, string Row, string Query, IReadOnlyList<string> Asks);
}
