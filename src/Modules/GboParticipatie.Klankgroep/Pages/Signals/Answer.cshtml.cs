using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Signals;

/// <summary>The organisation answers whoever told one thing.</summary>
[Public("De link in het adres opent wat naar één organisatie ging.")]
[IgnoreAntiforgeryToken]
public sealed class AnswerModel(SignalAnswers signals, SignalLinks links, ISiteService site, IAntiforgery antiforgery, GboDbContext db, IStringLocalizer<Startup> S) : SignalPage(links, site, db)
{
    /// <summary>Which.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The answer.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>What was told; null when there is none for this organisation.</summary>
    public SentSignal? Signal { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : NotHere();
    }

    /// <summary>Gives the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        // The link itself says who may; the token of the form only says that it came from this page.
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.AddModelError("", S["Deze pagina stond lang open. Wat je typte, staat er nog. Klik nog eens op de knop."]);
            return Page();
        }

        try
        {
            await signals.AnswerAsync(Organisation!, Id, Answer, cancel);
            TempData["Melding"] = S["Bedankt. Wie het vertelde, krijgt jullie antwoord."].Value;
            return LocalRedirect(ListAddress);
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field == nameof(Feedback.Answer) ? nameof(Answer) : "");
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
        => await OpenAsync(cancel) is { } organisation && (Signal = await signals.FindAsync(organisation, Id, cancel)) is not null;
}
