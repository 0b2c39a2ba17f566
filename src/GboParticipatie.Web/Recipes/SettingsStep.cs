using System.Text.Json;
using System.Text.Json.Nodes;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Settings;

namespace GboParticipatie.Web.Recipes;

/// <summary>Recipe step <c>settings</c>: a property per settings type, with the properties to set; others stay as they are.</summary>
public sealed class SettingsStep(SiteService site, SettingsTypes types, Catalogues catalogues) : IRecipeStepHandler
{
    /// <summary>Name of the step.</summary>
    public const string StepName = "settings";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        foreach (var (name, value) in context.Step.Where(p => p.Key != "name"))
        {
            var type = types.Find(name)
                ?? throw context.Fail($"onbekende instellingen '{name}'. Wel gekend: {string.Join(", ", types.Names)}.");
            if (value is not JsonObject properties) throw context.Fail($"'{name}' moet een object zijn.");
            try
            {
                await site.MergeAsync(type, properties, cancel);
            }
            catch (Exception problem) when (problem is JsonException or RuleException)
            {
                throw context.Fail($"{name}: {problem.Message}");
            }

            if (type == typeof(SiteSettings)) await RefuseUnknownLanguagesAsync(context, cancel);
        }
    }

    private async Task RefuseUnknownLanguagesAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        foreach (var code in (await site.GetAsync<SiteSettings>(cancel)).Languages)
        {
            if (code == "nl") throw context.Fail("SiteSettings: 'Languages' noemt 'nl', maar Nederlands staat altijd aan. Zet er alleen de andere talen.");
            if (!catalogues.Has(code)) throw context.Fail($"SiteSettings: 'Languages' noemt '{code}', maar in die taal zijn er geen teksten (Localization/{code}.po).");
            catalogues.Read(code);
        }
    }
}
