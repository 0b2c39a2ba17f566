using System.Text;
using System.Text.RegularExpressions;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Workflows.Models;
using AppSecret = GboParticipatie.Tests.Users.AppSecret;

namespace GboParticipatie.Tests.Access;

/// <summary>What a few pages need that a scene does not have: something further on its way, or a person who is.</summary>
internal static partial class SceneRest
{
    // No one of the scene: a second step is asked of this coach from then on.
    private const string Halfway = "koen.daenen@zolim.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Adds it, and gives the address of each of those pages by its route.</summary>
    public static async Task<Dictionary<string, string>> AddAsync(AccessScene scene)
    {
        var site = scene.Site;
        var (answer, follow) = await DeskSteps.AnsweredAsync(site);
        var (meeting, said) = await HeldAsync(site);
        var lines = Guid.NewGuid();
        await site.UseAsync((LineService s) => s.AddAsync(
            new AddLines { Key = lines, SessionId = scene.Meeting.Id, Lines = [new SaidLine("Er is geen bus."), new SaidLine("De lift is stuk.")], Visibility = Visibility.WithName }, Cancel));
        await site.UseAsync(async (NeutralTextService s) =>
        {
            await s.AskAsync(scene.ForCoach.Id, "Aan het onthaal is weinig rust.", null, Cancel);
            return true;
        });
        var file = await site.UseAsync((ImportService s) => s.UploadAsync(ImportKind.People, "mensen.csv", Encoding.UTF8.GetBytes("Naam;E-mailadres\nNieuw;nieuw@x.example\nNog een;nog@x.example\n"), Cancel));
        // The file is looked through, and what happened so far starts its workflows.
        await site.UseAsync(async (OutboxDispatcher outbox) =>
        {
            await outbox.DrainAsync(Cancel);
            return true;
        });
        var run = await site.UseAsync((GboDbContext db) => db.Set<WorkflowInstance>().OrderByDescending(i => i.TraceLength).ThenBy(i => i.WorkflowTypeId).FirstAsync(Cancel));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/beheer/bijeenkomsten/{id}/lijnen/{key}"] = $"/beheer/bijeenkomsten/{scene.Meeting.Id}/lijnen/{lines}",
            ["/beheer/bijeenkomsten/{id}/verslag/{item}"] = $"/beheer/bijeenkomsten/{meeting}/verslag/{said}",
            ["/beheer/netwerk/bestanden/{id}"] = $"/beheer/netwerk/bestanden/{file.Id}",
            ["/beheer/punten/samenvoegen"] = $"/beheer/punten/samenvoegen?punt={scene.Open.Id}",
            ["/beheer/punten/{id}/splits"] = $"/beheer/punten/{scene.OfClosedGroup.Id}/splits",
            ["/beheer/punten/{id}/tekst"] = $"/beheer/punten/{scene.ForCoach.Id}/tekst",
            ["/beheer/workflows/{id}/{run}"] = $"/beheer/workflows/{run.WorkflowTypeId}/{run.Id}",
            ["/punt/klaar/{reference}"] = (await scene.LinkAsync((PointLinks l) => l.ToFollow(scene.Open))).Replace("/volg/", "/punt/klaar/", StringComparison.Ordinal),
            ["/tekst/{token}"] = await scene.LinkAsync((NeutralTextLinks l) => l.ToAnswer(scene.ForCoach.Id, 1)),
            ["/volg/{reference}/{what}"] = $"{follow.Replace("?", "/duidelijk?", StringComparison.Ordinal)}&v={answer.Id:N}&zeg=ja",
        };
    }

    /// <summary>Someone who has a point to look over, told a story, and was asked for the second code.</summary>
    public static async Task GoHalfwayAsync(AccessScene scene, Browser browser)
    {
        await TurnOnSecondStepAsync(scene);
        await browser.OpenAsync(await scene.Site.GroupLinkAsync());
        await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", "Er is geen plaats voor een buggy."));
        await browser.PressAsync("Volgende", ("Remedy", "Een rek."));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TenToTwenty)));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Visibility", nameof(Visibility.WithName)));
        await browser.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", "Buurtwerk Tongeren"));
        Assert.Equal("/punt/nakijken", browser.Path);

        await browser.OpenAsync("/vertel");
        await browser.PressAsync("Volgende", ("Kind", nameof(FeedbackKind.Barrier)));
        await browser.PressAsync("Volgende", ("Description", "De wachtzaal is te klein."));
        await browser.PressAsync("Volgende", ("Remedy", ""));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TwoToFour)));
        await browser.PressAsync("Volgende", ("Readers", nameof(FeedbackReaders.WhoCanHelp)));
        await browser.PressAsync("Volgende", ("Sign", "zonder"));
        await browser.PressAsync("Verstuur");
        Assert.Equal("/vertel/klaar", browser.Path);

        await AskCodeAsync(browser, Halfway);
        var mail = await scene.Site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.To == Halfway && m.Kind == "sign-in", Cancel));
        await browser.PressAsync("Log in", ("Code", SixDigits().Match($"{mail.Subject} {mail.Body}").Value));
        Assert.Equal("/inloggen/tweede-stap", browser.Path);
    }

    /// <summary>Someone asks for a code by mail.</summary>
    public static async Task AskCodeAsync(Browser browser, string email)
    {
        await browser.OpenAsync("/inloggen");
        await browser.PressAsync("Stuur mij een code", ("Email", email));
        Assert.Equal("/inloggen/code", browser.Path);
    }

    private static async Task<(Guid Meeting, Guid Point)> HeldAsync(PublicSite site)
    {
        var (group, session) = await DeskSteps.GroupAsync(site);
        var point = await DeskSteps.PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new DiscussedPoint(point.Id, "Zes anderen herkennen dit.")] }, Cancel));
        return (session.Id, point.Id);
    }

    private static async Task TurnOnSecondStepAsync(AccessScene scene)
    {
        var owner = scene.Site.NewBrowser();
        await owner.SignInAsync(Halfway);
        await owner.OpenAsync("/mijn/tweede-stap");
        var secret = new AppSecret(owner.Text("main strong.font-monospace"));
        await owner.PressAsync("Zet de tweede stap aan", ("Code", secret.CodeAt(DateTimeOffset.UtcNow)));
        Assert.NotEmpty(owner.Page.QuerySelectorAll("main ul.font-monospace li"));
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
