using System.Net;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Network.Pages;

/// <summary>Bad input about organisations, people and municipalities: a clear message in Dutch at the field, and what was typed stays.</summary>
public sealed class NetworkBadInputTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Organisations = "/beheer/netwerk/organisaties/nieuw";
    private const string People = "/beheer/netwerk/mensen/nieuw";
    private const string Municipalities = "/beheer/netwerk/gemeenten/nieuw";

    // The field, how many characters it holds, and what its message says.
    private static readonly (string Page, string Field, int Most, string Message)[] Texts =
    [
        (Organisations, "Form.Name", 200, "te lang"), (Organisations, "Form.Description", 2000, "te lang"), (Organisations, "Form.Phone", 40, "geen telefoonnummer"),
        (Organisations, "Form.Website", 300, "geen website"), (Organisations, "Form.Email", 256, "geen e-mailadres"),
        (People, "Form.Name", 200, "te lang"), (People, "Form.Phone", 40, "geen telefoonnummer"), (People, "Form.Email", 256, "geen e-mailadres"),
        (Municipalities, "Form.Name", 100, "te lang"),
    ];

    public static TheoryData<string, string, Db> EveryText()
    {
        var data = new TheoryData<string, string, Db>();
        foreach (var (page, field, _, _) in Texts)
            foreach (var kind in Enum.GetValues<Db>()) data.Add(page, field, kind);
        return data;
    }

    [Theory, MemberData(nameof(EveryText))]
    public async Task A_text_that_is_too_long_is_refused_at_its_field_and_stays_there(string page, string field, Db kind)
    {
        var (_, _, most, message) = Texts.Single(t => t.Page == page && t.Field == field);
        var coach = await (await CoachAsync(await sites.GetAsync(kind))).OpenAsync(page);
        var text = field switch
        {
            "Form.Phone" => new string('1', most + 1),
            "Form.Email" => $"{new string('a', most + 1 - "@x.example".Length)}@x.example",
            "Form.Website" => $"www.organisatie.be/{new string('a', most + 1)}",
            _ => new string('a', most + 1),
        };

        await SendAsync(coach, null, [.. Valid(page), (field, text)]);

        Assert.Equal(HttpStatusCode.OK, coach.Status);
        Assert.Contains(message, coach.ErrorAt(field), StringComparison.Ordinal);
        Assert.Contains(message, coach.Errors, StringComparison.Ordinal);
        Assert.Equal(text, coach.ValueOf(field));
    }

    [Theory]
    [InlineData(Organisations, Db.Sqlite)]
    [InlineData(Organisations, Db.PostgreSql)]
    [InlineData(People, Db.Sqlite)]
    [InlineData(People, Db.PostgreSql)]
    [InlineData(Municipalities, Db.Sqlite)]
    [InlineData(Municipalities, Db.PostgreSql)]
    public async Task A_name_with_a_character_that_is_none_is_refused_at_its_field(string page, Db kind)
    {
        var coach = await (await CoachAsync(await sites.GetAsync(kind))).OpenAsync(page);

        foreach (var name in new[] { "Een bel\u0007", "Een\u0000 nul" })
        {
            await SendAsync(coach, null, [.. Valid(page), ("Form.Name", name)]);

            Assert.Equal(HttpStatusCode.OK, coach.Status);
            Assert.Contains("teken dat geen letter is", coach.ErrorAt("Form.Name"), StringComparison.Ordinal);
            Assert.StartsWith("Een", coach.ValueOf("Form.Name"), StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases]
    public async Task Control_characters_in_a_description_are_left_out_and_the_rest_is_kept(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await (await CoachAsync(site)).OpenAsync(Organisations);

        await SendAsync(coach, null, [.. Valid(Organisations), ("Form.Description", "Een\u0000 bel\u0007 en\u001b een\u202e lijn.\r\nEn nog een.")]);

        var stored = (await site.UseAsync((OrganisationService o) => o.FindAsync(Guid.Parse(coach.Path.Split('/')[^1]))))!;
        Assert.Equal("Een bel en een lijn.\nEn nog een.", stored.Description);
    }

    [Theory]
    [InlineData(Organisations, Db.Sqlite)]
    [InlineData(Organisations, Db.PostgreSql)]
    [InlineData(People, Db.Sqlite)]
    [InlineData(People, Db.PostgreSql)]
    [InlineData(Municipalities, Db.Sqlite)]
    [InlineData(Municipalities, Db.PostgreSql)]
    public async Task A_form_sent_four_times_at_once_adds_one(string page, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await (await CoachAsync(site)).OpenAsync(page);
        var name = $"Vaak gedrukt {Guid.NewGuid():N}";
        var (address, values) = FormOf(coach, null, [.. Valid(page), ("Form.Name", name)]);

        var statuses = await coach.PostAtOnceAsync(address, values);

        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal(1, await site.UseAsync(async (GboDbContext db) => await db.Set<Organisation>().CountAsync(o => o.Name == name)
            + await db.Set<Person>().CountAsync(p => p.Name == name) + await db.Set<Municipality>().CountAsync(m => m.Name == name)));
    }

    // All that a form asks, right.
    private static (string, string)[] Valid(string page) => page switch
    {
        Organisations => [("Form.Name", $"Vereniging {Guid.NewGuid():N}"), ("Form.Kind", "School"), ("Form.IsActive", "true")],
        People => [("Form.Name", $"Persoon {Guid.NewGuid():N}"), ("Form.PreferredChannel", "Letter"), ("Form.Language", "nl")],
        _ => [("Form.Name", $"Gemeente {Guid.NewGuid():N}")],
    };
}
