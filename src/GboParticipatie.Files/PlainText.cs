using System.Text;

namespace GboParticipatie.Files;

/// <summary>A text without layout: kept as UTF-8, whatever it was.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Strip(byte[] bytes, PersonalSearch search)
    {
        var text = Read(bytes) ?? throw new BrokenFileException("Not a text.");
        search.In(text);
        return Strict.GetBytes(text);
    }

    /// <summary>The text, or null when it is none.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(bytes[3..]),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes[2..]),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes[2..]),
                _ => Strict.GetString(bytes),
            };
            return IsText(text) ? text : null;
        }
        catch (ArgumentException)
        {
            // Notepad of old: one byte a letter.
            var text = Encoding.Latin1.GetString(bytes);
            return IsText(text) && !text.Any(c => c is >= '\u0080' and < '\u00A0' && !char.IsWhiteSpace(c)) ? text : null;
        }
    }

    private static bool IsText(string text) => !text.Any(c => c is < ' ' and not ('\n' or '\r' or '\t' or '\f') or '\u007F' or '\uFFFE' or '\uFFFF');
}
