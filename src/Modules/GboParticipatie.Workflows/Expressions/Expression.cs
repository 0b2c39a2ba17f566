using GboParticipatie.Time;

namespace GboParticipatie.Workflows.Expressions;

/// <summary>A condition that was checked against declared fields: evaluating it cannot fail.</summary>
public sealed class Expression
{
    private readonly Node _root;

    private Expression(Node root) => _root = root;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">Such as <c>item.heardFrom >= 5 and not (item.domain == "Wonen")</c>.</param>
    /// <param name="fields">The fields that it may use.</param>
    /// <exception cref="ExpressionException">It is no condition, or uses a field that does not exist or does not fit.</exception>
    public static Expression Parse(string text, IReadOnlyList<WorkflowField> fields) => new(new ExpressionParser(text, fields).Parse());

    /// <summary>Whether the condition holds.</summary>
    /// <param name="value">Gives the value of a field; null when it has none.</param>
    public bool Holds(Func<string, object?> value) => _root.Evaluate(value) is true;
}

/// <summary>What is wrong with a condition, in plain Dutch.</summary>
public sealed class ExpressionException(string message) : Exception(message);

/// <summary>Type of a part of a condition.</summary>
internal enum NodeType
{
    Text,
    Number,
    YesNo,
    Date,
    Id,
    TextList,
    Empty,
}

/// <summary>A part of a condition.</summary>
internal abstract record Node(NodeType Type)
{
    public abstract object? Evaluate(Func<string, object?> value);
}

internal sealed record Literal(NodeType Type, object? Value) : Node(Type)
{
    public override object? Evaluate(Func<string, object?> value) => Value;
}

internal sealed record FieldValue(NodeType Type, WorkflowField Field) : Node(Type)
{
    // A moment is compared as the day it is in Brussels.
    public override object? Evaluate(Func<string, object?> value) => value(Field.Name) switch
    {
        DateTime moment => BrusselsTime.DayOf(moment),
        var other => other,
    };
}

internal sealed record Not(Node Inner) : Node(NodeType.YesNo)
{
    public override object Evaluate(Func<string, object?> value) => Inner.Evaluate(value) is not true;
}

internal sealed record Both(Node Left, Node Right) : Node(NodeType.YesNo)
{
    public override object Evaluate(Func<string, object?> value) => Left.Evaluate(value) is true && Right.Evaluate(value) is true;
}

internal sealed record Either(Node Left, Node Right) : Node(NodeType.YesNo)
{
    public override object Evaluate(Func<string, object?> value) => Left.Evaluate(value) is true || Right.Evaluate(value) is true;
}

/// <summary>A comparison. With a value that is missing it does not hold, except <c>!=</c> and the comparison with <c>empty</c>.</summary>
internal sealed record Comparison(string Operator, Node Left, Node Right) : Node(NodeType.YesNo)
{
    public override object Evaluate(Func<string, object?> value)
    {
        var left = Left.Evaluate(value);
        var right = Right.Evaluate(value);
        return Operator switch
        {
            "==" => AreEqual(left, right),
            "!=" => !AreEqual(left, right),
            "contains" => Contains(left, right),
            _ => left is IComparable a && right is not null && Fits(a.CompareTo(right)),
        };
    }

    private static bool AreEqual(object? left, object? right) => IsEmpty(left) ? IsEmpty(right) : !IsEmpty(right) && left!.Equals(right);

    private static bool IsEmpty(object? value) => value is null or "" or IReadOnlyList<string> { Count: 0 };

    private static bool Contains(object? whole, object? part) => (whole, part) switch
    {
        (string text, string piece) => text.Contains(piece, StringComparison.OrdinalIgnoreCase),
        (IReadOnlyList<string> list, string piece) => list.Contains(piece, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    private bool Fits(int order) => Operator switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
