using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Fields that few people see. Where they are kept is the same on both databases: on PostgreSQL only the long run holds them.</summary>
public sealed partial class BadInputTests
{
    private static readonly Dictionary<string, (int Most, Func<PublicSite, Task<Opened>> Open)> MoreFields = new(StringComparer.Ordinal)
    {
        ["conclusion of a report"] = (20_000, site => ReportAsync(site, "Hold", "Conclusion")),
        ["what someone tells at a meeting"] = (20_000, async site =>
        {
            var (group, session) = await GroupAsync(site);
            var point = await DeskSteps.PointAsync(site, group);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
            var field = $"Told[{point.Id}]";
            return new(coach, field, text => SendAsync(coach, $"Feedback&item={point.Id}", (field, text)));
        }
        ),
        ["conclusion that is corrected"] = (20_000, site => CorrectionAsync(site, "Conclusion", ("Why", "Het waren er meer."))),
        ["why an answer is not clear, by the link of the mail"] = (2_000, async site =>
        {
            var (answer, link) = await AnsweredAsync(site);
            var browser = await site.NewBrowser().OpenAsync(link.Replace("?", $"/duidelijk?v={answer.Id:N}&zeg=nee&", StringComparison.Ordinal));
            return new(browser, "Word", text => browser.PressAsync("Bevestig", ("Choice", "No"), ("Word", text)));
        }
        ),
        ["what is still wrong"] = (2_000, async site =>
        {
            var action = await PromiseAskedAboutAsync(site, await AnsweredAsync(site));
            var browser = await site.NewBrowser().OpenAsync(action);
            return new(browser, "ChangedWord", text => SendAsync(browser, "Changed", ("Changed", "No"), ("ChangedWord", text)));
        }
        ),
        ["what the author says of a text without names"] = (2_000, async site =>
        {
            var (point, _) = await NeutralAsync(site);
            var author = await site.NewBrowser().OpenAsync(await site.UseAsync((NeutralTextLinks l) => Task.FromResult(l.ToAnswer(point, 1))));
            return new(author, "Word", text => SendAsync(author, "No", ("Word", text)));
        }
        ),
        ["what the author says of it, written down by the coach"] = (2_000, async site =>
        {
            var (_, coach) = await NeutralAsync(site);
            return new(coach, "Word", text => SendAsync(coach, "No", ("Word", text)));
        }
        ),
        ["why an answer is not clear, by telephone"] = (2_000, async site =>
        {
            var (answer, _) = await AnsweredAsync(site);
            var coach = await ToldByCoachAsync(site, answer.ItemId);
            return new(coach, "Word", text => SendAsync(coach, "Rate", ("Clear", "No"), ("Word", text)));
        }
        ),
        ["what is still wrong, by telephone"] = (2_000, async site =>
        {
            var (answer, link) = await AnsweredAsync(site);
            await PromiseAskedAboutAsync(site, (answer, link));
            var coach = await ToldByCoachAsync(site, answer.ItemId);
            return new(coach, "ChangedWord", text => SendAsync(coach, "Changed", ("Changed", "No"), ("ChangedWord", text)));
        }
        ),
        ["title of what is left of a point"] = (200, site => PointAsync(site, "/splits", null, "Title", ("Description", "De trein rijdt ook niet."))),
        ["second point of a point"] = (20_000, site => PointAsync(site, "/splits", null, "Description", ("Title", "De bus"))),
        ["what would help with the second point"] = (20_000, site => PointAsync(site, "/splits", null, "Remedy", ("Title", "De bus"), ("Description", "De trein rijdt ook niet."))),
        ["question about many points"] = (20_000, site => ManyAsync(site, "Forward", "Question", ("DueOn", "2031-03-03"))),
        ["reason to put many points off"] = (5_000, site => ManyAsync(site, "Park", "ParkReason")),
        ["why many stories are done"] = (5_000, async site =>
        {
            var (one, two) = (await DeskSteps.ToldAsync(site), await DeskSteps.ToldAsync(site));
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/feedback/samen?verhaal={one.Id}&verhaal={two.Id}");
            var close = coach.Page.QuerySelector("form[action*='handler=Close']")!.GetAttribute("action")!;
            return new(coach, "CloseReason", text => coach.PostAsync(close, coach.Filled(("CloseReason", text))));
        }
        ),
        ["name of who came, at the desk"] = (CheckIn.NameLength, async site =>
        {
            var (_, session) = await GroupAsync(site);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/aanwezig");
            return new(coach, "Name", text => SendAsync(coach, null, ("People", "1"), ("Name", text)));
        }
        ),
        ["name of who came"] = (CheckIn.NameLength, async site =>
        {
            var (_, session) = await GroupAsync(site);
            await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SessionState.InProgress)));
            var browser = await site.NewBrowser().OpenAsync(await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(session.Id))));
            return new(browser, "Name", text => SendAsync(browser, null, ("People", "1"), ("From", "zelf"), ("Name", text)));
        }
        ),
        ["what happens, written by the coach for a body"] = (20_000, site => HelpAsync(site, null, "WhatHappens", ("Kind", "voorstel"), ("Why", "Dit kan."))),
        ["why an answer takes longer, says who answers"] = (5_000, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(await AskedAsync(site), "stuurgroep@zolim.example"));
            return new(browser, "PauseReason", text => SendAsync(browser, "Pause", ("PauseReason", text), ("PauseUntil", Later())));
        }
        ),
        ["what an action is, changed"] = (5_000, site => ActionAsync(site, "Change", "Form.What", ("Form.DueOn", "2031-03-03"))),
        ["why an action changes"] = (ActionItem.ReasonLength, site => ActionAsync(site, "Change", "Reason", ("Form.What", "Er komt een rek."), ("Form.Owner", $"{Guid.NewGuid()}"), ("Form.DueOn.Day", "3"), ("Form.DueOn.Month", "3"), ("Form.DueOn.Year", "2031"))),
        ["why a file is taken away"] = (StoredFile.ReasonLength, async site =>
        {
            var point = await DeskSteps.PointAsync(site, (await GroupAsync(site)).Group);
            await site.UseAsync((PointFiles p) => p.AddAsync(point.Id, new CheckedFile("brief.txt", FileKind.Text, "Een brief."u8.ToArray(), $"{Guid.NewGuid():N}")));
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/bestanden");
            var remove = coach.Page.QuerySelector("form[action*='handler=Remove']")!.GetAttribute("action")!;
            return new(coach, "Why", text => coach.PostAsync(remove, coach.Filled(("Why", text))));
        }
        ),
        ["answer of an organisation to what was told about it"] = (5_000, async site =>
        {
            var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().Where(o => o.IsActive).OrderBy(o => o.Slug).Select(o => o.Id).FirstAsync());
            var told = await DeskSteps.ToldAsync(site);
            await site.UseAsync((SignalBundles b) => b.SendAsync(organisation, [told.Id], cancel: TestContext.Current.CancellationToken));
            var link = await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation));
            var browser = await site.NewBrowser().OpenAsync($"{link}/{told.Id}");
            return new(browser, "Answer", text => browser.PressAsync("Geef dit antwoord", ("Answer", text)));
        }
        ),
        ["name of a group"] = (Group.NameLength, site => GroupFormAsync(site, "Form.Name")),
        ["name of a group in a sentence"] = (Group.NameLength, site => GroupFormAsync(site, "Form.NameInText")),
        ["what a group is for"] = (20_000, site => GroupFormAsync(site, "Form.Description")),
        ["how often a group meets"] = (Group.CadenceLength, site => GroupFormAsync(site, "Form.Cadence")),
        ["where a group meets"] = (Group.PlaceLength, site => GroupFormAsync(site, "Form.DefaultPlace")),
        ["work agendas of a group"] = (Group.WorkAgendaLength, site => GroupFormAsync(site, "Form.WorkAgendas")),
    };

    private static async Task<Opened> GroupFormAsync(PublicSite site, string field)
    {
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/groepen/nieuw");
        return new(coach, field, text => SendAsync(coach, null, ("Form.Name", $"Groep {Guid.NewGuid():N}"), ("Form.Kind", "Werkgroep"), (field, text)));
    }

    private static async Task<Opened> ManyAsync(PublicSite site, string handler, string field, params (string, string)[] more)
    {
        var group = (await GroupAsync(site)).Group;
        var (one, two) = (await DeskSteps.PointAsync(site, group), await DeskSteps.PointAsync(site, group));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/samen?punt={one.Id}&punt={two.Id}");
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        return new(coach, field, text => SendAsync(coach, handler, [("Body", body!.Id.ToString()), .. more, (field, text)]));
    }

    // A text of the coach for a point that nobody else reads, of someone without mail.
    private static async Task<(Guid Point, Browser Coach)> NeutralAsync(PublicSite site)
    {
        var person = new Person { Name = "Rosa", Phone = "0470 12 34 56", PreferredChannel = ContactChannel.Phone };
        await site.UseAsync((GboDbContext db) =>
        {
            db.Add(person);
            return db.SaveChangesAsync();
        });
        var group = (await GroupAsync(site)).Group;
        var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { PersonId = person.Id, Channel = Channel.Phone, IsConfirmed = true },
            Description = "Haar baas lacht haar uit.",
            Visibility = Visibility.CoachOnly,
        }));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/tekst");
        await SendAsync(coach, null, ("Text", "Iemand wordt uitgelachen."));
        return (point.Id, coach);
    }

    // What a body promised about the point, some time ago: its author is asked whether anything changed.
    private static async Task<string> PromiseAskedAboutAsync(PublicSite site, (Answer Answer, string Link) answered)
    {
        var today = Time.BrusselsTime.Today(TimeProvider.System);
        var reference = (await site.UseAsync((AgendaItemService s) => s.FindAsync(answered.Answer.ItemId)))!.Reference;
        var action = await site.UseAsync((ActionService s) => s.AddAsync(new TypedAction { What = "Er komt een rek.", Owner = answered.Answer.GroupId, DueOn = today.AddDays(20) }, reference));
        await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.Id == action.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.AskChangeOn, today)));
        await site.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());
        return answered.Link;
    }

    // The page on which the coach notes what someone said who was told of it.
    private static async Task<Browser> ToldByCoachAsync(PublicSite site, Guid point)
    {
        var task = new ContactTask { Key = $"test:{Guid.NewGuid():N}", ItemId = point, Text = "Zeg het.", CreatedAt = DateTime.UtcNow };
        await site.UseAsync((GboDbContext db) =>
        {
            db.Add(task);
            return db.SaveChangesAsync();
        });
        return await (await CoachAsync(site)).OpenAsync($"/beheer/vertellen/{task.Id}");
    }
}
