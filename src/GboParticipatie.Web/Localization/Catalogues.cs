using System.Collections.Concurrent;
using System.Reflection;
using GboParticipatie.Data;
using GboParticipatie.Files;
using GboParticipatie.Localization;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Localization;

/// <summary>
/// The languages that there are texts of, beside Dutch: files <c>Localization/fr.po</c> in the host and the modules, and in the
/// folder of the region, which wins. A language is read when someone first reads it. As long as nobody does, nothing is: the
/// Dutch texts stand in the code.
/// </summary>
public sealed class Catalogues(ModuleCatalog modules, SitePlace place) : DutchTexts
{
    private readonly ConcurrentDictionary<string, Catalogue> _read = new(StringComparer.Ordinal);

    /// <summary>True when there are texts in this language.</summary>
    public bool Has(string code) => IsCode(code) && (File.Exists(OwnFile(code)) || Assemblies.Any(a => a.GetManifestResourceInfo(Name(code)) is not null));

    /// <summary>Reads all texts of a language, which finds what is wrong with them before a visitor does.</summary>
    /// <exception cref="StartupException">A file of this language cannot be read.</exception>
    public void Read(string code) => Of(code);

    /// <inheritdoc />
    public override LocalizedString Find(string name)
        => ReadersLanguage.IsOther && Of(ReadersLanguage.Code).Find(name) is { } text ? new(name, text, resourceNotFound: false) : base.Find(name);

    /// <inheritdoc />
    public override LocalizedString Find(PluralizationArgument plural)
        => ReadersLanguage.IsOther && Of(ReadersLanguage.Code).Find(plural.Singular, plural.Count) is { } text
            ? new(plural.Singular, text, resourceNotFound: false)
            : base.Find(plural);

    // A code is the name of a file.
    private static bool IsCode(string code) => code.Length == 2 && code.All(char.IsAsciiLetterLower);

    // Data and Files have no module of their own, and rules that people read.
    private IEnumerable<Assembly> Assemblies => [.. modules.ModelAssemblies, typeof(GboDbContext).Assembly, typeof(FileInspection).Assembly];

    private static string Name(string code) => $"Localization/{code}.po";

    private string OwnFile(string code) => Path.Combine(place.AppData, "Localization", $"{code}.po");

    private Catalogue Of(string code) => _read.GetOrAdd(code, ReadAll);

    private Catalogue ReadAll(string code)
    {
        var catalogue = new Catalogue();
        foreach (var assembly in Assemblies)
            if (assembly.GetManifestResourceStream(Name(code)) is { } stream) Add(catalogue, new StreamReader(stream), $"{assembly.GetName().Name}/{Name(code)}");
        if (File.Exists(OwnFile(code))) Add(catalogue, File.OpenText(OwnFile(code)), OwnFile(code));
        return catalogue;
    }

    private static void Add(Catalogue catalogue, StreamReader file, string name)
    {
        using (file)
        {
            try
            {
                catalogue.Add(PortableObject.Read(file));
            }
            catch (FormatException problem)
            {
                throw new StartupException($"{name} kan niet gelezen worden: {problem.Message}.");
            }
        }
    }
}
