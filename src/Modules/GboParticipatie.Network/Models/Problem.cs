namespace GboParticipatie.Network.Models;

/// <summary>Something that is filled in wrong.</summary>
/// <param name="Field">Name of the property that it is about; empty for the whole.</param>
/// <param name="Message">What is wrong and how to mend it, in plain Dutch.</param>
public sealed record Problem(string Field, string Message);

/// <summary>Several things are filled in wrong: all are told at once.</summary>
/// <param name="problems">At least one.</param>
public sealed class ProblemsException(IReadOnlyList<Problem> problems) : RuleException(problems[0].Message, problems[0].Field)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>Refuses what has problems.</summary>
    /// <exception cref="ProblemsException">There is at least one.</exception>
    public static void ThrowIfAny(IEnumerable<Problem> problems)
    {
        var all = problems.ToList();
        if (all.Count > 0) throw new ProblemsException(all);
    }
}
