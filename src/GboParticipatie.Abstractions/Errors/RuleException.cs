using GboParticipatie.Localization;

namespace GboParticipatie;

/// <summary>
/// A rule of the domain says no. The message is plain Dutch, says how to mend it, and may be shown at the field. It is written as
/// one literal or one interpolated string, so that it can be shown in another language as well: <c>S.Of(rule)</c>.
/// </summary>
public class RuleException : Exception
{
    /// <summary>A rule with a message that is always the same.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="field">Name of the input that it belongs to, or null for the whole form.</param>
    public RuleException(string message, string? field = null) : base(message) => (Format, Arguments, Field) = (message, [], field);

    /// <summary>A rule with a message in which something goes.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="field">Name of the input that it belongs to, or null for the whole form.</param>
    public RuleException(RuleText message, string? field = null) : base(message.ToString()) => (Format, Arguments, Field) = (message.Format, message.Arguments, field);

    /// <summary>Name of the input that it belongs to, or null for the whole form.</summary>
    public string? Field { get; }

    /// <summary>The message with {0}, {1} where its parts go: the key of the localizers.</summary>
    public string Format { get; }

    /// <summary>What goes in the message.</summary>
    public IReadOnlyList<object?> Arguments { get; }
}

/// <summary>The record does not exist, or not for this person. Becomes a 404.</summary>
public sealed class NotFoundException(string message) : Exception(message);

/// <summary>Someone else changed the record in between. The page shows both versions and keeps what was typed.</summary>
public sealed class ChangedMeanwhileException : RuleException
{
    /// <summary>A message that is always the same.</summary>
    public ChangedMeanwhileException(string message) : base(message)
    {
    }

    /// <summary>A message in which something goes.</summary>
    public ChangedMeanwhileException(RuleText message) : base(message)
    {
    }
}
