using System.Text.RegularExpressions;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>A mail as its reader sees it.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
public sealed partial record Letter(string Subject, string Text)
{
    /// <summary>The six digits to log in with.</summary>
    public string Code => SixDigits().Match(Text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No code in: {Text}");

    /// <summary>The path of the first link that begins like this.</summary>
    public string Link(string path)
    {
        var match = Regex.Match(Text, $@"https?://[^/\s]+(?<path>{Regex.Escape(path)}[^\s\)\]>]*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups["path"].Value : throw new InvalidOperationException($"No link to {path} in: {Text}");
    }

    /// <summary>The path of the button: the last link that begins like this.</summary>
    public string Button(string path)
    {
        var last = Text.LastIndexOf(path, StringComparison.Ordinal);
        return last < 0 ? throw new InvalidOperationException($"No link to {path} in: {Text}") : Text[last..].Split([' ', '\r', '\n', ')', ']', '>'])[0];
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();
}
