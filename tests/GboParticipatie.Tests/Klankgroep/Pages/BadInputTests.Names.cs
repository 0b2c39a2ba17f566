using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Fields of one line that are a name, a number, a link, or look something up: what is none of that is refused at its field.</summary>
public sealed partial class BadInputTests
{
    private const string InNetwork = "Niemand in het netwerk";

    private static readonly Dictionary<string, (Func<PublicSite, Task<Opened>> Open, (string Text, string Message)[] Wrong)> Lines = new(StringComparer.Ordinal)
    {
        ["video link of a meeting"] = (site => MeetingFormAsync(site, "Form.VideoLink"), [("http://video.example", "begint met https://"), ($"https://video.example/{new string('a', 500)}", "te lang"), ("Een\0 nul", "begint met https://")]),
        ["name of someone new"] = (site => NewPersonAsync(site, "Name"), [(new string('a', Person.NameLength + 1), "te lang")]),
        ["telephone of someone new"] = (site => NewPersonAsync(site, "Phone"), [(new string('1', 41), "geen telefoonnummer"), ("Een\0 nul", "geen telefoonnummer")]),
        ["someone of the network, at the desk"] = (site => KnownPersonAsync(site), [.. Nobody(InNetwork)]),
        ["who gets a seat"] = (site => SeatAsync(site, "Person"), [.. Nobody(InNetwork)]),
        ["organisation of a seat"] = (site => SeatAsync(site, "OrganisationName", ("Person", "stuurgroep@zolim.example")), [.. Nobody("geen organisatie")]),
        ["point that someone tells about, at the desk"] = (site => ToldAsync(site, "Link", "PointReference"), [.. Nobody("punt")]),
        ["point of an action"] = (async site =>
        {
            var body = await site.UseAsync((GboParticipatie.Klankgroep.Services.GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
            var coach = await (await CoachAsync(site)).OpenAsync("/beheer/acties/nieuw");
            return new(coach, "punt", text => SendAsync(coach, null, ("punt", text), ("Form.What", "Er komt een rek."), ("Form.Owner", body!.Id.ToString()), ("Form.DueOn", "2031-03-03")));
        }, [.. Nobody("")]),
        ["someone of the network who told the coach"] = (async site =>
        {
            var coach = await (await CoachAsync(site)).OpenAsync("/vertel/kort");
            return new(coach, "Known", text => coach.PressAsync("Verstuur", ("Speaker", "iemand"), ("Channel", "Talk"), ("Description", "De bus rijdt niet."), ("Known", text)));
        }, [.. Nobody(InNetwork)]),
        ["organisation of someone of the network"] = (async site =>
        {
            var person = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.Email == "partner@zolim.example").Select(p => p.Id).SingleAsync());
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/netwerk/mensen/{person}");
            return new(coach, "OrganisationName", text => SendAsync(coach, "Join", ("OrganisationName", text), ("From", "2026-01-01")));
        }, [.. Nobody("geen organisatie")]),
        ["who stands in for someone"] = (async site =>
        {
            var coach = await (await CoachAsync(site)).OpenAsync("/beheer/netwerk/mensen/nieuw");
            return new(coach, "Form.DeputyId", text => SendAsync(coach, null, ("Form.Name", $"Persoon {Guid.NewGuid():N}"), ("Form.PreferredChannel", "Letter"), ("Form.Language", "nl"), ("Form.DeputyId", text)));
        }, [.. Nobody(InNetwork)]),
        ["organisations of a group"] = (site => GroupFormAsync(site, "Form.Organisations"), [.. Nobody("geen organisatie")]),
        ["name of a key for programs"] = (async site =>
        {
            var member = await SignedInAsync(site, "/mijn/toegang");
            return new(member, "Name", text => SendAsync(member, null, ("Name", text), ("Scopes", "read"), ("Days", "10")));
        }, [(new string('a', 101), "hoogstens 100 letters"), ("\u0007\0", "hoogstens 100 letters")]),
        ["own name"] = (async site =>
        {
            var member = await SignedInAsync(site, "/mijn/gegevens");
            return new(member, "DisplayName", text => SendAsync(member, null, ("DisplayName", text)));
        }, [(new string('a', 101), "korter dan 100"), ("\u0007\0", "Vul je naam in")]),
    };

    /// <summary>Every such field that has a row here.</summary>
    internal static IEnumerable<string> KnownLines => Lines.Keys;

    public static TheoryData<string, Db> EveryLine()
    {
        var data = new TheoryData<string, Db>();
        foreach (var line in Lines.Keys)
            foreach (var kind in Enum.GetValues<Db>()) data.Add(line, kind);
        return data;
    }

    [Theory, MemberData(nameof(EveryLine))]
    public async Task What_is_no_name_number_or_link_is_refused_at_its_field_and_stays_there(string line, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (open, wrong) = Lines[line];
        var form = await open(site);
        foreach (var (text, message) in wrong)
        {
            await form.Send(text);

            Assert.Equal(HttpStatusCode.OK, form.Browser.Status);
            Assert.NotEqual("", form.Browser.ErrorAt(form.Field));
            Assert.Contains(message, form.Browser.ErrorAt(form.Field), StringComparison.OrdinalIgnoreCase);
            if (!text.Contains('\0', StringComparison.Ordinal)) Assert.Equal(text, form.Browser.ValueOf(form.Field).Trim());
        }
    }

    private static IEnumerable<(string, string)> Nobody(string message) => new[] { "Bestaat helemaal niet", new string('a', TypedText.MaxLength + 1), "Een\0 nul", "85.07.30-033.28" }.Select(text => (text, message));

    private static async Task<Opened> NewPersonAsync(PublicSite site, string field)
    {
        var group = (await GroupAsync(site)).Group;
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/punten/nieuw");
        (string, string)[] rest = [("Channel", "Phone"), ("GroupId", group.Id.ToString()), ("Description", "De bus rijdt niet."), ("Visibility", "WithoutName"),
            ("Who", "nieuw"), ("Name", "Fien"), ("Phone", "0470 12 34 56"), ("AnswerBy", "Phone")];
        return new(coach, field, text => SendAsync(coach, null, [.. rest, (field, text)]));
    }

    private static async Task<Opened> KnownPersonAsync(PublicSite site)
    {
        var group = (await GroupAsync(site)).Group;
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/punten/nieuw");
        return new(coach, "KnownName", text => SendAsync(coach, null, ("Channel", "Phone"), ("GroupId", group.Id.ToString()), ("Description", "De bus rijdt niet."), ("Visibility", "WithoutName"),
            ("Who", "netwerk"), ("KnownName", text)));
    }

    private static async Task<Opened> SeatAsync(PublicSite site, string field, params (string, string)[] more)
    {
        var group = (await GroupAsync(site)).Group;
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/groepen/{group.Slug}/plaatsen");
        return new(coach, field, text => SendAsync(coach, "Give", [.. more, ("From", "2026-01-01"), ("Role", "Member"), (field, text)]));
    }

    private static async Task<Browser> SignedInAsync(PublicSite site, string path)
    {
        var member = site.NewBrowser();
        await member.SignInAsync($"{Guid.NewGuid():N}@zolim.example");
        return await member.OpenAsync(path);
    }
}
