using GboParticipatie.Localization;

namespace GboParticipatie.Network.Models;

/// <summary>Something that is filled in wrong.</summary>
public sealed class Problem
{
    /// <summary>A problem with a message that is always the same.</summary>
    /// <param name="field">Name of the property that it is about; empty for the whole.</param>
    /// <param name="message">What is wrong and how to mend it, in plain Dutch.</param>
    public Problem(string field, string message) => Rule = new RuleException(message, field);

    /// <summary>A problem with a message in which something goes.</summary>
    /// <param name="field">Name of the property that it is about; empty for the whole.</param>
    /// <param name="message">What is wrong and how to mend it, in plain Dutch.</param>
    public Problem(string field, RuleText message) => Rule = new RuleException(message, field);

    /// <summary>The rule that it breaks.</summary>
    public RuleException Rule { get; }

    /// <summary>Name of the property that it is about; empty for the whole.</summary>
    public string Field => Rule.Field ?? "";

    /// <summary>What is wrong and how to mend it, in plain Dutch.</summary>
    public string Message => Rule.Message;
}

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
