using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.AnswerQuestion;

/// <content>What was typed: whether it is whole, kept as a draft, or came too late.</content>
public sealed partial class QuestionModel
{
    // All that is missing at once; the domain refuses the first only.
    private void AskWhatIsMissing()
    {
        var acts = Decision is Models.Decision.WillDo or Models.Decision.WillDoPart;
        if (Decision is null && ModelState[nameof(Decision)]?.Errors.Count is null or 0) ModelState.AddModelError(nameof(Decision), S["Kies wat jullie doen."]);
        if (string.IsNullOrWhiteSpace(Why)) ModelState.AddModelError(nameof(Why), S["Zeg waarom, in gewone woorden. Wie het punt bracht, leest dit."]);
        if (acts && string.IsNullOrWhiteSpace(WhatHappens)) ModelState.AddModelError(nameof(WhatHappens), S["Zeg wat er nu gebeurt: wie doet wat?"]);
        if ((acts || Decision == Models.Decision.WillFindOut) && ByWhen is null && ModelState[nameof(ByWhen)]?.Errors.Count is null or 0)
            ModelState.AddModelError(nameof(ByWhen), S["Zeg tegen wanneer. Een schatting is goed."]);
    }

    // The link itself says who may; the token of the form only says that it came from this page.
    private async Task<bool> IsFreshAsync()
    {
        if (await antiforgery.IsRequestValidAsync(HttpContext)) return true;
        ModelState.AddModelError("", S["Deze pagina stond lang open. Wat je typte, staat er nog. Klik nog eens op de knop."]);
        return false;
    }

    private async Task<IActionResult> KeepAndShowAsync(CancellationToken cancel)
    {
        try
        {
            await drafts.SaveAsync(Typed(), cancel);
        }
        catch (RuleException)
        {
            // What cannot be kept is still on the page, with what is wrong.
        }

        return Page();
    }

    // Someone else answered, or nobody needs to any more: what was typed here went nowhere, and is shown so that it can be copied.
    private async Task<IActionResult> TooLateAsync(GiveAnswer? given, CancellationToken cancel)
    {
        Unsent = [.. new[] { Why, WhatHappens }.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))];
        if (Unsent.Count == 0 || (given is not null && await answers.IsGivenAsync(given, cancel))) return LocalRedirect($"/antwoord/{Token}");
        ModelState.Clear();
        return Page();
    }

    private GiveAnswer Given() => new()
    {
        AnswerId = Answer!.Id,
        Decision = Decision,
        Why = Why ?? "",
        WhatHappens = WhatHappens,
        ByWhen = ByWhen,
        AnsweredByPersonId = _person,
    };

    private AnswerDraft Typed() => new()
    {
        AnswerId = Answer!.Id,
        PersonId = _person,
        Decision = Decision is { } d && Enum.IsDefined(d) ? d : null,
        Why = Why,
        WhatHappens = WhatHappens,
        ByWhen = ByWhen,
    };
}
