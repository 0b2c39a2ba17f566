using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>The way to a point. The draft's key is also in the link to go on later; once someone has signed in, only that person opens it.</summary>
public sealed class ProposeJourney(
    ProposalDraftService drafts, AgendaItemService items, GroupService groups, PointLinks links, Viewers viewers, GboDbContext db, ICurrentUser user,
    PublicLimits limits, TimeProvider time, IHttpContextAccessor accessor, IStringLocalizer<Startup> texts) : Journey<ProposalDraft>(CookieName, accessor, texts)
{
    internal const string CookieName = "gbo-punt";
    internal const string AskedCookieName = "gbo-punt-groep";
    internal const string LinksBegin = "/punt/verder/";

    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public override IReadOnlyList<string> Questions => ProposeSteps.Questions;

    /// <summary>One when this browser was asked for the group: people count that question too.</summary>
    public override int Earlier => Http.Request.Path == ProposeSteps.Group || Http.Request.Cookies.ContainsKey(AskedCookieName) ? 1 : 0;

    /// <inheritdoc />
    public override string Start => "/punt";

    /// <inheritdoc />
    public override string AfterQuestions => ProposeSteps.Who;

    /// <inheritdoc />
    public override string Check => ProposeSteps.Check;

    /// <inheritdoc />
    public override string Later => ProposeSteps.Later;

    /// <inheritdoc />
    public override string CameFrom => GroupSlug is { } slug ? $"?groep={Uri.EscapeDataString(slug)}" : "";

    private string? GroupSlug => Http.Request.Query["groep"].ToString() is { Length: > 0 } slug ? slug : null;

    /// <summary>Local address that opens the draft in any browser.</summary>
    public static string LinkTo(Guid draft) => $"{LinksBegin}{draft:N}";

    /// <summary>Local address of the page that says what happens next with a point.</summary>
    public string Confirmation(AgendaItem item) => links.ToFollow(item).Replace("/volg/", "/punt/klaar/", StringComparison.Ordinal);

    /// <inheritdoc />
    public override string SignInAddress(Guid draft) => $"/inloggen?returnUrl={Uri.EscapeDataString(LinkTo(draft))}";

    /// <inheritdoc />
    public override Task<ProposalDraft> SaveAsync(Guid id, Action<ProposalDraft> change, CancellationToken cancel) => drafts.SaveAsync(id, change, cancel);

    /// <inheritdoc />
    public override async Task<ProposalDraft> BeginAsync(CancellationToken cancel) => await BeginAsync(await GroupFromAsync(cancel), groupLinkVersion: null, cancel);

    /// <inheritdoc />
    public override async Task<OpenedDraft<ProposalDraft>> OpenAsync(Guid? posted, CancellationToken cancel)
    {
        if ((posted ?? Key) is not { } key) return Opened(null);
        if (await drafts.FindAsync(key, cancel) is { } draft) return Opened(draft);
        if (user.Id is null && await db.Set<ProposalDraft>().AnyAsync(d => d.Id == key && d.UserId != null, cancel)) return Opened(null) with { NeedsSignIn = true };
        if (await items.FindBySubmissionAsync(key, cancel) is not { } sent) return Opened(null);
        return await MayConfirmAsync(sent, cancel) ? Opened(null) with { Sent = new(sent.Reference, Confirmation(sent)) } : Opened(null) with { IsOver = true };
    }

    private static OpenedDraft<ProposalDraft> Opened(ProposalDraft? draft) => new(draft);

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

    /// <summary>Lets this browser remember that the group was asked.</summary>
    public void WasAskedGroup() => Http.Response.Cookies.Append(AskedCookieName, "1", Options());

    /// <inheritdoc />
    public override void Forget()
    {
        base.Forget();
        Http.Response.Cookies.Delete(AskedCookieName, Options());
    }

    /// <summary>The group in the address of this request, as the overload finds it.</summary>
    public Task<Guid?> GroupFromAsync(CancellationToken cancel) => GroupFromAsync(GroupSlug, cancel);

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
        { HeardFrom: not null } => ProposeSteps.Files,
        { LifeDomain: not null } => ProposeSteps.People,
        { Remedy: not null } => ProposeSteps.Domain,
        _ => ProposeSteps.Remedy,
    };
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

    /// <summary>Wil je er een foto of bestand bij doen?</summary>
    public const string Files = "/punt/bestanden";

    /// <summary>Wie mag dit lezen?</summary>
    public const string Readers = "/punt/lezen";

    /// <summary>Wie ben je?</summary>
    public const string Who = "/punt/wie";

    /// <summary>Kijk je antwoorden na.</summary>
    public const string Check = "/punt/nakijken";

    /// <summary>Bewaren en later verdergaan.</summary>
    public const string Later = "/punt/bewaard";

    /// <summary>The questions that are counted.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Problem, Remedy, Domain, People, Files, Readers];
}
