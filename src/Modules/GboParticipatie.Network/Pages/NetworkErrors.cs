using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Network.Pages;

/// <summary>What a rule of the domain says, put at the field that it is about.</summary>
internal static class NetworkErrors
{
    /// <summary>Adds all that is wrong to the form.</summary>
    /// <param name="state">Of the page.</param>
    /// <param name="rule">What the domain says.</param>
    /// <param name="form">Name of the form's property on the page; null when fields stand on the page itself.</param>
    public static void Add(this ModelStateDictionary state, RuleException rule, string? form = null)
    {
        var rules = rule is ProblemsException many ? many.Problems.Select(p => p.Rule) : [rule];
        foreach (var one in rules)
            state.AddRule(one, string.IsNullOrEmpty(one.Field) || form is null ? one.Field : $"{form}.{one.Field}");
    }
}
