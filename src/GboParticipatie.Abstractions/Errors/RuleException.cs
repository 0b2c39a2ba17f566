namespace GboParticipatie;

/// <summary>A rule of the domain says no. The message is plain Dutch, says how to mend it, and may be shown at the field.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="field">Name of the input that it belongs to, or null for the whole form.</param>
public class RuleException(string message, string? field = null) : Exception(message)
{
    /// <summary>Name of the input that it belongs to, or null for the whole form.</summary>
    public string? Field { get; } = field;
}

/// <summary>The record does not exist, or not for this person. Becomes a 404.</summary>
public sealed class NotFoundException(string message) : Exception(message);

/// <summary>Someone else changed the record in between. The page shows both versions and keeps what was typed.</summary>
public sealed class ChangedMeanwhileException(string message) : RuleException(message);
