using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>What can be chosen on the way, and in words what it means.</summary>
public sealed class TellChoices(GboDbContext db, FeedbackService feedback, ISiteService site)
{
    /// <summary>Kinds of feedback.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<FeedbackKind>().Select(k => new Choice(k.ToString(), k.Dutch(), Explain(k)))];

    /// <summary>Organisations that it can be about.</summary>
    public Task<IReadOnlyList<Choice>> OrganisationsAsync(CancellationToken cancel) => DeskChoices.OrganisationsAsync(db, cancel);

    /// <summary>True when this is the number of a point that the reader may know of.</summary>
    public async Task<bool> IsPointAsync(string typed, CancellationToken cancel) => await feedback.FindPointAsync(typed, cancel) is not null;

    /// <summary>Who may read it, with in words who that is.</summary>
    public async Task<IReadOnlyList<Choice>> ReadersAsync(CancellationToken cancel)
    {
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        return [.. Enum.GetValues<FeedbackReaders>().Select(r => new Choice(r.ToString(), r == FeedbackReaders.CoachOnly ? $"Alleen de {coach}" : r.Dutch(), WhoReads(r, coach)))];
    }

    /// <summary>Who will read it, in words.</summary>
    public static string WhoReads(FeedbackReaders readers, string coach) => readers == FeedbackReaders.CoachOnly
        ? $"Alleen de {coach} leest dit."
        : $"De {coach} leest dit eerst. Hoort het bij een punt, dan leest ook de groep die daarop antwoordt wat je schreef. Jouw eigen naam staat er nooit bij.";

    private static string Explain(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Barrier => "Mensen botsen ergens op, of geraken niet waar ze moeten zijn.",
        FeedbackKind.Evaluation => "Er is iets veranderd. Helpt het, of niet?",
        FeedbackKind.Idea => "Zo zou het beter kunnen.",
        FeedbackKind.Question => "Je wil iets weten.",
        _ => "Iets loopt goed en mag gezegd worden.",
    };
}
