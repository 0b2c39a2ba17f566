using System.Text;

namespace GboParticipatie.Files;

/// <summary>What a file really is, by its first bytes; and for what cannot be kept, what to do instead.</summary>
internal static class FileContent
{
    private static readonly string[] PhoneBrands = ["heic", "heix", "hevc", "heim", "heis", "hevm", "hevs", "mif1", "msf1", "avif", "avis"];

    /// <summary>The kind, or null when it is none that can be kept.</summary>
    public static FileKind? KindOf(byte[] bytes, string name)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return FileKind.Jpeg;
        if (content.StartsWith(PngFile.Signature)) return FileKind.Png;
        if (WebPFile.Is(content)) return FileKind.WebP;
        if (content.StartsWith("%PDF-"u8)) return FileKind.Pdf;
        if (content.StartsWith("PK\u0003\u0004"u8)) return OfficeFile.KindOf(bytes);
        // Nothing in a text says that it is one, and a page or a program is text as well: here the name must say so too.
        return name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && PlainText.Read(bytes) is not null ? FileKind.Text : null;
    }

    /// <summary>Why it cannot be kept, and what can.</summary>
    public static RuleException WhyNot(ReadOnlySpan<byte> content, string name, string field)
    {
        if (content.Length > 12 && content[4..].StartsWith("ftyp"u8) && PhoneBrands.Contains(Encoding.ASCII.GetString(content.Slice(8, 4)), StringComparer.Ordinal))
            return new RuleException($"“{name}” is een HEIC-foto. Die kan niet iedereen openen. Maak er een JPEG van: neem een schermafdruk van de foto, of kies op een iPhone bij Instellingen, Camera, Structuren voor ‘Meest compatibel’ en neem de foto opnieuw.", field);
        return new RuleException($"“{name}” is geen bestand dat we kunnen bewaren. {FileWords.Allowed:woord}", field);
    }
}
