using System.Text;

namespace GboParticipatie.Network.Csv;

/// <summary>What a file holds, as text. Excel writes UTF-8, UTF-16 or the letters of Windows, as someone chose.</summary>
public static class CsvContent
{
    private const int Windows = 1252;

    /// <summary>The text of a file.</summary>
    /// <exception cref="RuleException">It is no text.</exception>
    public static string Read(byte[] content)
    {
        if (content.Length == 0) throw new RuleException("Dit bestand is leeg. Kies een ander.");
        if (content.AsSpan().StartsWith("PK"u8) || content.AsSpan().StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }))
            throw new RuleException("Dit is een Excel-bestand. Bewaar het in Excel als “CSV UTF-8” en kies dan dat bestand.");
        var text = Decode(content);
        if (text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))) throw new RuleException("Dit is geen CSV-bestand. Bewaar je lijst in Excel als “CSV UTF-8” en kies dan dat bestand.");
        return text;
    }

    private static string Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith(new byte[] { 0xFF, 0xFE })) return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Windows)!.GetString(content);
        }
    }
}
