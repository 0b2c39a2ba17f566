using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GboParticipatie.Tests.Localization;

/// <summary>What a text stands in or beside, as far as that tells whether people read it.</summary>
internal static class Places
{
    /// <summary>True for what goes in a text as {0}: the localizer that is asked for that text, is not asked for this.</summary>
    public static bool GoesInText(SyntaxNode node) => node.AncestorsAndSelf().Select(IsHole).FirstOrDefault(a => a is not null) == true;

    /// <summary>True for a text that is one of the branches of what goes in a text, as it stands.</summary>
    public static bool IsWhatGoesIn(SyntaxNode node) => WordGivers.Whole(node).Parent is { } place && IsHole(place) == true;

    /// <summary>True for <c>{kind:woord}</c> in a rule: a word that is asked for by itself.</summary>
    public static bool IsWordOfRule(SyntaxNode node) => WordGivers.Whole(node).Parent is InterpolationSyntax hole && IsWord(hole) && hole.Ancestors().OfType<ObjectCreationExpressionSyntax>().Any(CodeTexts.IsRule);

    /// <summary>
    /// True for a text of which the other branch, or what stands beside it in a list, is asked of a localizer: then people read this as well.
    /// In a tuple the first of them may be the name of a thing, without capital.
    /// </summary>
    public static bool StandsBesideAsked(ExpressionSyntax node) => node.Parent switch
    {
        ParenthesizedExpressionSyntax inside => StandsBesideAsked(inside),
        ConditionalExpressionSyntax choice when choice.Condition != node => IsAsking(choice.WhenTrue) || IsAsking(choice.WhenFalse) || StandsBesideAsked(choice),
        BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CoalesceExpression } choice => IsAsking(choice.Left) || IsAsking(choice.Right) || StandsBesideAsked(choice),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == node => choice.Arms.Any(a => IsAsking(a.Expression)) || StandsBesideAsked(choice),
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } => list.Elements.OfType<ExpressionElementSyntax>().Any(e => IsAsking(e.Expression)),
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => node.ToString().TrimStart('$', '"') is [var first, ..] && char.IsUpper(first) && tuple.Arguments.Any(a => IsAsking(a.Expression)),
        _ => false,
    };

    /// <summary>True for <c>texts</c> and <c>view.Texts()</c>: what these are asked for, no catalogue would have.</summary>
    public static bool IsUnderOtherName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText is "texts" or "localizer",
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == "Texts",
        InvocationExpressionSyntax call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Texts" },
        _ => false,
    };

    /// <summary>True for the name beside the tag of a language.</summary>
    public static bool IsNameOfLanguage(SyntaxNode node) => node.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax pair } name && pair.Arguments.IndexOf(name) == 1
        && node.Ancestors().OfType<ClassDeclarationSyntax>().Any(t => t.Identifier.ValueText == "Languages");

    // Null for what is neither a text that a localizer is asked for nor something that goes in one.
    private static bool? IsHole(SyntaxNode node) => node switch
    {
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax access } all } argument when CodeTexts.IsLocalizer(access.Expression) => all.Arguments.IndexOf(argument) > 0,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } all } argument when IsPlural(call) => all.Arguments.IndexOf(argument) > 2,
        InterpolationSyntax hole when hole.Ancestors().OfType<ObjectCreationExpressionSyntax>().Any(CodeTexts.IsRule) => !IsWord(hole),
        _ => null,
    };

    // S["..."], S["..."].Value and S.Plural(...).
    private static bool IsAsking(ExpressionSyntax node) => node switch
    {
        ElementAccessExpressionSyntax access => CodeTexts.IsLocalizer(access.Expression),
        InvocationExpressionSyntax call => IsPlural(call),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } member => IsAsking(member.Expression),
        ParenthesizedExpressionSyntax inside => IsAsking(inside.Expression),
        _ => false,
    };

    private static bool IsPlural(InvocationExpressionSyntax call)
        => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Plural" } member && CodeTexts.IsLocalizer(member.Expression);

    private static bool IsWord(InterpolationSyntax hole) => hole.FormatClause?.FormatStringToken.ValueText == "woord";
}
