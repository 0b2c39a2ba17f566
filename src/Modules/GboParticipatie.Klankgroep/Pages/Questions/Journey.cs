using GboParticipatie.Klankgroep.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Questions;

/// <summary>What came of a draft that was sent.</summary>
/// <param name="Reference">Number of the point or feedback.</param>
/// <param name="Confirmation">Local address of the page that says what happens next.</param>
public sealed record SentInput(string Reference, string Confirmation);

/// <summary>What a draft's key opens.</summary>
/// <param name="Draft">The draft, or null.</param>
/// <param name="Sent">What was made of it, or null.</param>
/// <param name="NeedsSignIn">True when it is someone's who has to sign in again.</param>
/// <param name="IsOver">True when it was sent, but not by whoever looks now, or longer ago.</param>
public sealed record OpenedDraft<TDraft>(TDraft? Draft, SentInput? Sent = null, bool NeedsSignIn = false, bool IsOver = false) where TDraft : class, IInputDraft;

/// <summary>
/// The way from question to question. The draft is on the server; its random key is in a cookie that goes when the browser closes
/// (people share computers) and in each form, so that a lost cookie loses nothing.
/// </summary>
/// <param name="cookieName">Name of the cookie.</param>
/// <param name="accessor">Finds the request.</param>
/// <param name="texts">What its pages say.</param>
public abstract class Journey<TDraft>(string cookieName, IHttpContextAccessor accessor, IStringLocalizer<Startup> texts) where TDraft : class, IInputDraft
{
    /// <summary>What its pages say, in the language of the reader.</summary>
    public IStringLocalizer Texts => texts;

    /// <summary>The questions that are counted, in order.</summary>
    public abstract IReadOnlyList<string> Questions { get; }

    /// <summary>How many questions were asked before those.</summary>
    public virtual int Earlier => 0;

    /// <summary>Where it begins.</summary>
    public abstract string Start { get; }

    /// <summary>What follows the last question that is counted.</summary>
    public abstract string AfterQuestions { get; }

    /// <summary>Where the answers are checked.</summary>
    public abstract string Check { get; }

    /// <summary>Bewaren en later verdergaan; null where that is not offered.</summary>
    public virtual string? Later => null;

    /// <summary>Where the person came from, as a query that goes along until the draft begins; or empty.</summary>
    public virtual string CameFrom => "";

    /// <summary>Key of the draft of this browser, or null.</summary>
    public Guid? Key => Guid.TryParseExact(Http.Request.Cookies[cookieName], "N", out var key) ? key : null;

    /// <summary>The request.</summary>
    protected HttpContext Http => accessor.HttpContext!;

    /// <summary>Opens the draft of this browser, or the one that a form carried.</summary>
    public abstract Task<OpenedDraft<TDraft>> OpenAsync(Guid? posted, CancellationToken cancel);

    /// <summary>Begins a draft and lets this browser keep its key.</summary>
    /// <exception cref="RuleException">Very many were begun from this place just now.</exception>
    public abstract Task<TDraft> BeginAsync(CancellationToken cancel);

    /// <summary>Keeps answers.</summary>
    /// <exception cref="RuleException">A text is too long or gives someone away.</exception>
    public abstract Task<TDraft> SaveAsync(Guid id, Action<TDraft> change, CancellationToken cancel);

    /// <summary>Where someone signs in to go on with a draft.</summary>
    public virtual string SignInAddress(Guid draft) => "/inloggen";

    /// <summary>Lets this browser keep the key of a draft; with a time, for so long.</summary>
    public void Keep(Guid draft, TimeSpan? howLong = null) => Http.Response.Cookies.Append(cookieName, draft.ToString("N"), Options(howLong));

    /// <summary>Lets this browser forget its draft.</summary>
    public virtual void Forget() => Http.Response.Cookies.Delete(cookieName, Options());

    /// <summary>How this browser keeps something; with a time, for so long.</summary>
    protected CookieOptions Options(TimeSpan? howLong = null)
        => new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Http.Request.IsHttps, Path = "/", MaxAge = howLong };
}
