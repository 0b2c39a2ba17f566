namespace GboParticipatie.Workflows.Expressions;

/// <summary>Helps who misspelled a name.</summary>
internal static class FieldNames
{
    /// <summary>" Bedoel je x?" when some name is near, else nothing.</summary>
    public static string Suggest(string word, IEnumerable<string> names)
    {
        var near = names.Select(n => (Name: n, Distance: Distance(word, n))).Where(n => n.Distance <= Math.Max(2, word.Length / 4))
            .OrderBy(n => n.Distance).Select(n => n.Name).FirstOrDefault();
        return near is null ? "" : $" Bedoel je \"{near}\"?";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + cost));
            }
        }

        return row[b.Length];
    }
}
