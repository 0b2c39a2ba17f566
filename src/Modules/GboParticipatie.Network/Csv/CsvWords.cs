using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Csv;

/// <summary>Choices as they stand in a cell.</summary>
internal static class CsvWords
{
    /// <summary>Between several in one cell.</summary>
    public const string Separator = " | ";

    public const string Yes = "ja";
    public const string No = "nee";

    public static IEnumerable<string> Several(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The choice that a cell names, by its Dutch words or its name in the code; null when it names none.</summary>
    public static T? One<T>(string cell, IEnumerable<T> all, Func<T, string> words) where T : struct, Enum
    {
        var search = SearchText.Of(cell);
        foreach (var one in all)
            if (SearchText.Of(words(one)) == search || SearchText.Of(one.ToString()) == search) return one;
        return null;
    }

    public static bool? YesOrNo(string cell) => SearchText.Of(cell) switch { "JA" => true, "NEE" or "NEEN" => false, _ => null };
}
