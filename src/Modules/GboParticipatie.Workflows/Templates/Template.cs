using System.Text;
using GboParticipatie.Localization;
using GboParticipatie.Time;
using GboParticipatie.Workflows.Expressions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Templates;

/// <summary>A text with <c>{{ field }}</c>. Which fields it names was checked when it was read, so filling in cannot fail.</summary>
public sealed class Template
{
    private readonly List<(string Text, WorkflowField? Field)> _parts = [];

    private Template()
    {
    }

    /// <summary>Reads a template.</summary>
    /// <exception cref="ExpressionException">It names a field that does not exist, or a brace is missing.</exception>
    public static Template Parse(string text, IReadOnlyList<WorkflowField> fields)
    {
        var template = new Template();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0) break;
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) throw new ExpressionException("Een {{ wordt nergens met }} gesloten.");
            template._parts.Add((text[at..open], null));
            template._parts.Add(("", Find(text[(open + 2)..close].Trim(), fields)));
            at = close + 2;
        }

        template._parts.Add((text[at..], null));
        return template;
    }

    /// <summary>Fills in the fields.</summary>
    /// <param name="value">Gives the value of a field; null when it has none.</param>
    /// <param name="recipient">Who gets it, for links of their own.</param>
    /// <param name="S">Gives words in the language of the reader.</param>
    /// <param name="isMarkdown">True to escape values, so that what people typed adds no link and no markup.</param>
    public string Render(Func<string, object?> value, WorkflowRecipient? recipient, IStringLocalizer S, bool isMarkdown)
    {
        var result = new StringBuilder();
        foreach (var (text, field) in _parts)
        {
            result.Append(text);
            if (field is null) continue;
            var shown = Show(field, value(field.Name), recipient, S);
            result.Append(isMarkdown && field.Type != FieldType.Link ? MarkdownText.Escape(shown) : shown);
        }

        return result.ToString();
    }

    private static WorkflowField Find(string name, IReadOnlyList<WorkflowField> fields)
    {
        var field = fields.FirstOrDefault(f => f.Name == name)
            ?? throw new ExpressionException($"Veld \"{name}\" bestaat hier niet.{FieldNames.Suggest(name, fields.Select(f => f.Name))}");
        return field.Type == FieldType.Id
            ? throw new ExpressionException($"Veld \"{name}\" is een sleutel; die toon je niet.")
            : field;
    }

    private static string Show(WorkflowField field, object? value, WorkflowRecipient? recipient, IStringLocalizer S) => value switch
    {
        null => "",
        bool yes => yes ? S["ja"] : S["nee"],
        decimal number => number.ToString("0.##", ReadersLanguage.Culture),
        DateOnly day => BrusselsTime.LongDate(day),
        DateTime moment => BrusselsTime.LongDateTime(moment),
        WorkflowLink link => link.AddressFor(recipient),
        string choice when field.Type == FieldType.Choice => S[field.Options.GetValueOrDefault(choice, choice)],
        IReadOnlyList<string> list => string.Join(", ", list),
        _ => value.ToString() ?? "",
    };
}
