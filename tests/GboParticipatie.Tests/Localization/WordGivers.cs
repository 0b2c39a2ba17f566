using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GboParticipatie.Tests.Localization;

/// <summary>What in the code gives Dutch words without a localizer: methods of classes of words, and constants that are sentences. Where these are used, a localizer must be asked.</summary>
internal static class WordGivers
{
    private static readonly HashSet<string> Extensions = new(["Dutch", "DutchCapital", "DisplayName"], StringComparer.Ordinal);
    private static readonly HashSet<string> Static = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string> Constants = new(StringComparer.Ordinal);

    /// <summary>Reads which there are in a file.</summary>
    public static void Collect(SyntaxNode root)
    {
        foreach (var type in root.DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            foreach (var field in type.Members.OfType<FieldDeclarationSyntax>().Where(f => f.Modifiers.Any(SyntaxKind.ConstKeyword)))
                foreach (var one in field.Declaration.Variables)
                    if (one.Initializer?.Value is LiteralExpressionSyntax { Token.Value: string text })
                        Constants[$"{type.Identifier.ValueText}.{one.Identifier.ValueText}"] = text;

            if (!IsOfWords(type)) continue;
            foreach (var method in type.Members.OfType<MethodDeclarationSyntax>().Where(GivesWords))
                if (method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true) Extensions.Add(method.Identifier.ValueText);
                else Static.Add($"{type.Identifier.ValueText}.{method.Identifier.ValueText}");
        }
    }

    /// <summary>True for a class in which Dutch words stand that are keys where they are shown.</summary>
    public static bool IsOfWords(ClassDeclarationSyntax type)
        => type.Identifier.ValueText.EndsWith("Words", StringComparison.Ordinal) || type.Identifier.ValueText.StartsWith("Dutch", StringComparison.Ordinal);

    /// <summary>True for <c>kind.Dutch()</c>, also <c>kind?.Dutch()</c>, and <c>MailWords.State(state)</c>.</summary>
    public static bool Gives(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => Extensions.Contains(member.Name.Identifier.ValueText) || Static.Contains(member.ToString()),
        MemberBindingExpressionSyntax member => Extensions.Contains(member.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The sentence that a constant stands for, where it is used; null for anything else.</summary>
    public static string? Constant(ExpressionSyntax node) => node switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } member => Sentence(member.ToString()),
        IdentifierNameSyntax name when node.Parent is not MemberAccessExpressionSyntax =>
            node.Ancestors().OfType<ClassDeclarationSyntax>().Select(t => Sentence($"{t.Identifier.ValueText}.{name.Identifier.ValueText}")).FirstOrDefault(t => t is not null),
        _ => null,
    };

    private static string? Sentence(string constant) => Constants.TryGetValue(constant, out var text) && DutchText.IsRead(text) ? text : null;

    /// <summary>
    /// True for something in a class of words that is made out of words or names: <c>Capital(role.Dutch())</c>, <c>kind.ToString()</c>. No catalogue has it.
    /// </summary>
    public static bool IsMade(InvocationExpressionSyntax call)
    {
        if (call.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is not { Parent: ClassDeclarationSyntax type } method || !IsOfWords(type) || AsksLocalizer(method)) return false;
        if (Gives(call)) return Whole(call).Parent is ArgumentSyntax or InterpolationSyntax;
        return Extensions.Contains(method.Identifier.ValueText) && IsReturned(call) && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "Join" };
    }

    /// <summary>The expression with all that only passes it on: parentheses, <c>?.</c>, <c>??</c> and the branches of a choice.</summary>
    public static SyntaxNode Whole(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax
            || (node.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == node)
            || (node.Parent is ConditionalExpressionSyntax choice && choice.Condition != node)
            || node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })
            node = node.Parent!;
        return node;
    }

    private static bool GivesWords(MethodDeclarationSyntax method) => method.ReturnType.ToString() is "string" or "string?" && !AsksLocalizer(method)
        && method.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(l => l.Token.Value is string text && text.Any(char.IsLetter) && !text.StartsWith('/') && IsReturned(l));

    private static bool AsksLocalizer(MethodDeclarationSyntax method) => method.ParameterList.Parameters.Any(p => p.Type?.ToString() == "IStringLocalizer");

    private static bool IsReturned(SyntaxNode node) => Whole(node).Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax;
}
