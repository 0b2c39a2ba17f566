using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>What can be chosen on the way, and in words what it means.</summary>
public sealed class TellChoices(GboDbContext db, FeedbackService feedback, Viewers viewers, ISiteService site, IStringLocalizer<Startup> S)
{
    /// <summary>Kinds of feedback.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) => [.. Enum.GetValues<FeedbackKind>().Select(k => new Choice(k.ToString(), S[k.Dutch()], Explain(k, S)))];

    /// <summary>Organisations that it can be about.</summary>
    public Task<IReadOnlyList<Choice>> OrganisationsAsync(CancellationToken cancel) => DeskChoices.OrganisationsAsync(db, cancel);

    /// <summary>What is done or tried out, as far as the reader may know of it; with the one that the person came from.</summary>
    /// <param name="cameFrom">Key of that one, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<Choice>> ActionsAsync(Guid? cameFrom, CancellationToken cancel)
    {
        const int most = 100;
        var readable = db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableBy(await viewers.CurrentAsync(cancel)));
        var rows = await db.Set<ActionItem>().AsNoTracking().Where(a => a.State != ActionState.NotDone && a.Points.Any(p => readable.Any(i => i.Id == p.ItemId)))
            .OrderByDescending(a => a.DueOn).ThenBy(a => a.Id).Take(most).Select(a => new { a.Id, What = a.What.Substring(0, 400) }).ToListAsync(cancel);
        List<Choice> choices = [.. rows.Select(r => new Choice(r.Id.ToString(), TypedText.TitleFrom(r.What)))];
        // Who came with a code may know of an action that is not for everyone: then it stands there without its text.
        if (cameFrom is { } known && !rows.Exists(r => r.Id == known) && await db.Set<ActionItem>().AnyAsync(a => a.Id == known, cancel)) choices.Insert(0, new Choice(known.ToString(), S["Wat bij mijn punt beloofd werd"]));
        return choices;
    }

    /// <summary>True when this is the number of a point that the reader may know of.</summary>
    public async Task<bool> IsPointAsync(string typed, CancellationToken cancel) => await feedback.FindPointAsync(typed, cancel) is not null;

    /// <summary>Who may read it, with in words who that is.</summary>
    public async Task<IReadOnlyList<Choice>> ReadersAsync(CancellationToken cancel)
    {
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        return [.. Enum.GetValues<FeedbackReaders>().Select(r => new Choice(r.ToString(), r == FeedbackReaders.CoachOnly ? S["Alleen de {0}", coach] : S[r.Dutch()], WhoReads(r, coach, S)))];
    }

    /// <summary>Who will read it, in words.</summary>
    public static string WhoReads(FeedbackReaders readers, string coach, IStringLocalizer S) => readers == FeedbackReaders.CoachOnly
        ? S["Alleen de {0} leest dit.", coach]
        : S["De {0} leest dit eerst. Hoort het bij een punt, dan leest ook de groep die daarop antwoordt wat je schreef. Jouw eigen naam staat er nooit bij.", coach];

    private static string Explain(FeedbackKind kind, IStringLocalizer S) => kind switch
    {
        FeedbackKind.Barrier => S["Mensen botsen ergens op, of geraken niet waar ze moeten zijn."],
        FeedbackKind.Evaluation => S["Er is iets veranderd. Helpt het, of niet?"],
        FeedbackKind.Idea => S["Zo zou het beter kunnen."],
        FeedbackKind.Question => S["Je wil iets weten."],
        _ => S["Iets loopt goed en mag gezegd worden."],
    };
}
