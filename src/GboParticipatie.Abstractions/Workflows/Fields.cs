using System.Diagnostics.CodeAnalysis;

namespace GboParticipatie.Workflows;

/// <summary>Type of a field.</summary>
public enum FieldType
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary>A whole number or <see cref="decimal"/>.</summary>
    Number,

    /// <summary><see cref="bool"/>.</summary>
    YesNo,

    /// <summary><see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>UTC <see cref="DateTime"/>.</summary>
    Moment,

    /// <summary>An enum's name, or a string, out of <see cref="WorkflowField.Options"/>.</summary>
    Choice,

    /// <summary><see cref="Guid"/>; compared only, never shown.</summary>
    Id,

    /// <summary><see cref="WorkflowLink"/>; for templates only.</summary>
    Link,

    /// <summary>Texts, for <c>contains</c>.</summary>
    TextList,
}

/// <summary>A value that conditions and templates may use.</summary>
/// <param name="Name">Name, such as <c>item.title</c>: letters, digits and dots.</param>
/// <param name="DisplayText">What an administrator reads, such as "titel van het punt".</param>
/// <param name="Type">Its type.</param>
public sealed record WorkflowField(string Name, string DisplayText, FieldType Type)
{
    /// <summary>For <see cref="FieldType.Choice"/>: the values with their Dutch text. Conditions compare with the value, templates show the text.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A choice out of an enum.</summary>
    public static WorkflowField Choice<TEnum>(string name, string displayText, Func<TEnum, string> text) where TEnum : struct, Enum
        => new(name, displayText, FieldType.Choice)
        {
            Options = Enum.GetValues<TEnum>().ToDictionary(v => v.ToString(), text, StringComparer.Ordinal),
        };
}

/// <summary>A link whose address may depend on who gets it, such as a signed link.</summary>
/// <param name="AddressFor">Local or absolute address for a recipient, or for nobody in particular.</param>
public sealed record WorkflowLink(Func<WorkflowRecipient?, string> AddressFor);

/// <summary>Values of declared fields, read when a step runs and never stored.</summary>
/// <param name="fields">The declared fields.</param>
public sealed class WorkflowValues(IReadOnlyList<WorkflowField> fields)
{
    private readonly Dictionary<string, WorkflowField> _fields = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a field; null when it has none.</summary>
    /// <exception cref="ArgumentException">The field is not declared.</exception>
    public object? this[string name] => _fields.ContainsKey(name)
        ? _values.GetValueOrDefault(name)
        : throw new ArgumentException($"Field {name} is not declared.", nameof(name));

    /// <summary>The declaration of a field.</summary>
    public bool TryGetField(string name, [MaybeNullWhen(false)] out WorkflowField field) => _fields.TryGetValue(name, out field);

    /// <summary>Sets a value. Numbers become decimal, enums their name.</summary>
    /// <exception cref="ArgumentException">The field is not declared, or the value is not of its type.</exception>
    public WorkflowValues Set(string name, object? value)
    {
        if (!_fields.TryGetValue(name, out var field)) throw new ArgumentException($"Field {name} is not declared.", nameof(name));
        _values[name] = value is null ? null : Convert(field, value);
        return this;
    }

    private static object Convert(WorkflowField field, object value) => (field.Type, value) switch
    {
        (FieldType.Text, string) or (FieldType.YesNo, bool) or (FieldType.Date, DateOnly) or (FieldType.Id, Guid) or
            (FieldType.Link, WorkflowLink) or (FieldType.Number, decimal) or (FieldType.TextList, IReadOnlyList<string>) => value,
        (FieldType.Moment, DateTime { Kind: DateTimeKind.Utc }) => value,
        (FieldType.Number, int number) => (decimal)number,
        (FieldType.Number, long number) => (decimal)number,
        (FieldType.Choice, Enum or string) when field.Options.ContainsKey(value.ToString()!) => value.ToString()!,
        _ => throw new ArgumentException($"Field {field.Name} is {field.Type}, which {value.GetType().Name} is not.", nameof(value)),
    };
}
