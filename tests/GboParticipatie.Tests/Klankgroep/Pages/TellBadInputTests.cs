using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Bad input in every text of /vertel, question by question and on one page: a message at the field, and what was typed stays.</summary>
public sealed class TellBadInputTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Control = "Een\u0000 bel\u0007 en\u001b een\u202e lijn.";
    private const string Number = "Haar nummer is 85.07.30-033.28.";

    private static (string, string) Problem => ("Description", $"De brief is niet te begrijpen {Guid.NewGuid():N}.");

    /// <summary>Where a text stands: the way to its page, its field and what must be filled in beside it.</summary>
    private static readonly Dictionary<string, (int Most, Func<PublicSite, Task<(Browser Browser, string Button)>> Open, string Field, (string, string)[] Beside)> Texts = new(StringComparer.Ordinal)
    {
        ["what, question by question"] = (TypedText.MaxLength, site => QuestionAsync(site, 1), "Description", []),
        ["what would help, question by question"] = (TypedText.MaxLength, site => QuestionAsync(site, 2), "Remedy", []),
        ["name"] = (Person.NameLength, site => QuestionAsync(site, 6), "Name", [("Sign", "naam")]),
        ["organisation"] = (Organisation.NameLength, site => QuestionAsync(site, 6), "OrganisationName", [("Sign", "naam")]),
        ["what, on one page"] = (TypedText.MaxLength, site => OnePageAsync(site, "organisatie@zolim.example"), "Description", [("Speaker", "zonder")]),
        ["what would help, on one page"] = (TypedText.MaxLength, site => OnePageAsync(site, "organisatie@zolim.example"), "Remedy", [("Speaker", "zonder"), Problem]),
        ["name of who told the coach"] = (Person.NameLength, site => OnePageAsync(site, "coach@zolim.example"), "Name", [("Speaker", "iemand"), ("Channel", "Talk"), Problem]),
        ["organisation of who told the coach"] = (Organisation.NameLength, site => OnePageAsync(site, "coach@zolim.example"), "OrganisationName", [("Speaker", "iemand"), ("Channel", "Talk"), Problem]),
        ["telephone of who told the coach"] = (Feedback.PhoneLength, site => OnePageAsync(site, "coach@zolim.example"), "Phone", [("Speaker", "iemand"), ("Channel", "Talk"), ("Name", "Fien"), Problem]),
    };

    public static TheoryData<string, Db> EveryText()
    {
        var data = new TheoryData<string, Db>();
        foreach (var text in Texts.Keys)
            foreach (var kind in Enum.GetValues<Db>()) data.Add(text, kind);
        return data;
    }

    [Theory, MemberData(nameof(EveryText))]
    public async Task A_text_that_is_too_long_or_gives_someone_away_is_refused_at_its_field_and_stays_there(string which, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (most, open, field, beside) = Texts[which];
        var (browser, button) = await open(site);
        var before = await CountAsync(site);
        foreach (var (text, message) in new[] { (new string('a', most + 1), "te lang"), (Number, "rijksregisternummer"), ("BE68 5390 0754 7034", "rekeningnummer") })
        {
            await browser.PressAsync(button, [.. beside, (field, text)]);

            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(message, browser.ErrorAt(field), StringComparison.Ordinal);
            Assert.Contains(message, browser.Errors, StringComparison.Ordinal);
            Assert.Equal(text, browser.ValueOf(field).Trim());
        }

        Assert.Equal(before, await CountAsync(site));
    }

    [Theory]
    [InlineData("what, question by question", "/vertel/wat", Db.Sqlite)]
    [InlineData("what, question by question", "/vertel/wat", Db.PostgreSql)]
    [InlineData("what would help, question by question", "/vertel/helpt", Db.Sqlite)]
    [InlineData("what would help, question by question", "/vertel/helpt", Db.PostgreSql)]
    [InlineData("name", "/vertel/wie?wijzig=true", Db.Sqlite)]
    [InlineData("name", "/vertel/wie?wijzig=true", Db.PostgreSql)]
    [InlineData("organisation", "/vertel/wie?wijzig=true", Db.Sqlite)]
    [InlineData("organisation", "/vertel/wie?wijzig=true", Db.PostgreSql)]
    public async Task Of_control_characters_the_rest_is_kept(string which, string page, Db kind)
    {
        var (_, open, field, beside) = Texts[which];
        var (browser, button) = await open(await sites.GetAsync(kind));

        await browser.PressAsync(button, [.. beside, (field, Control)]);

        Assert.Equal((HttpStatusCode.OK, ""), (browser.Status, browser.Errors));
        Assert.Equal("Een bel en een lijn.", (await browser.OpenAsync(page)).ValueOf(field).Trim());
    }

    [Theory, AllDatabases]
    public async Task On_one_page_too_they_are_left_out_of_what_is_stored(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var mark = Guid.NewGuid().ToString("N");
        var (browser, button) = await OnePageAsync(site, "organisatie@zolim.example");

        await browser.PressAsync(button, ("Speaker", "zonder"), ("Description", $"{Control} {mark}"), ("Remedy", Control));

        var told = await site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description.Contains(mark)));
        Assert.Equal(($"Een bel en een lijn. {mark}", "Een bel en een lijn."), (told.Description, told.Remedy));
    }

    // A number or an address is no text: whatever is typed there, it is not one.
    [Theory, AllDatabases]
    public async Task A_number_or_address_that_is_none_is_refused_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var typed in new[] { new string('a', TypedText.MaxLength + 1), Number, Control, "AP-2020-9999" })
        {
            var (theme, next) = await QuestionAsync(site, 3);
            await theme.PressAsync(next, ("AboutReference", typed));
            Assert.Equal(HttpStatusCode.OK, theme.Status);
            Assert.Contains("geen punt", theme.ErrorAt("AboutReference"), StringComparison.Ordinal);

            var (page, send) = await OnePageAsync(site, "organisatie@zolim.example");
            await page.PressAsync(send, ("Speaker", "zonder"), Problem, ("AboutReference", typed));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.NotEqual("", page.ErrorAt("AboutReference"));

            var (who, last) = await QuestionAsync(site, 6);
            await who.PressAsync(last, ("Sign", "naam"), ("Email", typed));
            Assert.Equal(HttpStatusCode.OK, who.Status);
            Assert.Contains("geen e-mailadres", who.ErrorAt("Email"), StringComparison.Ordinal);
        }
    }

    // After that many questions of the seven.
    private static async Task<(Browser, string)> QuestionAsync(PublicSite site, int answered)
    {
        var browser = await site.NewBrowser().OpenAsync("/vertel/soort");
        (string, string)[] answers = [("Kind", "Barrier"), Problem, ("Remedy", ""), ("LifeDomain", ""), ("HeardFrom", ""), ("Readers", "WhoCanHelp")];
        foreach (var answer in answers[..answered]) await browser.PressAsync("Volgende", answer);
        return (browser, "Volgende");
    }

    private static async Task<(Browser, string)> OnePageAsync(PublicSite site, string email)
    {
        var browser = site.NewBrowser();
        await browser.SignInAsync(email);
        return (await browser.OpenAsync("/vertel/kort"), "Verstuur");
    }

    private static Task<int> CountAsync(PublicSite site) => site.UseAsync((GboDbContext db) => db.Set<Feedback>().CountAsync());
}
