using System.Text;
using System.Xml;

namespace GboParticipatie.Files;

/// <summary>A part of a text of Word or LibreOffice: its words are looked through, names of who wrote and changed it are taken out.</summary>
internal static class OfficeXml
{
    private const string Someone = "Auteur";
    private const int ShortestNumber = 11;

    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 60_000_000 };
    private static readonly XmlWriterSettings Writing = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };

    // Attributes (Word) and elements (LibreOffice) that hold who wrote, changed or commented; and the name of a printer.
    private static readonly HashSet<string> NamingAttributes = new(["author", "initials", "userId", "providerId", "lastModifiedBy"], StringComparer.Ordinal);
    private static readonly HashSet<string> NamingElements = new(["creator", "initial-creator", "printed-by", "creator-initials", "sender-initials"], StringComparer.Ordinal);
    private static readonly HashSet<string> Gaps = new(["tab", "br", "cr", "s", "line-break"], StringComparer.Ordinal);
    private static readonly HashSet<string> Ends = new(["p", "h", "tc", "table-cell", "si"], StringComparer.Ordinal);

    public static byte[] Strip(byte[] part, PersonalSearch search)
    {
        using var kept = new MemoryStream(part.Length);
        var text = new StringBuilder();
        using (var reader = XmlReader.Create(new MemoryStream(part), Reading))
        using (var writer = XmlWriter.Create(kept, Writing))
        {
            var (isNaming, isPrinter) = (false, false);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    isNaming = !reader.IsEmptyElement && NamingElements.Contains(reader.LocalName);
                    isPrinter = !reader.IsEmptyElement && reader.LocalName == "config-item" && reader.GetAttribute("name", reader.NamespaceURI)?.StartsWith("Printer", StringComparison.Ordinal) == true;
                    if (Gaps.Contains(reader.LocalName)) text.Append(' ');
                    if (reader.LocalName == "noBreakHyphen") text.Append('-');
                }

                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    (isNaming, isPrinter) = (false, false);
                    if (Ends.Contains(reader.LocalName)) text.Append('\n');
                }

                Copy(reader, writer, isNaming ? Someone : isPrinter ? "" : null, search);
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA) text.Append(reader.Value);
            }
        }

        search.In(text.ToString());
        return kept.ToArray();
    }

    private static void Copy(XmlReader reader, XmlWriter writer, string? instead, PersonalSearch search)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                CopyStart(reader, writer, search);
                break;
            case XmlNodeType.EndElement:
                writer.WriteFullEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                writer.WriteString(instead ?? reader.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                writer.WriteWhitespace(reader.Value);
                break;
            case XmlNodeType.ProcessingInstruction:
                writer.WriteProcessingInstruction(reader.Name, reader.Value);
                break;
            case XmlNodeType.XmlDeclaration:
                writer.WriteStartDocument(standalone: true);
                break;
        }
    }

    private static void CopyStart(XmlReader reader, XmlWriter writer, PersonalSearch search)
    {
        var isEmpty = reader.IsEmptyElement;
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Value.Length >= ShortestNumber && reader.Prefix != "xmlns") search.In(reader.Value);
            writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, NamingAttributes.Contains(reader.LocalName) ? Someone : reader.Value);
        }

        reader.MoveToElement();
        if (isEmpty) writer.WriteEndElement();
    }
}
