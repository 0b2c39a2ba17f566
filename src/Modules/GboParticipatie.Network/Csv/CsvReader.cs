using System.Text;

namespace GboParticipatie.Network.Csv;

/// <summary>One record of a file.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="IsBroken">True when a quote stands where none may, or is missing.</param>
public readonly record struct CsvRecord(int Line, string[] Cells, bool IsBroken);

/// <summary>Cuts a text into records and cells, as RFC 4180 says, with line ends of any system.</summary>
public static class CsvReader
{
    /// <summary>The records of a text.</summary>
    public static IEnumerable<CsvRecord> Read(string text, char delimiter)
    {
        var (place, line) = (0, 1);
        while (place < text.Length) yield return Next(text, delimiter, ref place, ref line);
    }

    private static CsvRecord Next(string text, char delimiter, ref int place, ref int line)
    {
        var (begins, isBroken) = (line, false);
        List<string> cells = [];
        while (true)
        {
            cells.Add(place < text.Length && text[place] == '"' ? Quoted(text, ref place, ref line, ref isBroken) : "");
            var start = place;
            while (place < text.Length && text[place] != delimiter && text[place] is not ('\r' or '\n')) place++;
            // Behind a quoted cell nothing may follow; in one without quotes a quote is a letter like any other.
            if (place > start)
            {
                isBroken |= cells[^1].Length > 0;
                cells[^1] += text[start..place];
            }

            if (place < text.Length && text[place] == delimiter) place++;
            else break;
        }

        EndLine(text, ref place);
        line++;
        return new CsvRecord(begins, [.. cells], isBroken);
    }

    private static string Quoted(string text, ref int place, ref int line, ref bool isBroken)
    {
        var cell = new StringBuilder();
        for (place++; place < text.Length; place++)
        {
            if (text[place] == '"')
            {
                if (place + 1 == text.Length || text[place + 1] != '"')
                {
                    place++;
                    return cell.ToString();
                }

                place++;
            }
            else if (text[place] == '\n' || (text[place] == '\r' && (place + 1 == text.Length || text[place + 1] != '\n'))) line++;

            cell.Append(text[place]);
        }

        isBroken = true;
        return cell.ToString();
    }

    private static void EndLine(string text, ref int place)
    {
        if (place == text.Length) return;
        place += text[place] == '\r' && place + 1 < text.Length && text[place + 1] == '\n' ? 2 : 1;
    }
}
