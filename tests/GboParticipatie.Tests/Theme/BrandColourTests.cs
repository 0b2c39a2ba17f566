using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Web;

namespace GboParticipatie.Tests.Theme;

/// <summary>The colour of a region: text stays readable on it, or it is refused with the reason.</summary>
public sealed class BrandColourTests
{
    [Theory]
    [InlineData("#0b5a61")]
    [InlineData("#413a82")]
    [InlineData("#7A1F3D")]
    public void A_dark_colour_is_taken_with_its_shades(string hex)
    {
        var colour = BrandColour.Find(hex);

        Assert.Equal(hex.ToLowerInvariant(), colour?.Hex);
        Assert.Null(BrandColour.Refuse(hex));
    }

    [Theory]
    [InlineData("#f4b63f", "niet goed leesbaar")]
    [InlineData("#3d8f96", "niet goed leesbaar")]
    [InlineData("petrol", "geen kleur")]
    [InlineData("#0b5a6", "geen kleur")]
    [InlineData("#+b5a61", "geen kleur")]
    [InlineData("", "geen kleur")]
    public void A_colour_on_which_text_is_not_readable_is_refused_with_the_reason(string hex, string reason)
    {
        Assert.Null(BrandColour.Find(hex));
        Assert.Contains(reason, BrandColour.Refuse(hex), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_with_such_a_colour_is_not_applied_and_says_why()
    {
        var recipe = Web.Recipes.With(
            """{ "name": "feature", "enable": ["GboParticipatie.Klankgroep"] }""",
            """{ "name": "settings", "SiteSettings": { "RegionName": "Testregio", "PrimaryColor": "#ffee00" } }""");
        var folder = TestFolder.Create("colour");
        var database = GboParticipatie.Data.GboDatabaseOptions.SqliteFile(Path.Combine(folder, "gbo.db"));

        var refused = await Assert.ThrowsAsync<RecipeException>(() => RunningSite.StartAsync(database, recipe));

        Assert.Contains("#ffee00", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_stylesheet_of_a_colour_is_served_and_that_of_another_is_not_found()
    {
        var folder = TestFolder.Create("colour");
        var database = GboParticipatie.Data.GboDatabaseOptions.SqliteFile(Path.Combine(folder, "gbo.db"));
        await using var site = await RunningSite.StartAsync(database);

        var styles = await site.Client.GetStringAsync(new Uri("/thema/413a82.css", UriKind.Relative), TestContext.Current.CancellationToken);
        using var light = await site.Client.GetAsync(new Uri("/thema/ffee00.css", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("--gbo-primary:#413a82", styles, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, light.StatusCode);
    }
}
