using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>The way to feedback. Who has the key has the draft; no link to it is ever mailed, since a mail knows an address.</summary>
public sealed class TellJourney(FeedbackDraftService drafts, FeedbackService feedback, PublicLimits limits, IHttpContextAccessor accessor, IStringLocalizer<Startup> texts)
    : Journey<FeedbackDraft>(CookieName, accessor, texts)
{
    internal const string CookieName = "gbo-vertel";

    // For as long the browser that sent it shows number and code: for a second press, for "back" and for a photo.
    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public override IReadOnlyList<string> Questions => TellSteps.Questions;

    /// <inheritdoc />
    public override string Start => TellSteps.Start;

    /// <inheritdoc />
    public override string AfterQuestions => TellSteps.Who;

    /// <inheritdoc />
    public override string Check => TellSteps.Check;

    /// <inheritdoc />
    public override string CameFrom => Point is { } point ? $"?punt={Uri.EscapeDataString(point)}" : Action is { } action ? $"?actie={action}" : "";

    /// <summary>Key of the action that the person came from, or null.</summary>
    public Guid? Action => Guid.TryParse(Http.Request.Query["actie"].ToString(), out var action) ? action : null;

    /// <summary>Number of the point that the person came from, or null.</summary>
    public string? Point => Http.Request.Query["punt"].ToString() is { Length: > 0 and <= 20 } point ? point : null;

    /// <inheritdoc />
    public override async Task<OpenedDraft<FeedbackDraft>> OpenAsync(Guid? posted, CancellationToken cancel)
    {
        if ((posted ?? Key) is not { } key) return new(Draft: null);
        if (await drafts.FindAsync(key, cancel) is { } draft) return new(draft);
        if (await feedback.FindBySubmissionAsync(key, cancel) is not { } sent) return new(Draft: null);
        return key == Key ? new(Draft: null, Sent: new(sent.Reference, TellSteps.Done)) : new(Draft: null, IsOver: true);
    }

    /// <inheritdoc />
    public override async Task<FeedbackDraft> BeginAsync(CancellationToken cancel)
    {
        // A whole school can sit behind one address.
        if (!limits.Allows("tell", Http, most: 200)) throw new RuleException("Vanaf deze plaats begonnen net heel veel mensen. Wacht een kwartier en probeer het dan opnieuw.");
        var draft = await drafts.BeginAsync(Point, Action, cancel);
        Keep(draft.Id);
        return draft;
    }

    /// <inheritdoc />
    public override Task<FeedbackDraft> SaveAsync(Guid id, Action<FeedbackDraft> change, CancellationToken cancel) => drafts.SaveAsync(id, change, cancel);

    /// <summary>Sends it. However often it is sent, it arrives once.</summary>
    /// <returns>Local address of the page that shows number and code.</returns>
    /// <exception cref="RuleException">Something is missing or refused, or very much was sent from this place just now.</exception>
    public async Task<string> SendAsync(GiveFeedback told, CancellationToken cancel)
    {
        if (!limits.Allows("told", Http, most: 100)) throw new RuleException("Vanaf deze plaats kwam net heel veel binnen. Wacht een kwartier en klik dan opnieuw. Wat je typte, blijft bewaard.");
        await feedback.GiveAsync(told, cancel);
        Keep(told.SubmissionKey, ConfirmedFor);
        return TellSteps.Done;
    }
}

/// <summary>Addresses of the journey, in order.</summary>
public static class TellSteps
{
    /// <summary>Where it begins.</summary>
    public const string Start = "/vertel";

    /// <summary>Everything on one page, for who has signed in.</summary>
    public const string Short = "/vertel/kort";

    /// <summary>Wat wil je vertellen?</summary>
    public const string Kind = "/vertel/soort";

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public const string Problem = "/vertel/wat";

    /// <summary>Wat zou helpen?</summary>
    public const string Remedy = "/vertel/helpt";

    /// <summary>Waarover gaat het?</summary>
    public const string Domain = "/vertel/thema";

    /// <summary>Van hoeveel mensen hoorde je dit?</summary>
    public const string People = "/vertel/mensen";

    /// <summary>Wie mag dit lezen?</summary>
    public const string Readers = "/vertel/lezen";

    /// <summary>Wil je zeggen wie je bent?</summary>
    public const string Who = "/vertel/wie";

    /// <summary>Kijk je antwoorden na.</summary>
    public const string Check = "/vertel/nakijken";

    /// <summary>Number and code.</summary>
    public const string Done = "/vertel/klaar";

    /// <summary>The questions that are counted.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Kind, Problem, Remedy, Domain, People, Readers];
}
