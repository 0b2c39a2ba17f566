using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace GboParticipatie.Files;

/// <summary>
/// What still tells something in a PDF that was written anew: photos with their EXIF, and notes (XMP) that programs hang on pages and
/// pictures. Overwritten in place, so that nothing in the file moves.
/// </summary>
internal static class PdfLeftovers
{
    /// <summary>Overwrites it in the bytes that the document was opened from.</summary>
    public static void Blank(PdfDocument document, byte[] pdf, PersonalSearch search)
    {
        foreach (var reference in document.Structure.CrossReferenceTable.ObjectOffsets.Keys)
        {
            var found = document.Structure.GetObject(reference);
            if (Mentions(found.Data, "PieceInfo", 0)) throw new RuleException($"“{search.Name}” bevat gegevens van het programma waarmee het gemaakt is. Maak er een gewone pdf van: kies Afdrukken en dan Opslaan als pdf.", search.Field);
            if (found.Data is not StreamToken stream) continue;
            if (IsNamed(stream.StreamDictionary, "Type", "Metadata") || IsNamed(stream.StreamDictionary, "Subtype", "XML")) ContentOf(pdf, stream).Fill((byte)' ');
            else if (IsNamed(stream.StreamDictionary, "Filter", "DCTDecode")) JpegFile.Blank(ContentOf(pdf, stream));
        }
    }

    private static Span<byte> ContentOf(byte[] pdf, StreamToken stream)
    {
        var content = stream.Data.Span;
        var at = pdf.AsSpan().IndexOf(content);
        return content.Length > 0 && at >= 0 ? pdf.AsSpan(at, content.Length) : throw new BrokenFileException("A part is not where it should be.");
    }

    private static bool IsNamed(DictionaryToken dictionary, string key, string value)
    {
        if (!dictionary.TryGet(NameToken.Create(key), out var token)) return false;
        return token switch
        {
            NameToken name => name.Data == value,
            ArrayToken { Length: 1 } array => array.Data[0] is NameToken { Data: var only } && only == value,
            _ => false,
        };
    }

    private static bool Mentions(IToken token, string key, int depth) => depth < 50 && token switch
    {
        StreamToken stream => Mentions(stream.StreamDictionary, key, depth),
        DictionaryToken dictionary => dictionary.Data.Any(d => d.Key == key || Mentions(d.Value, key, depth + 1)),
        ArrayToken array => array.Data.Any(a => Mentions(a, key, depth + 1)),
        _ => false,
    };
}
