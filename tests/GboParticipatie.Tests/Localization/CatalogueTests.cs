using System.Text;
using System.Text.RegularExpressions;
using GboParticipatie.Web.Localization;

namespace GboParticipatie.Tests.Localization;

/// <summary>
/// Compares the catalogues with the texts in the code. <c>./words</c> runs this with GBO_WORDS=write, which writes the Dutch
/// catalogues anew: they are made, never edited.
/// </summary>
public sealed partial class CatalogueTests
{
    public static TheoryData<string> Projects => [.. Sources.Projects];

    [Theory, MemberData(nameof(Projects))]
    public void The_Dutch_catalogue_has_every_text_and_no_other(string project)
    {
        var sources = new Sources(project);
        var expected = Write(sources);
        if (Environment.GetEnvironmentVariable("GBO_WORDS") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(sources.Catalogue())!);
            File.WriteAllText(sources.Catalogue(), expected);
        }

        var (missing, stale) = Compare(expected, File.Exists(sources.Catalogue()) ? File.ReadAllText(sources.Catalogue()) : "");

        Assert.True(missing.Count + stale.Count == 0, $"Run ./words and commit what it writes.\nMissing: {string.Join("\n", missing)}\nNot used any more: {string.Join("\n", stale)}");
    }

    [Fact]
    public void A_text_that_is_missing_or_not_used_any_more_is_found()
    {
        var (missing, stale) = Compare("msgid \"Nieuw\"\nmsgstr \"Nieuw\"\n\nmsgid \"Oud\"\nmsgstr \"Oud\"\n", "msgid \"Oud\"\nmsgstr \"Oud\"\n\nmsgid \"Ouder\"\nmsgstr \"Ouder\"\n");

        Assert.Equal(["Nieuw"], missing);
        Assert.Equal(["Ouder"], stale);
    }

    [Fact]
    public void Every_other_language_has_every_text_with_all_that_goes_in_it()
    {
        var problems = Sources.All.SelectMany(s => Languages(s).SelectMany(language =>
            Problems(Read(File.ReadAllText(s.Catalogue())), Read(File.ReadAllText(s.Catalogue(language)))).Select(p => $"{s.Name}/{language}.po: {p}"))).ToList();

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [InlineData("msgid \"Dag {0}\"\nmsgstr \"Bonjour\"", "lost")]
    [InlineData("msgid \"Dag {0}\"\nmsgstr \"\"", "missing")]
    [InlineData("msgid \"Niets\"\nmsgstr \"Rien\"", "missing")]
    [InlineData("msgid \"Dag {0}\"\nmsgstr \"Bonjour {0} {1}\"", "lost")]
    [InlineData("msgid \"Dag {0}\"\nmsgstr \"<b>Bonjour {0}\"", "markup")]
    public void What_a_translation_lost_is_found(string translation, string problem)
        => Assert.Contains(Problems(Read("msgid \"Dag {0}\"\nmsgstr \"Dag {0}\""), Read(translation)), p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_plural_needs_all_its_forms()
        => Assert.NotEmpty(Problems(
            Read("msgid \"1 punt\"\nmsgid_plural \"{0} punten\"\nmsgstr[0] \"1 punt\"\nmsgstr[1] \"{0} punten\""),
            Read("msgid \"1 punt\"\nmsgid_plural \"{0} punten\"\nmsgstr[0] \"1 point\"\nmsgstr[1] \"\"")));

    [Fact]
    public void A_text_means_the_same_in_every_module()
    {
        var different = Sources.All.SelectMany(s => Languages(s).SelectMany(l => Read(File.ReadAllText(s.Catalogue(l))).Where(t => t.IsTranslated && t.Key.Length > 0).Select(t => (Language: l, t.Key, Form: t.Forms[0]))))
            .GroupBy(t => (t.Language, t.Key)).Where(g => g.Select(t => t.Form).Distinct().Count() > 1).Select(g => $"{g.Key.Language}: {g.Key.Key}");

        Assert.Empty(different);
    }

    private static string Write(Sources sources)
    {
        var po = new StringBuilder("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: nl-BE\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n");
        foreach (var text in sources.Texts.GroupBy(t => t.Text.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var plural = text.Select(t => t.Text.Plural).FirstOrDefault(p => p is not null);
            po.Append('\n');
            foreach (var file in text.Select(t => t.File).Distinct().Order(StringComparer.Ordinal)) po.Append("#: ").Append(file).Append('\n');
            po.Append("msgid ").Append(PortableObject.Quote(text.Key)).Append('\n');
            if (plural is null) po.Append("msgstr ").Append(PortableObject.Quote(text.Key)).Append('\n');
            else
                po.Append("msgid_plural ").Append(PortableObject.Quote(plural)).Append("\nmsgstr[0] ").Append(PortableObject.Quote(text.Key))
                    .Append("\nmsgstr[1] ").Append(PortableObject.Quote(plural)).Append('\n');
        }

        return po.ToString();
    }

    private static (List<string> Missing, List<string> Stale) Compare(string expected, string actual)
    {
        var (wanted, there) = (Keys(expected), Keys(actual));
        return ([.. wanted.Except(there)], [.. there.Except(wanted)]);

        static List<string> Keys(string po) => [.. Read(po).Where(t => t.Key.Length > 0).Select(t => t.Plural is null ? t.Key : $"{t.Key} / {t.Plural}")];
    }

    private static IEnumerable<string> Problems(IReadOnlyList<PortableText> dutch, IReadOnlyList<PortableText> other)
    {
        foreach (var text in dutch.Where(t => t.Key.Length > 0))
        {
            var translation = other.FirstOrDefault(t => t.Key == text.Key);
            if (translation is not { IsTranslated: true } || (text.Plural is not null && translation.Forms.Count < 2)) yield return $"missing: {text.Key}";
            else if (translation.Forms.Any(f => !Holes(f).IsSubsetOf(Holes(text.Plural ?? text.Key)) || (text.Plural is null && !Holes(f).SetEquals(Holes(text.Key))))) yield return $"lost what goes in it: {text.Key}";
            else if (translation.Forms.Any(f => !Elements(f).SequenceEqual(Elements(text.Plural ?? text.Key)))) yield return $"other markup: {text.Key}";
        }
    }

    private static IReadOnlyList<PortableText> Read(string po) => PortableObject.Read(new StringReader(po));

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    private static IEnumerable<string> Elements(string text) => Element().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Languages(Sources sources) => Directory.Exists(Path.GetDirectoryName(sources.Catalogue()))
        ? Directory.EnumerateFiles(Path.GetDirectoryName(sources.Catalogue())!, "*.po").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "nl-BE")
        : [];

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("</?[a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Element();
}
