namespace GboParticipatie.Json;

/// <summary>
/// Reads a choice by its name and nothing else. The framework also takes numbers, signs, and several names with commas between them,
/// of which it adds up the numbers: "One,TwoToFour" would be a third one.
/// </summary>
public static class ChoiceNames
{
    /// <summary>True when the text is the name of a value.</summary>
    public static bool IsOne(Type choice, string? typed) => typed is not null && Enum.GetNames(choice).Contains(typed, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value with this name; false when there is none.</summary>
    public static bool TryRead<TEnum>(string? typed, out TEnum value) where TEnum : struct, Enum
    {
        value = default;
        return IsOne(typeof(TEnum), typed) && Enum.TryParse(typed, ignoreCase: true, out value);
    }
}
