using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>What tests of the desk have in common: a coach in a browser, a group with a meeting, points on its agenda.</summary>
internal static class DeskSteps
{
    /// <summary>A browser in which a coach has signed in.</summary>
    public static async Task<Browser> CoachAsync(PublicSite site, string coach = "coach@zolim.example")
    {
        var browser = site.NewBrowser();
        await browser.SignInAsync(coach);
        return browser;
    }

    /// <summary>A group of its own per test, with a meeting that is under way: points sent now stand on its agenda.</summary>
    public static async Task<(Group Group, Session Session)> GroupAsync(PublicSite site)
    {
        var name = $"groep-{Guid.NewGuid():N}";
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var group = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails
        {
            Slug = name,
            Name = name,
            Kind = GroupKind.Klankgroep,
            AcceptsItems = true,
            ForwardsToGroupId = body!.Id,
        }));
        return (group, await MeetingAsync(site, group, DateTime.UtcNow.AddMinutes(-20)));
    }

    public static Task<Session> MeetingAsync(PublicSite site, Group group, DateTime start)
        => site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(1) })));

    public static Task<AgendaItem> PointAsync(PublicSite site, Group group) => site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
    {
        SubmissionKey = Guid.NewGuid(),
        GroupId = group.Id,
        Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.Web, IsConfirmed = true },
        Description = $"Er is geen plaats voor een buggy {Guid.NewGuid():N}",
    }));

    /// <summary>A question to the steering group about a point of its own.</summary>
    public static async Task<Answer> AskedAsync(PublicSite site)
    {
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        return await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
    }

    /// <summary>What someone told without a name, for who can help.</summary>
    public static Task<Feedback> ToldAsync(PublicSite site) => site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = FeedbackAuthor.Anonymous(),
        Kind = FeedbackKind.Barrier,
        Description = "De wachtzaal is te klein.",
        Readers = FeedbackReaders.WhoCanHelp,
    }));

    /// <summary>An answer that waits for what its author thinks of it, and the author's link.</summary>
    public static async Task<(Answer Answer, string Link)> AnsweredAsync(PublicSite site)
    {
        var asked = await AskedAsync(site);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId));
        return (asked, await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point!))));
    }

    /// <summary>Sends the form whose action or button has this handler; without handler the one that has none.</summary>
    public static Task<Browser> SendAsync(Browser browser, string? handler, params (string Name, string Value)[] fields)
    {
        var (address, values) = FormOf(browser, handler, fields);
        return browser.PostAsync(address, values);
    }

    /// <summary>What <see cref="SendAsync"/> would send, and where to.</summary>
    public static (string Address, Dictionary<string, string> Values) FormOf(Browser browser, string? handler, params (string Name, string Value)[] fields)
    {
        var all = browser.Page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Where(f => f.GetAttribute("method") == "post").ToList();
        var form = handler is null
            ? all.First(f => !f.GetAttribute("action")!.Contains("handler", StringComparison.Ordinal))
            : all.First(f => new[] { f.GetAttribute("action") }.Concat(f.QuerySelectorAll("button").Select(b => b.GetAttribute("formaction")))
                .Any(a => a?.EndsWith($"handler={handler}", StringComparison.Ordinal) == true));
        var values = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().GroupBy(i => i.Name!).ToDictionary(g => g.Key, g => g.Last().Value);
        foreach (var (name, value) in fields) values[name] = value;
        var action = form.GetAttribute("action")!;
        if (handler is null || action.EndsWith($"handler={handler}", StringComparison.Ordinal)) return (action, values);
        return (form.QuerySelectorAll("button").Select(b => b.GetAttribute("formaction")).First(a => a?.EndsWith($"handler={handler}", StringComparison.Ordinal) == true)!, values);
    }
}
