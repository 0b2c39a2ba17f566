using System.Text.RegularExpressions;
using GboParticipatie.Theme.Icons;

namespace GboParticipatie.Tests.Theme;

/// <summary>Rules that hold for every page of every module, read from the sources.</summary>
public sealed partial class PageRuleTests
{
    [Fact]
    public void No_page_writes_a_form_control_by_hand()
        => Assert.Empty(Pages().Where(p => HandWrittenControl().IsMatch(p.Text)).Select(p => p.Path));

    [Fact]
    public void No_page_has_inline_style_or_script()
        => Assert.Empty(Pages().Where(p => Inline().IsMatch(p.Text)).Select(p => p.Path));

    // Only a whole literal is resolved by the framework: what is put together stays a tilde that leads nowhere.
    [Fact]
    public void No_plain_element_puts_an_address_together_after_a_tilde()
        => Assert.Empty(Pages().SelectMany(p => TildeAddress().Matches(p.Text).Select(m => $"{p.Path}: {m.Value}")));

    [Fact]
    public void Every_icon_that_a_page_or_menu_names_exists()
    {
        var known = IconSet.Names.ToHashSet(StringComparer.Ordinal);
        var unknown = Sources("*.cshtml").SelectMany(p => PageIcon().Matches(p.Text).Select(m => (p.Path, Name: m.Groups["name"].Value)))
            .Concat(Sources("*.cs").SelectMany(p => CodeIcon().Matches(p.Text).Select(m => (p.Path, Name: m.Groups["name"].Value))))
            .Where(i => !known.Contains(i.Name));

        Assert.Empty(unknown);
    }

    [Fact]
    public void An_icon_that_does_not_exist_says_where_to_add_it()
        => Assert.Contains("Assets/icons.txt", Assert.Throws<ArgumentException>(() => IconSet.Draw("bestaat-niet")).Message, StringComparison.Ordinal);

    private static IEnumerable<(string Path, string Text)> Pages() => Sources("*.cshtml");

    private static IEnumerable<(string Path, string Text)> Sources(string pattern)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GboParticipatie.sln"))) root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The solution was not found.");
        return Directory.EnumerateFiles(Path.Combine(root, "src"), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains("node_modules"))
            .Select(f => (Path.GetRelativePath(root, f), File.ReadAllText(f)));
    }

    [GeneratedRegex(@"<(input|select|textarea|button)[\s>]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HandWrittenControl();

    [GeneratedRegex("""<(?!gbo-)[a-z]+\s[^<>]*?(href|src|action)="~@""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TildeAddress();

    [GeneratedRegex(@"\sstyle=|<style|\son(click|submit|change|load|input)=|<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex("""<gbo-icon\s[^>]*?name="(?<name>[a-z0-9-]+)"|<gbo-(?!icon)[a-z-]+\s[^>]*?\sicon="(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageIcon();

    [GeneratedRegex("""\bIcon\s*=\s*"(?<name>[a-z0-9-]+)"|\bIcon:\s*"(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeIcon();
}
