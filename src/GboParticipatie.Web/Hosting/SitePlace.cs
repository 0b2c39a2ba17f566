using System.Text.RegularExpressions;
using GboParticipatie.Data;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// Which region this is and where its files are: the same for the server and the command line, whatever folder either is started
/// from.
/// </summary>
/// <param name="Region">Short name, such as <c>zolim</c>: that of its recipe.</param>
/// <param name="AppData">Folder of the region's own files.</param>
/// <param name="Recipes">Folder of the recipes.</param>
/// <param name="Database">Where the data is.</param>
public sealed partial record SitePlace(string Region, string AppData, string Recipes, GboDatabaseOptions Database)
{
    /// <summary>File of the region's recipe.</summary>
    public string RegionRecipe => Path.Combine(Recipes, $"{Region}.recipe.json");

    /// <summary>Reads <c>Gbo:Region</c>, <c>Gbo:AppData</c>, <c>Gbo:Recipes</c> and <c>ConnectionStrings:Gbo</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="environment">Where the site runs.</param>
    /// <param name="onlyLook">True to leave the rights of the folder as they are.</param>
    /// <exception cref="StartupException">The region's name cannot be that of a folder.</exception>
    public static SitePlace From(IConfiguration configuration, IHostEnvironment environment, bool onlyLook = false)
    {
        var region = configuration["Gbo:Region"] is { Length: > 0 } named ? named : "zolim";
        if (!RegionName().IsMatch(region))
            throw new StartupException($"Gbo:Region is '{region}'. Gebruik alleen kleine letters, cijfers en koppeltekens.");
        var root = Root(environment);
        var appData = Path.GetFullPath(Path.Combine(configuration["Gbo:AppData"] ?? Path.Combine(root, "App_Data"), region), root);
        var recipes = RecipesFolder(configuration, environment);
        if (onlyLook) Directory.CreateDirectory(appData);
        else PrivateFolder.Ensure(appData);
        var connection = configuration.GetConnectionString("Gbo");
        var database = string.IsNullOrWhiteSpace(connection)
            ? GboDatabaseOptions.SqliteFile(Path.Combine(appData, "gbo.db"))
            : GboDatabaseOptions.From(connection);
        return new SitePlace(region, appData, recipes, database);
    }

    /// <summary>Names of the regions that have a recipe. A recipe whose name has a hyphen is a part of theirs; gbo is what all have.</summary>
    public static IReadOnlyList<string> Regions(IConfiguration configuration, IHostEnvironment environment)
    {
        const string ending = ".recipe.json";
        var folder = new DirectoryInfo(RecipesFolder(configuration, environment));
        if (!folder.Exists) return [];
        return [.. folder.EnumerateFiles("*" + ending).Select(f => f.Name[..^ending.Length])
            .Where(name => name != "gbo" && !name.Contains('-', StringComparison.Ordinal) && RegionName().IsMatch(name)).Order(StringComparer.Ordinal)];
    }

    private static string RecipesFolder(IConfiguration configuration, IHostEnvironment environment)
    {
        var root = Root(environment);
        return Path.GetFullPath(configuration["Gbo:Recipes"] ?? Path.Combine(root, "recipes"), root);
    }

    private static string Root(IHostEnvironment environment)
        => (environment.IsDevelopment() ? SolutionFolder(environment.ContentRootPath) : null) ?? environment.ContentRootPath;

    private static string? SolutionFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GboParticipatie.sln"))) return folder.FullName;
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex RegionName();
}
