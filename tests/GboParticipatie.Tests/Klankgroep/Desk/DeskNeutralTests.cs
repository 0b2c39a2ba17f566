using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Sites;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>A point that only the coach reads goes on as a text that its author agreed with.</summary>
public sealed class DeskNeutralTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Text = "Een gezin krijgt geen antwoord op zijn aanvraag.";

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_author_reads_the_text_by_a_link_and_with_a_yes_it_goes_on(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, email) = await PrivateAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/{point.Id}/tekst");
        await SendAsync(coach, null, ("Text", " "));
        Assert.Contains("Schrijf de tekst", coach.ErrorAt("Text"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("Text", Text));
        await site.UntilQuietAsync();

        var mail = await site.UseAsync(async (GboDbContext db) => await db.Set<OutgoingMail>().SingleAsync(m => m.Kind == "point-neutral-text" && m.To == email));
        Assert.DoesNotContain("gezin", mail.Body!, StringComparison.Ordinal);
        var link = await site.UseAsync((NeutralTextLinks l) => Task.FromResult(l.ToAnswer(point.Id, 1)));
        var author = await site.NewBrowser().OpenAsync(link);
        Assert.Contains(Text, author.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Dorpsstraat", author.Text("main"), StringComparison.Ordinal);
        Assert.True((await site.UseAsync((NeutralTextService s) => s.FindAsync(point.Id)))!.IsAsked);
        await SendAsync(author, "Yes");

        Assert.Equal("Bedankt. Je zei ja", author.Heading);
        await coach.OpenAsync($"/beheer/punten/{point.Id}/doorsturen");
        Assert.Equal(Text, coach.ValueOf("Question"));
        Assert.Equal(HttpStatusCode.NotFound, (await author.OpenAsync("/tekst/onzin")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_text_that_its_author_agreed_with_stands_on_the_agenda_and_on_paper_and_visitors_read_none_of_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, _) = await PrivateAsync(site);
        var group = await site.UseAsync((GroupService g) => g.FindAsync(point.GroupId));
        var session = await MeetingAsync(site, group!, DateTime.UtcNow.AddMinutes(30));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/punten/{point.Id}/tekst");
        await SendAsync(coach, null, ("Text", Text));
        await SendAsync(coach, "Yes");

        await SendAsync(coach, "Agenda");

        Assert.Contains("De tekst staat op de agenda", coach.Text(".messages"), StringComparison.Ordinal);
        var meeting = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.CurrentSessionId;
        foreach (var path in new[] { $"/beheer/bijeenkomsten/{meeting}", $"/beheer/bijeenkomsten/{meeting}/drukwerk/agenda", $"/beheer/bijeenkomsten/{meeting}/drukwerk/punten", $"/beheer/bijeenkomsten/{meeting}/verslag", $"/bijeenkomsten/{meeting}" })
        {
            await coach.OpenAsync(path);
            Assert.DoesNotContain("Dorpsstraat", coach.Page.Body!.OuterHtml, StringComparison.Ordinal);
            Assert.Equal(!path.EndsWith("/punten", StringComparison.Ordinal), coach.Text("main").Contains("Een gezin krijgt geen antwoord op zijn aanvraag", StringComparison.Ordinal));
        }

        var visitor = await site.NewBrowser().OpenAsync($"/bijeenkomsten/{meeting}");
        Assert.DoesNotContain("gezin krijgt", visitor.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(point.Reference, visitor.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Of_who_has_no_mail_the_coach_writes_the_answer_down_and_others_see_none_of_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (point, _) = await PrivateAsync(site, mail: false);
        var coach = await CoachAsync(site);
        var visitor = site.NewBrowser();
        await visitor.SignInAsync($"{Guid.NewGuid():N}@zolim.example");

        await coach.OpenAsync($"/beheer/punten/{point.Id}/tekst");
        await SendAsync(coach, null, ("Text", Text));
        Assert.Contains("0470 12 34 56", coach.Text("main"), StringComparison.Ordinal);
        await SendAsync(coach, "No", ("Word", "Liever zonder het woord gezin."));

        Assert.Contains("Liever zonder het woord gezin.", coach.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync($"/beheer/punten/{point.Id}/tekst")).Status);
    }

    private static async Task<(AgendaItem Point, string Email)> PrivateAsync(PublicSite site, bool mail = true)
    {
        var (group, _) = await GroupAsync(site);
        var person = new Person { Name = "Rosa", Email = mail ? $"{Guid.NewGuid():N}@zolim.example" : null, Phone = "0470 12 34 56", PreferredChannel = mail ? ContactChannel.Email : ContactChannel.Phone };
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(person);
            return await db.SaveChangesAsync();
        });
        var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { PersonId = person.Id, Channel = Channel.Web, IsConfirmed = true },
            Description = "Mevrouw X uit de Dorpsstraat wacht al maanden.",
            Visibility = Visibility.CoachOnly,
        }));
        return (point, person.Email ?? "");
    }
}
