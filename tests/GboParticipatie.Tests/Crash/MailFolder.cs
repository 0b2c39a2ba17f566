using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Crash;

/// <summary>One mail as it stands on disk.</summary>
/// <param name="MessageId">Its Message-ID.</param>
/// <param name="To">Who it is for, as its header says; empty without one.</param>
/// <param name="Text">Its text, decoded.</param>
public sealed record MailFile(string MessageId, string To, string Text);

/// <summary>Reads .eml files: just enough of RFC 5322 and 2045 to find Message-IDs and texts.</summary>
public static partial class MailFolder
{
    /// <summary>All mails in a folder.</summary>
    public static IReadOnlyList<MailFile> Read(string folder)
        => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Select(file => Parse(File.ReadAllText(file)))] : [];

    private static MailFile Parse(string raw)
    {
        var id = MessageId().Match(raw).Groups["id"].Value;
        var text = new StringBuilder(raw.Replace("=\r\n", "", StringComparison.Ordinal));
        foreach (Match block in Base64Block().Matches(raw)) text.AppendLine(Decode(block.Value));
        return new MailFile(id, To().Match(raw).Groups["to"].Value, text.ToString());
    }

    private static string Decode(string block)
    {
        var buffer = new byte[block.Length];
        return Convert.TryFromBase64String(block, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : "";
    }

    [GeneratedRegex("^Message-ID:\\s*(?<id><[^>\r\n]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex MessageId();

    // Long ones go on at the next line.
    [GeneratedRegex("^To:(?<to>[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex To();

    [GeneratedRegex("(?:^[A-Za-z0-9+/=]{4,76}\r?\n)+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Base64Block();
}
