using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GboParticipatie.Tests.Localization;

/// <summary>A text that a localizer is asked for.</summary>
/// <param name="Key">The Dutch text.</param>
/// <param name="Plural">The Dutch text for more than one, or null.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record FoundText(string Key, string? Plural, int At);

/// <summary>Something that a reader of another language would get in Dutch, or not at all.</summary>
/// <param name="What">The text or code.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record HardWired(string What, int At);

/// <summary>Reads C# and tells which texts it asks localizers for and which it says in Dutch only.</summary>
public sealed class CodeTexts
{
    private static readonly string[] Rules = ["RuleException", "ChangedMeanwhileException", "Problem"];
    private static readonly string[] Operators = ["StartupException", "RecipeException", "InvalidOperationException", "ArgumentException", "NotFoundException", "ArgumentOutOfRangeException", "FormatException", "JsonException", "UnreachableException", "NotSupportedException", "InvalidDataException", "WorkflowException", "ExpressionException", "RetryLaterException", "BrokenFileException", "ExcessiveFileException", "IOException"];
    private static readonly string[] Menus = ["Menu", "Menus", "Languages"];
    private static readonly string[] Labelled = ["WorkflowField", "ActivityProperty", "Outcome", "Holiday"];
    private readonly int _from;
    private readonly bool _isShown;

    private CodeTexts(int from, bool isShown) => (_from, _isShown) = (from, isShown);

    /// <summary>Texts that localizers are asked for.</summary>
    public List<FoundText> Texts { get; } = [];

    /// <summary>Texts that they are not.</summary>
    public List<HardWired> Forgotten { get; } = [];

    /// <summary>Reads a file.</summary>
    public static CodeTexts OfFile(string code) => OfRoot(CSharpSyntaxTree.ParseText(code).GetRoot());

    /// <summary>Reads statements or an expression of a page.</summary>
    /// <param name="code">The code.</param>
    /// <param name="from">Where it stands in the page.</param>
    /// <param name="isShown">True when what comes out of it stands on the page: then each word in it is read.</param>
    public static CodeTexts OfPart(string code, int from, bool isShown)
        => OfRoot(CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot(), from, isShown);

    /// <summary>True for <c>S</c> and <c>T</c>, by which pages and classes call their localizers.</summary>
    public static bool IsLocalizer(ExpressionSyntax expression) => expression is IdentifierNameSyntax { Identifier.ValueText: "S" or "T" };

    /// <summary>True for a rule that says no: its message is put in the language of the reader where it is shown.</summary>
    public static bool IsRule(ObjectCreationExpressionSyntax made) => Rules.Contains(made.Type.ToString());

    /// <summary>Reads what was parsed already.</summary>
    public static CodeTexts OfRoot(SyntaxNode root, int from = 0, bool isShown = false)
    {
        var found = new CodeTexts(from, isShown);
        foreach (var node in root.DescendantNodes()) found.Look(node);
        return found;
    }

    private void Look(SyntaxNode node)
    {
        switch (node)
        {
            case ElementAccessExpressionSyntax access when IsLocalizer(access.Expression):
                Ask(access.ArgumentList.Arguments[0].Expression, withHoles: false);
                if (IsObject(access)) Forget($"{access.Parent} (.Value is missing)", access);
                break;
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringExpressionSyntax }, ..] } access when Places.IsUnderOtherName(access.Expression):
                Forget($"{access} (call the localizer S)", access);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Plural" } member, ArgumentList.Arguments: [_, var one, var more, ..] } when IsLocalizer(member.Expression):
                if (DutchText.TextsOf(one.Expression, false) is [var singular] && DutchText.TextsOf(more.Expression, false) is [var plural]) Texts.Add(new(singular, plural, At(node)));
                else if (one.Expression is not MemberAccessExpressionSyntax) Forget(node.ToString(), node);
                break;
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] arguments } made when Rules.Contains(made.Type.ToString()):
                var message = made.Type.ToString() == "Problem" && arguments.Count > 1 ? arguments[1] : first;
                if (DutchText.TextsOf(message.Expression, withHoles: true) is { } texts) Texts.AddRange(texts.Select(t => new FoundText(t, null, At(message))));
                else if (message.Expression.DescendantNodesAndSelf().Any(n => n is LiteralExpressionSyntax { Token.Value: string } or InterpolatedStringExpressionSyntax)) Forget($"{message} (one literal or one interpolated text)", message);
                break;
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments: [_, { Expression: LiteralExpressionSyntax { Token.Value: string one } }, { Expression: LiteralExpressionSyntax { Token.Value: string many } }, ..] } made when made.Type.ToString() == "AttentionItem":
                Texts.Add(new(one, many, At(node)));
                break;
            case LiteralExpressionSyntax { Token.Value: string text } literal when DutchText.IsRead(text) || (text.Any(char.IsLetter) && (ComesOut(literal) || IsAmongWords(literal) || IsOption(literal) || IsBesideOrIn(literal, text))):
                Judge(literal, text);
                break;
            case InterpolatedStringExpressionSyntax text when DutchText.IsRead(text) || (text.Contents.OfType<InterpolatedStringTextSyntax>().Any(t => t.TextToken.ValueText.Any(char.IsLetter)) && (ComesOut(text) || IsBesideOrIn(text, DutchText.KeyOf(text)))):
                Judge(text, key: null);
                break;
            case InvocationExpressionSyntax word when WordGivers.IsMade(word):
                Forget($"{word} (no catalogue has what it makes)", word);
                break;
            case InvocationExpressionSyntax word when WordGivers.Gives(word) && !IsLocalized(word) && !IsWord(word):
                Forget(word.ToString(), word);
                break;
            case ExpressionSyntax name when WordGivers.Constant(name) is { } sentence && !IsForOperators(name) && !IsWord(name):
                if (IsLocalized(name)) Texts.Add(new(sentence, null, At(name)));
                else Forget(name.ToString(), name);
                break;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "rule" }, Name.Identifier.ValueText: "Message" }:
                Forget($"{node} (S.Of(rule), or ModelState.AddRule(rule))", node);
                break;
        }
    }

    private void Ask(ExpressionSyntax key, bool withHoles)
    {
        if (DutchText.TextsOf(key, withHoles) is { } texts) Texts.AddRange(texts.Select(t => new FoundText(t, null, At(key))));
        else if (key is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax) Forget($"{key} (what goes in a text is an argument)", key);
    }

    private void Judge(ExpressionSyntax text, string? key)
    {
        if (key is not null && Places.IsWordOfRule(text)) Texts.Add(new(key, null, At(text)));
        else if ((IsAsked(text) && !Places.GoesInText(text)) || IsForOperators(text)) return;
        else if (!IsWord(text)) Forget(text.ToString(), text);
        else if (key is not null) Texts.Add(new(key, null, At(text)));
        else Forget($"{text} (a word with something in it)", text);
    }

    private void Forget(string what, SyntaxNode node) => Forgotten.Add(new(what, At(node)));

    private int At(SyntaxNode node) => _from + node.SpanStart;

    // The second and third of a Choice: what people choose from. The first is what the form sends.
    private static bool IsOption(SyntaxNode node)
        => node.Parent is ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Arguments: var all, Parent: BaseObjectCreationExpressionSyntax made } } argument && all.IndexOf(argument) is 1 or 2
            && (made is ObjectCreationExpressionSyntax { Type: var type } ? type.ToString() == "Choice" : node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member && ChoicesOf(member));

    private static bool ChoicesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.ReturnType.ToString(),
        PropertyDeclarationSyntax property => property.Type.ToString(),
        _ => "",
    } is "IReadOnlyList<Choice>" or "List<Choice>";

    // S["..."], S.Plural(...) and rules, whatever stands between.
    private static bool IsAsked(SyntaxNode node) => node.Ancestors().Any(a => a switch
    {
        ElementAccessExpressionSyntax access => IsLocalizer(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => IsLocalizer(member.Expression),
        ObjectCreationExpressionSyntax made => Rules.Contains(made.Type.ToString()),
        _ => false,
    });

    // A word that goes in a rule says that it is one; elsewhere a localizer is asked for it.
    private static bool IsLocalized(SyntaxNode word) => word.Ancestors().OfType<ObjectCreationExpressionSyntax>().Any(IsRule)
        ? Places.IsWordOfRule(word) || (WordGivers.Whole(word).Parent is ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax made } && IsRule(made))
        : IsAsked(word) && !Places.GoesInText(word);

    // What stands in a method Dutch(), in a class of words, in a menu or in an attribute that people read, is a key where it is shown.
    private static bool IsWord(SyntaxNode node) => IsAmongWords(node) || IsToldByRule(node) || node.Ancestors().Any(a => a switch
    {
        ObjectCreationExpressionSyntax made when made.Type.ToString() == "AttentionItem" => true,
        ClassDeclarationSyntax type => Menus.Any(n => type.Identifier.ValueText.EndsWith(n, StringComparison.Ordinal)),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Text" or "Group" }, Parent.Parent: ObjectCreationExpressionSyntax made } => made.Type.ToString() == "MenuItem",
        AttributeArgumentSyntax argument => argument.NameEquals?.Name.Identifier.ValueText is "ErrorMessage" or "Name" or "Description",
        _ => false,
    });

    // What is missing, given to who throws the rule.
    private static bool IsToldByRule(SyntaxNode node) => node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax asked }
        && asked.Expression.ToString() is "TypedText.Required" or "TypedText.Line" or "MustBe";

    private static bool IsAmongWords(SyntaxNode node) => IsLabel(node) || Places.IsNameOfLanguage(node) || node.Ancestors().Any(a => a switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText == "DisplayText",
        MethodDeclarationSyntax method => method.Identifier.ValueText.StartsWith("Dutch", StringComparison.Ordinal),
        ClassDeclarationSyntax type => WordGivers.IsOfWords(type),
        _ => false,
    });

    // What people read for a field, a property or an outcome of a workflow, or a holiday, after its name; and the words of the enum behind a field.
    private static bool IsLabel(SyntaxNode node) => node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax { Parent: { } made } list } argument
        && list.Arguments.IndexOf(argument) is var place && made switch
        {
            ObjectCreationExpressionSyntax explicitly => place == 1 && Labelled.Contains(explicitly.Type.ToString()),
            ImplicitObjectCreationExpressionSyntax => place == 1 && TypeAround(made)?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText is { } type && Labelled.Contains(type),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "WorkflowField" }, Name.Identifier.ValueText: "Choice" } } => place > 0,
            _ => false,
        };

    private static TypeSyntax? TypeAround(SyntaxNode node) => node.Ancestors().Select(a => a switch
    {
        PropertyDeclarationSyntax property => property.Type,
        VariableDeclarationSyntax variable => variable.Type,
        MethodDeclarationSyntax method => method.ReturnType,
        _ => null,
    }).FirstOrDefault(t => t is not null);

    // Logs, what stops a start or a recipe, what is wrong with a definition of a workflow, reasons in the code, names of things.
    private static bool IsForOperators(SyntaxNode node) => node.Ancestors().Any(a => a switch
    {
        ObjectCreationExpressionSyntax made => Operators.Contains(made.Type.ToString()) || made.Type.ToString() == "Permission",
        ImplicitObjectCreationExpressionSyntax { Parent.Parent.Parent: VariableDeclarationSyntax made } => made.Type.ToString() == "Permission",
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        MethodDeclarationSyntax { Identifier.ValueText: "Validate" } method => method.ParameterList.Parameters.Any(p => p.Type?.ToString() == "ActivityRecord"),
        MethodDeclarationSyntax { Identifier.ValueText: "CheckAsync", Parent: ClassDeclarationSyntax type } => type.BaseList?.Types.Any(t => t.Type.ToString() == "IWorkflowRecipients") == true,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.All(e => e is LiteralExpressionSyntax { Token.Value: string text } && !text.Contains(' ', StringComparison.Ordinal)),
        AttributeArgumentSyntax argument => argument.NameEquals?.Name.Identifier.ValueText is not ("ErrorMessage" or "Name" or "Description"),
        BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax access } => !IsLocalizer(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.Identifier.ValueText is { } name
            && (name.StartsWith("Log", StringComparison.Ordinal) || name is "Fail" or "Audit" or "KeyOf" or "Public" or "WithSummary" or "WithDescription" or "StartsWith" or "Equals" or "Contains" or "Split"),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "StartsWith" } } => true,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "ActAsync" or "IsNamed" or "RenderSectionAsync" } } => node is LiteralExpressionSyntax { Token.ValueText: var text } && text.All(char.IsAsciiLetter),
        ConstantPatternSyntax => true,
        CaseSwitchLabelSyntax => true,
        _ => false,
    });

    // What an expression gives: its branches, and theirs. In a page it stands on the page; in a title or notice it always does.
    private bool ComesOut(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax or InterpolationSyntax or InterpolatedStringExpressionSyntax
            || (node.Parent is ConditionalExpressionSyntax choice && choice.Condition != node)
            || (node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AddExpression }))
            node = node.Parent!;
        return IsNotice(node) || (_isShown && node.Parent is ExpressionStatementSyntax { Parent: GlobalStatementSyntax });
    }

    // One branch of what is asked for, or of what goes in such a text. An address goes in as it is.
    private static bool IsBesideOrIn(ExpressionSyntax node, string text)
        => !DutchText.IsAddress(text) && (Places.StandsBesideAsked(node) || Places.IsWhatGoesIn(node));

    private static bool IsNotice(SyntaxNode node)
        => node.Parent is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var kept } place } assignment && assignment.Right == node
            && (kept.ToString() == "TempData" || place.ToString() == "ViewData[\"Title\"]");

    // ViewData and TempData hold objects: the text of a localizer is none of them by itself.
    private static bool IsObject(ElementAccessExpressionSyntax access)
        => access.Parent is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var kept } } assignment && assignment.Right == access
            && kept.ToString() is "ViewData" or "TempData";
}
