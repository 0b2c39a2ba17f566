using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GboParticipatie.Localization;

/// <summary>
/// A Dutch sentence of the domain with what goes in it, kept apart: <c>$"Dat zijn {count} lijnen."</c> is "Dat zijn {0} lijnen."
/// and the count. Entities know no localizer; who shows the sentence puts it in the language of the reader. What goes in it and is
/// a word itself says so: <c>{kind.Dutch():woord}</c>.
/// </summary>
/// <param name="literalLength">Length of the fixed parts.</param>
/// <param name="formattedCount">How many parts go in.</param>
[InterpolatedStringHandler]
public readonly struct RuleText(int literalLength, int formattedCount)
{
    private const string IsWord = "woord";

    private readonly StringBuilder _format = new(literalLength + (formattedCount * 3));
    private readonly List<object?> _arguments = new(formattedCount);

    /// <summary>The sentence with {0}, {1} where its parts go: the key of the localizers.</summary>
    public string Format => _format.ToString();

    /// <summary>What goes in it.</summary>
    public IReadOnlyList<object?> Arguments => _arguments;

    /// <summary>Adds a fixed part.</summary>
    public void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Adds what goes in it.</summary>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, format: null);

    /// <summary>Adds what goes in it, in a format or as a word.</summary>
    public void AppendFormatted<T>(T value, string? format)
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_arguments.Count}{(format is null or IsWord ? "" : ":" + format)}}}");
        _arguments.Add(format == IsWord ? new Word(value?.ToString() ?? "") : value);
    }

    /// <summary>The sentence in Dutch.</summary>
    public override string ToString() => string.Format(ReadersLanguage.Culture, Format, [.. _arguments]);
}

/// <summary>A Dutch word that goes in a sentence and is a key of the localizers itself, such as the name of a status.</summary>
/// <param name="Dutch">The word.</param>
public sealed record Word(string Dutch)
{
    /// <inheritdoc />
    public override string ToString() => Dutch;
}
