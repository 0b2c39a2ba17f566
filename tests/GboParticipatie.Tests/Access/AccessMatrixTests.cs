namespace GboParticipatie.Tests.Access;

/// <summary>Who gets what at every address of the site, by role: pinned in Pages.md.</summary>
public sealed class AccessMatrixTests(DatabaseFixture databases)
{
    private const string About =
        """
        # Who may open which address
        Every page and download of the site, for each role of the demonstration and for who is not signed in. All records are of someone
        else, except that the steering group was asked and the organisation brought the point. An address with a secret link has a link
        that works: it is itself the key.

        `200` opens, `302` leads on to another page, `sign in` leads to the page to sign in, `403` not for you, `404` not there for you,
        `401` asks for a token: the API does not know the cookie of a browser. Written by AccessMatrixTests.
        """;

    private static readonly string[] Roles = ["", "inleefhuis", "partner", "ervaring", "basiswerker", "organisatie", "werkgroep", "stuurgroep", "coach", "beheer"];

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Each_role_gets_at_each_address_what_stands_in_the_table(Db kind)
    {
        await using var scene = await AccessScene.CreateAsync(databases, kind);
        var rows = new List<(string, IReadOnlyList<string>)>();
        foreach (var (route, address) in (await SceneAddresses.AllAsync(scene)).OrderBy(a => a.Route, StringComparer.Ordinal))
        {
            var cells = new List<string>();
            foreach (var role in Roles) cells.Add(await scene.GetAsync(role.Length == 0 ? "" : $"{role}@zolim.example", address));
            rows.Add((route, cells));
        }

        PinnedTable.Check("Access/Pages.md", About, [.. Roles.Select(r => r.Length == 0 ? "nobody" : r)], rows);
    }
}
