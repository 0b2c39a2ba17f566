using System.Net;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Tokens;

namespace GboParticipatie.Tests.Access;

/// <summary>Who gets which record of whom: pinned in Records.md. Someone else's is not there.</summary>
public sealed class RecordAccessTests(DatabaseFixture databases)
{
    private const string About =
        """
        # Whose record who gets
        The author works for an organisation and brought the points, told it, began the draft and is invited; the member sits in the
        steering group that was asked. `colleague` is of the author's role in another organisation, `ervaring` of another role in the
        author's organisation. `404` also where the record is there: who may not read it, cannot find out that it is. Written by
        RecordAccessTests; for what the words mean see Pages.md.
        """;

    private static readonly (string Name, string Email)[] People =
    [
        ("author", AccessScene.Author), ("nobody", ""), ("colleague", AccessScene.OtherAuthor), ("ervaring", "ervaring@zolim.example"), ("partner", "partner@zolim.example"),
        ("basiswerker", "basiswerker@zolim.example"), ("member", AccessScene.Member), ("werkgroep", "werkgroep@zolim.example"), ("coach", "coach@zolim.example"), ("beheer", "beheer@zolim.example"),
    ];

    [Theory, AllDatabases]
    public async Task Each_person_gets_of_each_record_what_stands_in_the_table(Db kind)
    {
        await using var scene = await AccessScene.CreateAsync(databases, kind);
        var rows = new List<(string, IReadOnlyList<string>)>();
        foreach (var (what, address) in await RecordsAsync(scene))
        {
            var cells = new List<string>();
            foreach (var (_, email) in People) cells.Add(await scene.GetAsync(email, address));
            rows.Add((what, cells));
        }

        PinnedTable.Check("Access/Records.md", About, [.. People.Select(p => p.Name)], rows);
    }

    [Theory, AllDatabases]
    public async Task What_someone_sends_about_the_record_of_another_changes_nothing(Db kind)
    {
        await using var scene = await AccessScene.CreateAsync(databases, kind);
        var browser = scene.Site.NewBrowser();
        await browser.SignInAsync(AccessScene.OtherAuthor);
        await browser.OpenAsync("/mijn/gegevens");
        var token = browser.ValueOf("__RequestVerificationToken");
        var theirs = (await scene.Site.UseAsync((IUserDirectory u) => u.FindByEmailAsync(AccessScene.Author)))!.Id;
        var key = (await scene.Site.UseAsync((ApiTokenService t) => t.CreateAsync(new CreateApiToken(theirs, "Van de auteur", [ApiScopes.Read]), TestContext.Current.CancellationToken))).Token.Id;
        var before = await RowsAsync(scene.Site);

        (string Address, (string, string)[] Fields)[] posts =
        [
            ($"/volg/{scene.Open.Reference}/terugtrekken", [("Reason", "Van een ander.")]),
            ($"/volg/{scene.ForCoach.Reference}/terugtrekken", [("Reason", "Van een ander.")]),
            ($"/volg/{scene.Open.Reference}", [("Clear", "No"), ("Word", "Van een ander.")]),
            ($"/volg/{scene.Open.Reference}?handler=Changed", [("Changed", "No"), ("ChangedWord", "Van een ander.")]),
            ($"/volg/{scene.Open.Reference}/duidelijk?v={scene.Asked.Id:N}", [("Choice", "No")]),
            ($"/volg/{scene.Open.Reference}/veranderd?v={scene.Action.Id:N}", [("Choice", "No")]),
            ("/punt/nakijken", [("draft", scene.Draft.Id.ToString("N"))]),
            ("/mijn/vertellen", [("task", scene.Task.ToString())]),
            ("/mijn/toegang?handler=Revoke", [("id", key.ToString())]),
            ($"/uitnodiging/{scene.Invited.Id}", [("Form.Reply", "No")]),
            ($"/antwoord/{scene.Asked.Id}", [("Decision", "WillNotDo"), ("Why", "Van een ander.")]),
            ($"/signalen/verzonnen/{scene.Told.Id}", [("Answer", "Van een ander.")]),
            ($"/tekst/{scene.ForCoach.Id}?handler=Yes", []),
            ($"/digest/uit/{scene.Digest}?handler=Stop", []),
            ($"/beheer/punten/{scene.Open.Id}?handler=Decline", [("DeclineReason", "Van een ander.")]),
            ($"/beheer/antwoorden/{scene.Asked.Id}/help", [("Kind", "voorstel"), ("Why", "Van een ander.")]),
            ($"/beheer/feedback/{scene.Told.Id}?handler=Close", [("CloseReason", "Van een ander.")]),
            ($"/beheer/acties/{scene.Action.Id}?handler=Move", [("State", "Busy"), ("News", "Van een ander.")]),
            ($"/beheer/mail/{scene.Mail}?handler=Again", []),
            ($"/beheer/vertellen/{scene.Task}?handler=Done", []),
        ];
        string[] elsewhere = ["/punt", "/punt/groep", "/punt/wat", "/mijn/vertellen", "/mijn/toegang", $"/volg/{scene.Open.Reference}"];
        foreach (var (address, fields) in posts)
        {
            var values = fields.Append(("__RequestVerificationToken", token)).ToDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);
            await browser.PostAsync(address, values);
            // Not there, not for you, or the page itself again as anyone may read it.
            Assert.True(browser.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden || elsewhere.Contains(browser.Path), $"{address}: {browser.Status} at {browser.Path}");
            Assert.DoesNotContain("stond te lang open", browser.Heading, StringComparison.Ordinal);
        }

        Assert.Equal([], (await RowsAsync(scene.Site)).Except(before).Where(row => !row.StartsWith("AspNet", StringComparison.Ordinal)));
    }

    private static async Task<List<(string What, string Address)>> RecordsAsync(AccessScene scene)
    {
        var member = await scene.PersonAsync(AccessScene.Member);
        var follow = await scene.LinkAsync((PointLinks l) => l.ToFollow(scene.ForCoach));
        var own = await scene.LinkAsync((PointLinks l) => l.ToFollow(scene.Open));
        var answer = await scene.LinkAsync((PointLinks l) => l.ToAnswer(scene.Asked, member));
        var reply = await scene.LinkAsync((InvitationLinks l) => l.ToReply(scene.Invited.Id, scene.Invited.LinkVersion));
        var choice = await scene.LinkAsync((DigestPreferences p) => p.Url(scene.Asked.GroupId!.Value, member));
        var stale = await scene.LinkAsync((PointLinks l) => l.ToAnswer(scene.Asked.Id, member, scene.Asked.LinkVersion + 1));
        return
        [
            ("point with its author's name, in an open group", $"/volg/{scene.Open.Reference}"),
            ("its file", $"/volg/{scene.Open.Reference}/bestanden/{scene.FileOfOpen}"),
            ("to withdraw it", $"/volg/{scene.Open.Reference}/terugtrekken"),
            ("to judge its answer, while there is none", $"/volg/{scene.Open.Reference}/duidelijk?v={scene.Asked.Id:N}"),
            ("its confirmation, without the author's link", $"/punt/klaar/{scene.Open.Reference}"),
            ("its confirmation, with its author's link", own.Replace("/volg/", "/punt/klaar/", StringComparison.Ordinal)),
            ("its confirmation, with the link of another point", $"/punt/klaar/{scene.Open.Reference}{follow[follow.IndexOf('?', StringComparison.Ordinal)..]}"),
            ("its page at the desk", $"/beheer/punten/{scene.Open.Id}"),
            ("point for the coach alone", $"/volg/{scene.ForCoach.Reference}"),
            ("the same, with its author's link", follow),
            ("its file", $"/volg/{scene.ForCoach.Reference}/bestanden/{scene.FileForCoach}"),
            ("its file under the number of an open point", $"/volg/{scene.Open.Reference}/bestanden/{scene.FileForCoach}"),
            ("point of a closed group", $"/volg/{scene.OfClosedGroup.Reference}"),
            ("meeting of a closed group", $"/bijeenkomsten/{scene.ClosedMeeting.Id}"),
            ("calendar file of that meeting", $"/bijeenkomsten/{scene.ClosedMeeting.Id}.ics"),
            ("begun point (draft)", $"/punt/verder/{scene.Draft.Id}"),
            ("its file, in a browser that did not begin it", $"/punt/bestanden/{scene.DraftFile}"),
            ("question, by its link", answer),
            ("question, by a link that was replaced", stale),
            ("question, by the link of an invitation", $"/antwoord/{reply.Split('/')[^1]}"),
            ("file of another point under the link of a question", $"{answer}/bestanden/{scene.FileForCoach}"),
            ("help of the coach with the answer", $"/beheer/antwoorden/{scene.Asked.Id}/help"),
            ("question at the desk, under another point", $"/beheer/punten/{scene.ForCoach.Id}/vragen/{scene.Asked.Id}"),
            ("invitation, by its link", reply),
            ("invitation, by the link of a question", $"/uitnodiging/{answer.Split('/')[^1]}"),
            ("invitation at the desk", $"/beheer/bijeenkomsten/{scene.Meeting.Id}/genodigden/{scene.Invited.Id}"),
            ("invitation at the desk, under another meeting", $"/beheer/bijeenkomsten/{scene.ClosedMeeting.Id}/genodigden/{scene.Invited.Id}"),
            ("what the author told", $"/volg/{scene.Told.Reference}"),
            ("what was told without a name", $"/volg/{scene.ToldWithoutName.Reference}"),
            ("the same at the desk", $"/beheer/feedback/{scene.Told.Id}"),
            ("mail to the author", $"/beheer/mail/{scene.Mail}"),
            ("how that mail looks", $"/beheer/mail/{scene.Mail}/opmaak"),
            ("digest of the steering group", $"/digest/{scene.Digest}"),
            ("to stop that digest, by the member's link", choice),
            ("what is to be told to the author by phone", $"/beheer/vertellen/{scene.Task}"),
            ("its letter", $"/beheer/vertellen/{scene.Task}/brief"),
            ("action at the desk", $"/beheer/acties/{scene.Action.Id}"),
        ];
    }

    private static Task<List<string>> RowsAsync(PublicSite site) => site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db));
}
