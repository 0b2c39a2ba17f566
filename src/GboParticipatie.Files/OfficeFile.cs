using System.IO.Compression;
using System.Text;

namespace GboParticipatie.Files;

/// <summary>
/// A text of Word or LibreOffice, packed anew from its parts: without who wrote, changed, printed and commented it; pictures in it
/// lose what photos lose; what cannot be looked into is refused.
/// </summary>
internal static class OfficeFile
{
    private const string OdtType = "application/vnd.oasis.opendocument.text";
    private const int MostParts = 2000;
    private const long MostBytes = 100 * 1024 * 1024;

    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // What is known of the document, empty.
    private static readonly Dictionary<string, string> Emptied = new(StringComparer.OrdinalIgnoreCase)
    {
        ["docProps/core.xml"] = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
        ["docProps/app.xml"] = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
        ["docProps/custom.xml"] = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
        ["meta.xml"] = "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.2\"><office:meta/></office:document-meta>",
    };

    /// <summary>Which of the two it is; null for any other packed file.</summary>
    public static FileKind? KindOf(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.GetEntry("[Content_Types].xml") is not null && zip.GetEntry("word/document.xml") is not null) return FileKind.Docx;
            return zip.GetEntry("mimetype") is { Length: < 200 } type && Text(type) == OdtType ? FileKind.Odt : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static byte[] Strip(byte[] bytes, FileKind kind, PersonalSearch search)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts) throw new ExcessiveFileException($"{zip.Entries.Count} parts.");
        foreach (var entry in zip.Entries) MustBeSuitable(entry.FullName, search);
        using var kept = new MemoryStream(bytes.Length);
        using (var result = new ZipArchive(kept, ZipArchiveMode.Create, leaveOpen: true))
        {
            var left = MostBytes;
            foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                var part = Unpack(entry, ref left);
                // The type of a text of LibreOffice comes first and is not packed.
                var isType = kind == FileKind.Odt && entry.FullName == "mimetype";
                var copy = result.CreateEntry(entry.FullName, isType ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                copy.LastWriteTime = NoTime;
                using var written = copy.Open();
                written.Write(StripPart(entry.FullName, part, search));
            }
        }

        return kept.ToArray();
    }

    private static void MustBeSuitable(string name, PersonalSearch search)
    {
        bool Has(string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("vbaProject") || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase))
            throw new RuleException($"“{search.Name}” bevat een programma (macro's). Bewaar het als pdf en kies het dan opnieuw.", search.Field);
        if (Has("/embeddings/") || Has("/activeX/") || name.StartsWith("Object ", StringComparison.Ordinal) || name.StartsWith("ObjectReplacements/", StringComparison.Ordinal))
            throw new RuleException($"“{search.Name}” bevat een ander bestand, zoals een Excel-tabel. Bewaar het als pdf en kies het dan opnieuw.", search.Field);
        if (Has("_xmlsignatures/") || Has("documentsignatures"))
            throw new RuleException($"“{search.Name}” is ondertekend, met een naam. Bewaar het als pdf en kies het dan opnieuw.", search.Field);
    }

    private static byte[] StripPart(string name, byte[] part, PersonalSearch search)
    {
        if (Emptied.TryGetValue(name, out var empty)) return Encoding.UTF8.GetBytes(empty);
        // What other programs hang on to a document, such as the name of a library; and the settings of a printer, with its name.
        if (name.StartsWith("customXml/item", StringComparison.OrdinalIgnoreCase) && !name.Contains("Props", StringComparison.OrdinalIgnoreCase)) return "<none/>"u8.ToArray();
        if (name.Contains("printerSettings", StringComparison.OrdinalIgnoreCase)) return [];
        if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rdf", StringComparison.OrdinalIgnoreCase))
            return OfficeXml.Strip(part, search);
        return FileContent.KindOf(part, name) switch
        {
            FileKind.Jpeg => JpegFile.Strip(part),
            FileKind.Png => PngFile.Strip(part),
            FileKind.WebP => WebPFile.Strip(part),
            _ => part,
        };
    }

    // What a part says of its own size may be a lie.
    private static byte[] Unpack(ZipArchiveEntry entry, ref long left)
    {
        using var packed = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (packed.Read(buffer) is > 0 and var read)
        {
            left -= read;
            if (left < 0) throw new ExcessiveFileException("Unpacked it is far larger than it is.");
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }

    private static string Text(ZipArchiveEntry entry)
    {
        var left = 200L;
        return Encoding.ASCII.GetString(Unpack(entry, ref left)).Trim();
    }
}
