using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GboParticipatie.Tests.Localization;

/// <summary>A project whose texts go through localizers, read from its sources.</summary>
/// <param name="Name">Folder under src, such as <c>Modules/GboParticipatie.Theme</c>.</param>
public sealed record Sources(string Name)
{
    // Not read by visitors: the command line, the doctor, what recipes and start-up say to operators, what is generated.
    private static readonly string[] ForOperators = ["CommandLine", "Recipes", "Health", "CompiledModels", "Migrations", "Settings", "Hosting", "Data"];

    private static readonly Dictionary<string, string[]> NotForReaders = new(StringComparer.Ordinal)
    {
        // What localizers are made of, and what Dutch alone says around an hour.
        ["GboParticipatie.Abstractions"] = ["Localization", "Time"],

        // Names of tables and columns, and what stops a stream.
        ["GboParticipatie.Data"] = ["CoreConfiguration.cs", "Prepared"],

        // What stands in a file that someone brought instead of a name is read by whoever gets that file, now and later.
        ["GboParticipatie.Files"] = ["OfficeXml.cs"],

        // The page of the last resort may need nothing; what a wrong token gets is English, for programs.
        ["GboParticipatie.Web"] = ["Problems/LastResort.cs", "Users/Tokens/ApiTokenAuthentication.cs"],

        // A list as a file has Dutch titles and words, whoever brings it in; settings come from recipes.
        ["Modules/GboParticipatie.Network"] = ["Imports", "Csv", "Calendar/CalendarSettings.cs"],

        // What a region calls things comes from its recipe, how often it meets is kept with its group, and what is wrong with a key is for programs.
        ["Modules/GboParticipatie.Klankgroep"] = ["Models/KlankgroepSettings.cs", "Models/Rhythm.cs", "Api/Http.cs"],

        // Who makes definitions of workflows reads what is wrong with them, as of a recipe.
        ["Modules/GboParticipatie.Workflows"] = ["Definitions/DefinitionValidator.cs", "Definitions/PropertyValidator.cs", "Expressions"],
    };

    private static readonly ConcurrentDictionary<string, (IReadOnlyList<(string File, FoundText Text)>, IReadOnlyList<string>)> Known = new(StringComparer.Ordinal);

    /// <summary>The projects with texts that people read.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        "GboParticipatie.Abstractions", "GboParticipatie.Data", "GboParticipatie.Files", "GboParticipatie.Web", "Modules/GboParticipatie.Theme", "Modules/GboParticipatie.Network",
        "Modules/GboParticipatie.Notifications", "Modules/GboParticipatie.Workflows", "Modules/GboParticipatie.Klankgroep",
    ];

    /// <summary>Folder of the project.</summary>
    public string Folder => Path.Combine(TestFolder.Repository, "src", Name);

    /// <summary>The catalogue in a language.</summary>
    public string Catalogue(string language = "nl-BE") => Path.Combine(Folder, "Localization", $"{language}.po");

    /// <summary>All projects that have texts.</summary>
    public static IEnumerable<Sources> All { get; } = Projects.Select(name => new Sources(name));

    /// <summary>Texts that localizers are asked for, with the file that asks.</summary>
    public IReadOnlyList<(string File, FoundText Text)> Texts => Read().Item1;

    /// <summary>What is said in Dutch only, with its place.</summary>
    public IReadOnlyList<string> Forgotten => Read().Item2;

    private (IReadOnlyList<(string File, FoundText Text)>, IReadOnlyList<string>) Read() => Known.GetOrAdd(Name, _ =>
    {
        var (texts, forgotten) = (new List<(string, FoundText)>(), new List<string>());
        foreach (var file in Files("*.cshtml").Concat(Files("*.cs")))
        {
            var (path, source) = (Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText(file));
            var (found, left) = Of(path, source);
            texts.AddRange(found.Select(t => (path, t)));
            if (!IsForOthers(path)) forgotten.AddRange(left.Select(l => $"{Name}/{path}({source.AsSpan(0, l.At).Count('\n') + 1}): {l.What.ReplaceLineEndings(" ")}"));
        }

        return (texts, forgotten);
    });

    /// <summary>Reads one file.</summary>
    public static (IReadOnlyList<FoundText> Texts, IReadOnlyList<HardWired> Forgotten) Of(string path, string source)
    {
        CollectNames();
        if (path.EndsWith(".cshtml", StringComparison.Ordinal)) return PageSource.Of(source, path);
        var code = CodeTexts.OfFile(source);
        return (code.Texts, code.Forgotten);
    }

    private bool IsForOthers(string path)
        => path.EndsWith(".cs", StringComparison.Ordinal) && ForOperators.Concat(NotForReaders.GetValueOrDefault(Name, []))
            .Any(f => path == f || path.StartsWith(f + "/", StringComparison.Ordinal));

    private IEnumerable<string> Files(string pattern) => FilesIn(Folder, pattern);

    private static IEnumerable<string> FilesIn(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(f => !new[] { "obj", "bin", "node_modules", "CompiledModels", "Migrations" }.Any(n => f.Contains($"{Path.DirectorySeparatorChar}{n}{Path.DirectorySeparatorChar}")))
        .Order(StringComparer.Ordinal);

    private static void CollectNames()
    {
        lock (DutchText.Names)
        {
            if (DutchText.Names.Count > 0) return;
            foreach (var file in FilesIn(Path.Combine(TestFolder.Repository, "src"), "*.cs"))
            {
                var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
                DutchText.Names.UnionWith(root.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
                WordGivers.Collect(root);
            }
        }
    }
}
