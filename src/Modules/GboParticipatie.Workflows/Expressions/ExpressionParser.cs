namespace GboParticipatie.Workflows.Expressions;

/// <summary>
/// Reads a condition by recursive descent and checks its types on the way.
/// <code>
/// or         = and { "or" and }
/// and        = not { "and" not }
/// not        = "not" not | comparison
/// comparison = operand [ ("==" | "!=" | "&lt;" | "&lt;=" | ">" | ">=" | "contains") operand ]
/// operand    = text | number | date | "true" | "false" | "empty" | field | "(" or ")"
/// </code>
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>Longest condition.</summary>
    public const int MaxLength = 2000;

    private const int MaxDepth = 50;
    private static readonly IReadOnlySet<string> Operators = new HashSet<string>(["==", "!=", "<", "<=", ">", ">=", "contains"], StringComparer.Ordinal);

    private readonly ExpressionLexer _lexer;
    private readonly Dictionary<string, WorkflowField> _fields;
    private Token _token;
    private int _depth;

    public ExpressionParser(string text, IReadOnlyList<WorkflowField> fields)
    {
        if (text.Length > MaxLength) throw new ExpressionException($"De voorwaarde is langer dan {MaxLength} tekens.");
        _lexer = new ExpressionLexer(text);
        _fields = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public Node Parse()
    {
        Advance();
        if (_token.Kind == TokenKind.End) throw new ExpressionException("De voorwaarde is leeg.");
        var root = Condition(ReadOr());
        if (_token.Kind != TokenKind.End) throw new ExpressionException($"\"{_token.Text}\" hoort hier niet (teken {_token.Position + 1}).");
        return root;
    }

    private Node ReadOr()
    {
        var left = ReadAnd();
        while (Take("or")) left = new Either(Condition(left), Condition(ReadAnd()));
        return left;
    }

    private Node ReadAnd()
    {
        var left = ReadNot();
        while (Take("and")) left = new Both(Condition(left), Condition(ReadNot()));
        return left;
    }

    private Node ReadNot()
    {
        if (!Take("not")) return ReadComparison();
        Deeper();
        var inner = new Not(Condition(ReadNot()));
        _depth--;
        return inner;
    }

    private Node ReadComparison()
    {
        var left = ReadOperand();
        if (!Operators.Contains(_token.Text) || _token.Kind is not (TokenKind.Symbol or TokenKind.Name)) return left;
        var symbol = _token.Text;
        Advance();
        return Compare(left, symbol, ReadOperand());
    }

    private Node ReadOperand()
    {
        var token = _token;
        Advance();
        switch (token.Kind)
        {
            case TokenKind.Text: return new Literal(NodeType.Text, token.Value);
            case TokenKind.Number: return new Literal(NodeType.Number, token.Value);
            case TokenKind.Date: return new Literal(NodeType.Date, token.Value);
            case TokenKind.Name: return ReadWord(token.Text);
            case TokenKind.Symbol when token.Text == "(":
                Deeper();
                var inner = ReadOr();
                if (!Take(")")) throw new ExpressionException($"Er ontbreekt een haakje ) na teken {token.Position + 1}.");
                _depth--;
                return inner;
            case TokenKind.End: throw new ExpressionException("De voorwaarde houdt te vroeg op.");
            default: throw new ExpressionException($"\"{token.Text}\" hoort hier niet (teken {token.Position + 1}).");
        }
    }

    private Node ReadWord(string word) => word switch
    {
        "true" => new Literal(NodeType.YesNo, true),
        "false" => new Literal(NodeType.YesNo, false),
        "empty" => new Literal(NodeType.Empty, null),
        "and" or "or" or "not" or "contains" => throw new ExpressionException($"\"{word}\" staat op de verkeerde plaats."),
        _ => _fields.TryGetValue(word, out var field)
            ? new FieldValue(TypeOf(field), field)
            : throw new ExpressionException($"Veld \"{word}\" bestaat hier niet.{FieldNames.Suggest(word, _fields.Keys)}"),
    };

    private static NodeType TypeOf(WorkflowField field) => field.Type switch
    {
        FieldType.Text or FieldType.Choice => NodeType.Text,
        FieldType.Number => NodeType.Number,
        FieldType.YesNo => NodeType.YesNo,
        FieldType.Date or FieldType.Moment => NodeType.Date,
        FieldType.Id => NodeType.Id,
        FieldType.TextList => NodeType.TextList,
        _ => throw new ExpressionException($"Veld \"{field.Name}\" is een link; die kan niet in een voorwaarde."),
    };

    private static Comparison Compare(Node left, string symbol, Node right)
    {
        var fits = symbol switch
        {
            "contains" => left.Type is NodeType.Text or NodeType.TextList && right.Type == NodeType.Text,
            "==" or "!=" => (left.Type == right.Type && left.Type != NodeType.TextList) || left.Type == NodeType.Empty || right.Type == NodeType.Empty,
            _ => left.Type == right.Type && left.Type is NodeType.Number or NodeType.Date,
        };
        if (!fits) throw new ExpressionException($"{Name(left)} en {Name(right)} kan je niet vergelijken met {symbol}.");
        CheckChoice(left, symbol, right);
        CheckChoice(right, symbol, left);
        return new Comparison(symbol, left, right);
    }

    private static void CheckChoice(Node field, string symbol, Node other)
    {
        if (symbol is not ("==" or "!=")) return;
        if (field is not FieldValue { Field: { Type: FieldType.Choice } choice } || other is not Literal { Value: string value }) return;
        if (!choice.Options.ContainsKey(value))
            throw new ExpressionException($"Veld \"{choice.Name}\" is nooit \"{value}\". Het kan zijn: {string.Join(", ", choice.Options.Keys)}.");
    }

    private static string Name(Node node) => node switch
    {
        FieldValue field => $"Veld \"{field.Field.Name}\"",
        Literal { Value: string text } => $"\"{text}\"",
        Literal { Type: NodeType.Empty } => "empty",
        Literal literal => FormattableString.Invariant($"{literal.Value}"),
        _ => "een voorwaarde",
    };

    private static Node Condition(Node node) => node.Type == NodeType.YesNo
        ? node
        : throw new ExpressionException($"{Name(node)} is geen voorwaarde: vergelijk met iets.");

    private void Deeper()
    {
        if (++_depth > MaxDepth) throw new ExpressionException("De voorwaarde zit te diep in elkaar.");
    }

    private bool Take(string word)
    {
        if (_token.Kind is not (TokenKind.Name or TokenKind.Symbol) || _token.Text != word) return false;
        Advance();
        return true;
    }

    private void Advance() => _token = _lexer.Next();
}
