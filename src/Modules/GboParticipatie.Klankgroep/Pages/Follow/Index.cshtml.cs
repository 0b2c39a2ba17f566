using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>Waar staat mijn punt? Asks number and code.</summary>
[Public("Nummer en code openen één punt; wie iedereen mag lezen, leest zonder code.")]
public sealed class IndexModel(FollowAccess access, CodeGuesses guesses, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Number as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "nummer")]
    public string? Number { get; set; }

    /// <summary>Code as typed.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>Asks.</summary>
    public void OnGet() => ModelState.Clear();

    /// <summary>Opens the point.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Number)) ModelState.AddModelError("nummer", S["Vul je nummer in. Het lijkt op AP-2026-0042 of FB-2026-4831."]);
        if (!ModelState.IsValid) return Page();
        var reference = Reference.Normalize(Number, BrusselsTime.Today(time).Year);
        if (reference.Length == 0)
        {
            ModelState.AddModelError("nummer", S["Dit is geen nummer. Kijk het na: het lijkt op AP-2026-0042 of FB-2026-4831."]);
            return Page();
        }

        if (!guesses.MayTry(HttpContext)) return TooOften(reference);
        if (ShortCode.Normalize(Code).Length > 0)
        {
            if (!guesses.MayTry(HttpContext, reference)) return TooOften(reference);
            if (await access.EnterAsync(reference, Code, cancel))
            {
                guesses.WasRight(HttpContext, reference);
                return LocalRedirect($"/volg/{Uri.EscapeDataString(reference)}");
            }

            guesses.WasWrong(reference);
            ModelState.AddModelError("code", S["We vinden niets met dit nummer en deze code. Kijk ze allebei na."]);
            return Page();
        }

        if (await access.OpenAsync(reference, token: null, cancel) is not null || await access.OpenFeedbackAsync(reference, token: null, cancel) is not null) return LocalRedirect($"/volg/{Uri.EscapeDataString(reference)}");
        ModelState.AddModelError("code", S["Vul ook de code van 6 tekens in. Ze staat bij je nummer."]);
        return Page();
    }

    // Whoever told something without a name got no mail, and the number does not say who did.
    private PageResult TooOften(string reference)
    {
        ModelState.AddModelError("", Feedback.IsReference(reference)
            ? S["Er werd heel vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw."]
            : S["Er werd heel vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw. Of open de link in je mail."]);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Page();
    }
}
