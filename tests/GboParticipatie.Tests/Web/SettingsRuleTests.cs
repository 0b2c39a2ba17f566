using GboParticipatie.Recipes;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Recipes;
using GboParticipatie.Web.Settings;

namespace GboParticipatie.Tests.Web;

public sealed class SettingsRuleTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "SiteSettings": { "RegionName": null } }""", "SiteSettings: 'RegionName' mag niet leeg zijn.")]
    [InlineData("""{ "SiteSettings": { "RegionName": "  " } }""", "SiteSettings: 'RegionName' mag niet leeg zijn.")]
    [InlineData("""{ "SiteSettings": { "CoachPhone": null } }""", "SiteSettings: 'CoachPhone' mag niet leeg zijn.")]
    [InlineData("""{ "SiteSettings": { "CoachEmail": "aan de balie" } }""", "SiteSettings: 'CoachEmail': 'aan de balie' is geen e-mailadres.")]
    [InlineData("""{ "SiteSettings": { "MailFrom": "GBO <post@test.example>" } }""", "SiteSettings: 'MailFrom': ")]
    [InlineData("""{ "SiteSettings": { "BaseUrl": "gbo.example" } }""", "SiteSettings: 'BaseUrl': 'gbo.example' is geen adres van een site")]
    [InlineData("""{ "SiteSettings": { "PrimaryColor": "rood" } }""", "SiteSettings: 'PrimaryColor': 'rood' is geen kleur.")]
    [InlineData("""{ "SiteSettings": { "Tagline": "\u0007" } }""", "SiteSettings: 'Tagline' bevat een teken dat niet kan.")]
    [InlineData("""{ "SiteSettings": { "CoachPhone": "00000000000000000000000000000000000000000" } }""", "SiteSettings: 'CoachPhone' is te lang: 41 tekens, en er mogen er 40 staan.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": null } }""", "KlankgroepSettings: 'LifeDomains' mag niet leeg zijn.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": [] } }""", "KlankgroepSettings: 'LifeDomains' mag niet leeg zijn.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": [null] } }""", "KlankgroepSettings: 'LifeDomains nummer 1' mag niet leeg zijn.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": [{ "Key": "a", "Name": "A" }, { "Key": "b" }] } }""", "KlankgroepSettings: 'LifeDomains nummer 2: Name' mag niet leeg zijn.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": [{ "Key": "a", "Name": null }] } }""", "KlankgroepSettings: 'Name' mag niet leeg zijn.")]
    [InlineData("""{ "KlankgroepSettings": { "LifeDomains": [{ "Key": "a", "Name": "A" }, { "Key": "a", "Name": "B" }] } }""", "KlankgroepSettings: 'LifeDomains': 'a' staat er twee keer in.")]
    [InlineData("""{ "KlankgroepSettings": { "AnswerWorkingDays": 99999999 } }""", "KlankgroepSettings: 'AnswerWorkingDays' is 99999999; kies een getal van 1 tot 2000.")]
    [InlineData("""{ "KlankgroepSettings": { "AnswerWorkingDays": -4 } }""", "KlankgroepSettings: 'AnswerWorkingDays' is -4; kies een getal van 1 tot 2000.")]
    [InlineData("""{ "KlankgroepSettings": { "GroupLinkDays": 0 } }""", "KlankgroepSettings: 'GroupLinkDays' is 0; kies een getal van 1 tot 3650.")]
    [InlineData("""{ "SiteSettings": { "CoachRole": "" } }""", "SiteSettings: 'CoachRole' mag niet leeg zijn.")]
    [InlineData("""{ "DigestSettings": { "GroupDigestHour": 24 } }""", "DigestSettings: 'GroupDigestHour' is 24; kies een getal van 0 tot 23.")]
    [InlineData("""{ "DigestSettings": { "GroupDigestDay": 9 } }""", "DigestSettings: 'GroupDigestDay' is '9'; kies uit Sunday, ")]
    [InlineData("""{ "DigestSettings": { "CoachDigestDays": null } }""", "DigestSettings: 'CoachDigestDays' mag niet leeg zijn.")]
    [InlineData("""{ "MailSettings": { "KeepDays": 99999999 } }""", "MailSettings: 'KeepDays' is 99999999; kies een getal van 1 tot 3650.")]
    [InlineData("""{ "CalendarSettings": { "Closed": [{ "Name": "brug" }] } }""", "CalendarSettings: 'Closed nummer 1: From': de eerste dag ontbreekt.")]
    [InlineData("""{ "CalendarSettings": { "Closed": [{ "From": "2026-12-24", "To": "2026-12-20" }] } }""", "CalendarSettings: 'Closed nummer 1: To': 2026-12-20 ligt voor 2026-12-24.")]
    [InlineData("""{ "CalendarSettings": { "Closed": [{ "From": "2026-01-01", "To": "9999-12-31" }] } }""", "CalendarSettings: 'Closed nummer 1: To': een periode duurt hoogstens 366 dagen.")]
    public async Task A_value_that_settings_may_not_have_is_refused_and_named(string settings, string reason)
    {
        await using var app = await BuildAsync();

        var problem = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, settings));

        Assert.StartsWith($"Recept fout.recipe.json, stap 1 (settings): {reason}", problem.Message, StringComparison.Ordinal);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.DoesNotContain(await scope.ServiceProvider.GetRequiredService<GboDbContext>().Set<GboParticipatie.Data.Settings.SettingsDocument>().Select(s => s.Json).ToListAsync(Cancel),
            json => json.Contains("null,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_defaults_of_all_settings_keep_their_own_rules()
    {
        await using var app = await BuildAsync();
        var types = app.Services.GetRequiredService<SettingsTypes>();

        Assert.NotEmpty(types.Names);
        foreach (var name in types.Names) SettingsRules.Check(Activator.CreateInstance(types.Find(name)!)!);
    }

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> BuildAsync()
        => await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder()), Cancel);

    private static async Task ApplyAsync(IServiceProvider services, string settings)
    {
        var file = Path.Combine(RunningSite.RecipeFolder(), "fout.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With($$"""{ "name": "settings", {{settings.Trim()[1..]}}"""), Cancel);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().ApplyAsync(Recipe.Read(file), Cancel);
    }
}
