using System.Text.Json;

namespace GboParticipatie.Web.Recipes;

/// <summary>Finds what JSON allows and a recipe may not hold: a property that is written twice, and characters that not every database can keep.</summary>
internal static class RecipeSyntax
{
    /// <summary>What is wrong in this part of a recipe, in Dutch, or null.</summary>
    /// <param name="part">The part.</param>
    /// <param name="name">The property that holds it, if any.</param>
    public static string? Problem(JsonElement part, string name = "") => Said(() => Find(part, name));

    /// <summary>The same for the names of an object only, not for what they hold.</summary>
    public static string? ProblemOfNames(JsonElement part) => Said(() => WrongName(part));

    private static string? Said(Func<string?> find)
    {
        try
        {
            return find();
        }
        catch (InvalidOperationException)
        {
            return "een tekst bevat een half teken (\\ud800 tot \\udfff).";
        }
    }

    private static string? Find(JsonElement part, string name) => part.ValueKind switch
    {
        JsonValueKind.Object => WrongName(part) ?? First(part.EnumerateObject().Select(p => Find(p.Value, p.Name))),
        JsonValueKind.Array => First(part.EnumerateArray().Select(item => Find(item, name))),
        JsonValueKind.String when part.GetString()!.Contains('\0', StringComparison.Ordinal) => $"'{name}' bevat een teken dat niet kan (\\u0000).",
        _ => null,
    };

    // Most steps read names without looking at capitals.
    private static string? WrongName(JsonElement part)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in part.EnumerateObject())
        {
            if (property.Name.Contains('\0', StringComparison.Ordinal)) return "de naam van een eigenschap bevat een teken dat niet kan (\\u0000).";
            if (!seen.Add(property.Name)) return $"de eigenschap '{property.Name}' staat er twee keer in.";
        }

        return null;
    }

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(p => p is not null);
}
