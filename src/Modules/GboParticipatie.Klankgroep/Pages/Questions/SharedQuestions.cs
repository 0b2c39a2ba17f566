using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Questions;

/// <summary>Waar lopen mensen tegenaan? The only text that must be there.</summary>
public abstract class ProblemQuestion<TDraft>(Journey<TDraft> journey) : QuestionPage<TDraft>(journey) where TDraft : class, IInputDraft
{
    /// <summary>What the page says when nothing was typed.</summary>
    protected abstract string WhenMissing { get; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <inheritdoc />
    protected override void Read(TDraft draft) => Description = draft.Description;

    /// <inheritdoc />
    protected override void Write(TDraft draft) => draft.Description = Description;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel)
    {
        if (TypedText.Clean(Description ?? "").Length == 0) ModelState.AddModelError(nameof(Description), WhenMissing);
        return Task.CompletedTask;
    }
}

/// <summary>Wat zou helpen?</summary>
public abstract class RemedyQuestion<TDraft>(Journey<TDraft> journey) : QuestionPage<TDraft>(journey) where TDraft : class, IInputDraft
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Remedy { get; set; }

    /// <inheritdoc />
    protected override void Read(TDraft draft) => Remedy = draft.Remedy;

    /// <inheritdoc />
    protected override void Write(TDraft draft) => draft.Remedy = Remedy;
}

/// <summary>Waarover gaat het? One of the life domains of the region.</summary>
public abstract class DomainQuestion<TDraft>(Journey<TDraft> journey, ISiteService site) : QuestionPage<TDraft>(journey) where TDraft : class, IInputDraft
{
    /// <summary>Key of the life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <inheritdoc />
    protected override void Read(TDraft draft) => LifeDomain = draft.LifeDomain;

    /// <inheritdoc />
    protected override void Write(TDraft draft) => draft.LifeDomain = string.IsNullOrEmpty(LifeDomain) ? null : LifeDomain;

    /// <inheritdoc />
    protected override async Task CheckAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (!string.IsNullOrEmpty(LifeDomain) && !Domains.Any(d => d.Value == LifeDomain)) ModelState.AddModelError(nameof(LifeDomain), S["Kies een thema uit de lijst."]);
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel) => Domains = (await site.GetAsync<KlankgroepSettings>(cancel)).Choices();
}

/// <summary>For how many people, or from how many it was heard.</summary>
public abstract class PeopleQuestion<TDraft>(Journey<TDraft> journey) : QuestionPage<TDraft>(journey) where TDraft : class, IInputDraft
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public HeardFrom? HeardFrom { get; set; }

    /// <inheritdoc />
    protected override void Read(TDraft draft) => HeardFrom = draft.HeardFrom;

    /// <inheritdoc />
    protected override void Write(TDraft draft) => draft.HeardFrom = HeardFrom;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel)
    {
        if (HeardFrom is { } range && !Enum.IsDefined(range)) ModelState.AddModelError(nameof(HeardFrom), S["Kies een antwoord uit de lijst."]);
        return Task.CompletedTask;
    }
}

/// <summary>Options that both forms show.</summary>
internal static class SharedChoices
{
    /// <summary>From one to more than fifty people.</summary>
    public static IReadOnlyList<Choice> Ranges(IStringLocalizer S) => [.. Enum.GetValues<HeardFrom>().Select(r => new Choice(r.ToString(), Capital(S[r.Dutch()])))];

    /// <summary>The life domains of the region.</summary>
    public static IReadOnlyList<Choice> Choices(this KlankgroepSettings settings) => [.. settings.LifeDomains.Select(d => new Choice(d.Key, d.Name))];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
