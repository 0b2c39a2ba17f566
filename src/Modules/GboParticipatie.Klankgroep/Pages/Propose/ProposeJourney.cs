using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Http;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>What a draft's key opens.</summary>
/// <param name="Draft">The draft, or null.</param>
/// <param name="Sent">The point that was made of it, or null.</param>
/// <param name="NeedsSignIn">True when it is someone's who has to sign in again.</param>
/// <param name="IsOver">True when it was sent, but not by whoever looks now, or longer ago.</param>
public sealed record OpenedDraft(ProposalDraft? Draft, AgendaItem? Sent = null, bool NeedsSignIn = false, bool IsOver = false)
{
    /// <summary>There is nothing under this key.</summary>
    public static OpenedDraft Nothing { get; } = new(Draft: null);
}

/// <summary>
/// The way from question to question. The draft is on the server; its random key is in a cookie that goes when the browser closes
/// (people share computers), in each form (so that a lost cookie loses nothing) and in the link to go on later.
/// </summary>
public sealed class ProposeJourney(
    ProposalDraftService drafts, AgendaItemService items, GroupService groups, PointLinks links, Viewers viewers, GboDbContext db, ICurrentUser user,
    PublicLimits limits, TimeProvider time, IHttpContextAccessor accessor)
{
    internal const string CookieName = "gbo-punt";

    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(10);

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>Key of the draft of this browser, or null.</summary>
    public Guid? Key => Guid.TryParseExact(Http.Request.Cookies[CookieName], "N", out var key) ? key : null;

    /// <summary>Local address that opens the draft in any browser.</summary>
    public static string LinkTo(Guid draft) => $"/punt/verder/{draft:N}";

    /// <summary>Local address of the page that says what happens next with a point.</summary>
    public string Confirmation(AgendaItem item) => links.ToFollow(item).Replace("/volg/", "/punt/klaar/", StringComparison.Ordinal);

    /// <summary>Opens the draft of this browser, or the one that a form carried.</summary>
    public async Task<OpenedDraft> OpenAsync(Guid? posted, CancellationToken cancel)
    {
        if ((posted ?? Key) is not { } key) return OpenedDraft.Nothing;
        if (await drafts.FindAsync(key, cancel) is { } draft) return new OpenedDraft(draft);
        if (user.Id is null && await db.Set<ProposalDraft>().AnyAsync(d => d.Id == key && d.UserId != null, cancel)) return new OpenedDraft(Draft: null, NeedsSignIn: true);
        if (await items.FindBySubmissionAsync(key, cancel) is not { } sent) return OpenedDraft.Nothing;
        return await MayConfirmAsync(sent, cancel) ? new OpenedDraft(Draft: null, Sent: sent) : new OpenedDraft(Draft: null, IsOver: true);
    }

    // The confirmation holds the author's link, and people share computers: it is shown to the author who signed in, and for a point
    // without account to whoever has its key (the browser that sent it) just after sending, for a second press and for "back".
    private async Task<bool> MayConfirmAsync(AgendaItem sent, CancellationToken cancel)
        => sent.AuthorPersonId is { } author
            ? (await viewers.CurrentAsync(cancel)).PersonId == author
            : time.GetUtcNow().UtcDateTime - sent.ReceivedAt < ConfirmedFor;

    /// <summary>Begins a draft and lets this browser keep its key.</summary>
    /// <exception cref="RuleException">Very many were begun from this place just now.</exception>
    public async Task<ProposalDraft> BeginAsync(Guid? groupId, int? groupLinkVersion, CancellationToken cancel)
    {
        // A whole school can sit behind one address.
        if (!limits.Allows("draft", Http, most: 200)) throw new RuleException("Vanaf deze plaats begonnen net heel veel mensen een punt. Wacht een kwartier en probeer het dan opnieuw.");
        var draft = await drafts.BeginAsync(groupId, groupLinkVersion, cancel);
        Keep(draft.Id);
        return draft;
    }

    /// <summary>Lets this browser keep the key of a draft.</summary>
    public void Keep(Guid draft) => Http.Response.Cookies.Append(CookieName, draft.ToString("N"), Options());

    /// <summary>Lets this browser forget its draft.</summary>
    public void Forget() => Http.Response.Cookies.Delete(CookieName, Options());

    /// <summary>The group in the address, if points can be brought to it; else the only group that takes points; else null: ask.</summary>
    public async Task<Guid?> GroupFromAsync(string? slug, CancellationToken cancel)
    {
        var takers = (await groups.ListAsync(Viewer.Anyone, cancel)).Where(g => g.AcceptsItems).ToList();
        return takers.Find(g => g.Slug == slug)?.Id ?? (takers.Count == 1 ? takers[0].Id : null);
    }

    /// <summary>Where someone goes on who comes back: the first question that has no answer yet.</summary>
    public static string NextFor(ProposalDraft draft) => draft switch
    {
        { GroupId: null } => ProposeSteps.Group,
        { Description: null } => ProposeSteps.Problem,
        { Visibility: not null } => ProposeSteps.Who,
        { HeardFrom: not null } => ProposeSteps.Readers,
        { LifeDomain: not null } => ProposeSteps.People,
        { Remedy: not null } => ProposeSteps.Domain,
        _ => ProposeSteps.Remedy,
    };

    private CookieOptions Options() => new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, Path = "/" };
}

/// <summary>Addresses of the journey, in order.</summary>
public static class ProposeSteps
{
    /// <summary>Welke groep?</summary>
    public const string Group = "/punt/groep";

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public const string Problem = "/punt/wat";

    /// <summary>Wat zou helpen?</summary>
    public const string Remedy = "/punt/helpt";

    /// <summary>Waarover gaat het?</summary>
    public const string Domain = "/punt/thema";

    /// <summary>Voor hoeveel mensen spreek je?</summary>
    public const string People = "/punt/mensen";

    /// <summary>Wie mag dit lezen?</summary>
    public const string Readers = "/punt/lezen";

    /// <summary>Wie ben je?</summary>
    public const string Who = "/punt/wie";

    /// <summary>Kijk je antwoorden na.</summary>
    public const string Check = "/punt/nakijken";

    /// <summary>Bewaren en later verdergaan.</summary>
    public const string Later = "/punt/bewaard";

    /// <summary>The questions that are counted.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Problem, Remedy, Domain, People, Readers];
}
