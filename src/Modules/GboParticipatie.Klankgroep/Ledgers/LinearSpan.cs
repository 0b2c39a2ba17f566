namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>
/// What can be computed by adding and subtracting numbers that are known: the span of their equations. Counted modulo a prime, so
/// that nothing is rounded; the numbers here are far too small to be a multiple of it by chance.
/// </summary>
public sealed class LinearSpan(int size)
{
    private const long Prime = 2_147_483_647;
    private readonly List<(int Lead, long[] Row)> _rows = [];

    /// <summary>A number becomes known: the sum of the unknowns times these factors. False when it could be computed already.</summary>
    public bool Add(ReadOnlySpan<int> factors)
    {
        var row = Reduced(factors);
        var lead = Array.FindIndex(row, x => x != 0);
        if (lead < 0) return false;
        var inverse = Inverse(row[lead]);
        for (var i = lead; i < size; i++) row[i] = row[i] * inverse % Prime;
        _rows.Add((lead, row));
        return true;
    }

    /// <summary>True when this number can be computed from those that are known.</summary>
    public bool Knows(ReadOnlySpan<int> factors) => Array.TrueForAll(Reduced(factors), x => x == 0);

    private long[] Reduced(ReadOnlySpan<int> factors)
    {
        var row = new long[size];
        for (var i = 0; i < size; i++) row[i] = (factors[i] % Prime + Prime) % Prime;
        foreach (var (lead, known) in _rows)
        {
            if (row[lead] is not (not 0 and var times)) continue;
            for (var i = lead; i < size; i++) row[i] = (row[i] + ((Prime - times) * known[i])) % Prime;
        }

        return row;
    }

    // Fermat: a number to the power of the prime minus two is its inverse.
    private static long Inverse(long number)
    {
        var (result, power) = (1L, Prime - 2);
        for (var factor = number; power > 0; power >>= 1)
        {
            if ((power & 1) == 1) result = result * factor % Prime;
            factor = factor * factor % Prime;
        }

        return result;
    }
}
