using GboParticipatie.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>What a rule of the domain says, put at the field that it is about.</summary>
internal static class DeskErrors
{
    /// <summary>Adds the message to the form.</summary>
    /// <param name="state">Of the page.</param>
    /// <param name="rule">What the domain says.</param>
    /// <param name="fields">Names of the domain and the page's own, where these differ.</param>
    public static void Add(this ModelStateDictionary state, RuleException rule, params ReadOnlySpan<(string Domain, string Page)> fields)
    {
        var name = rule.Field ?? "";
        foreach (var (domain, page) in fields)
            if (name == domain) name = page;
        state.AddRule(rule, name);
    }
}
