using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Sites;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Someone of an organisation passes on what another said, and tells that person the answer; as a browser without script.</summary>
public sealed class PassedOnTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Organisation = "organisatie@zolim.example";

    [Theory, AllDatabases]
    public async Task What_another_said_is_passed_on_and_the_answer_waits_to_be_told_until_it_was(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = $"Er is geen plaats voor een buggy {Guid.NewGuid():N}.";
        var browser = site.NewBrowser();
        await browser.SignInAsync(Organisation);
        await PassOnAsync(browser, text);
        var point = await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Description == text, TestContext.Current.CancellationToken));
        var normalized = Person.Normalize(Organisation);
        var who = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.NormalizedEmail == normalized).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((true, Channel.Talk, who), (point.IsForAnother, point.EnteredBy, point.AuthorPersonId!.Value));

        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        await site.UntilQuietAsync();
        var task = await site.UseAsync((GboDbContext db) => db.Set<ContactTask>().AsNoTracking()
            .SingleAsync(t => t.ItemId == point.Id && t.Text.StartsWith("Er is een antwoord"), TestContext.Current.CancellationToken));

        await browser.OpenAsync("/mijn");
        Assert.NotNull(browser.Page.QuerySelector("a[href='/mijn/vertellen']"));
        await browser.OpenAsync("/mijn/vertellen");
        var shown = browser.Page.QuerySelector($"input[name=task][value='{task.Id}']")!.Closest("article")!.TextContent;
        Assert.All([point.Title, point.Reference, "Doen we niet", "Er is geen plaats."], part => Assert.Contains(part, shown, StringComparison.Ordinal));
        // Another sees none of it, and cannot say that it was told.
        var other = site.NewBrowser();
        await other.SignInAsync("stuurgroep@zolim.example");
        await other.OpenAsync("/mijn/vertellen");
        Assert.DoesNotContain(point.Reference, other.Page.Body!.TextContent, StringComparison.Ordinal);
        var form = DeskSteps.FormOf(browser, null, ("task", task.Id.ToString()));
        await other.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await other.PostAsync(form.Address, other.Filled(("task", task.Id.ToString())));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.Null(await DoneOnAsync(site, task.Id));

        await browser.PostAsync(form.Address, form.Values);
        Assert.Contains("Genoteerd: je hebt het verteld.", browser.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector($"input[name=task][value='{task.Id}']"));
        Assert.NotNull(await DoneOnAsync(site, task.Id));
        // Pressed once more from the same page, it was told once.
        await browser.PostAsync(form.Address, form.Values);
        Assert.Equal((HttpStatusCode.OK, ""), (browser.Status, browser.Errors));
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_not_asked_whether_it_is_of_another_and_cannot_say_so()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var text = $"Zonder account {Guid.NewGuid():N}.";
        var browser = await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
        await browser.PressAsync("Begin");
        await ToWhoAsync(browser, text);
        Assert.Null(browser.Page.QuerySelector("[name=OnBehalfChannel]"));

        await browser.PressAsync("Volgende", ("Speaker", "geen"), ("OnBehalfChannel", nameof(Channel.Talk)));
        await browser.PressAsync("Verstuur");

        var point = await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Description == text, TestContext.Current.CancellationToken));
        Assert.False(point.IsForAnother);
        Assert.StartsWith("/inloggen", (await browser.OpenAsync("/mijn/vertellen")).Path, StringComparison.Ordinal);
    }

    private static async Task PassOnAsync(Browser browser, string text)
    {
        await browser.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        await ToWhoAsync(browser, text);
        // Who speaks for one organisation only is not asked, and can still say it.
        await browser.OpenAsync("/punt/wie?wijzig=true");
        await browser.PressAsync("Bewaar", ("OnBehalfChannel", nameof(Channel.Talk)));
        Assert.Equal("/punt/nakijken", browser.Path);
        Assert.Contains("Je geeft door wat iemand anders zei", browser.Text("main"), StringComparison.Ordinal);
        await browser.PressAsync("Verstuur mijn punt");
    }

    private static async Task ToWhoAsync(Browser browser, string text)
    {
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.PressAsync("Volgende", ("Remedy", ""));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TenToTwenty)));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Visibility", nameof(Visibility.WithName)));
    }

    private static Task<DateOnly?> DoneOnAsync(PublicSite site, Guid task)
        => site.UseAsync((GboDbContext db) => db.Set<ContactTask>().Where(t => t.Id == task).Select(t => t.DoneOn).SingleAsync(TestContext.Current.CancellationToken));
}
