using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GboParticipatie.Klankgroep.Pages.DeskFiles;

/// <summary>
/// Writes a workbook of one sheet, row by row. The only place that uses the library, so that it is loaded when someone asks for such a
/// file and not before. All cells are text in the row itself: Excel reckons with none of them.
/// </summary>
internal static class Workbook
{
    // Excel takes no more in one cell.
    private const int LongestCell = 32_000;

    public static async Task WriteAsync(Stream file, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows, string title, CancellationToken cancel)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheet = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, columns);
            await foreach (var row in rows.WithCancellation(cancel)) WriteRow(writer, row);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        using (var writer = OpenXmlWriter.Create(book))
        {
            writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Workbook());
            writer.WriteStartElement(new Sheets());
            writer.WriteElement(new Sheet { Name = title, SheetId = 1, Id = book.GetIdOfPart(sheet) });
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
    }

    private static void WriteRow(OpenXmlWriter writer, IReadOnlyList<string?> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteStartElement(new Cell { DataType = CellValues.InlineString });
            writer.WriteStartElement(new InlineString());
            writer.WriteElement(new Text(Clean(cell ?? "")) { Space = SpaceProcessingModeValues.Preserve });
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Clean(string text)
    {
        if (text.Length > LongestCell) text = string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestCell)}…");
        return text.Any(c => !System.Xml.XmlConvert.IsXmlChar(c)) ? new string([.. text.Where(System.Xml.XmlConvert.IsXmlChar)]) : text;
    }
}
