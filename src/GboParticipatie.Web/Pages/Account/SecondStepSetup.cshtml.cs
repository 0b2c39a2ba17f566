using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Sets up the person's second step, or turns it off.</summary>
[RequiresSignIn]
public sealed class SecondStepSetupModel(
    SecondStepService secondStep, Staff staff, AccessCache access, BrowserSignIn browser, AfterSignIn after, ISiteService site, ICurrentUser user, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>The code as typed.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The page they were on their way to, or null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The secret that this page showed, for this site only to read.</summary>
    [BindProperty]
    public string? Offer { get; set; }

    /// <summary>True when it is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>True when the person cannot work without.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>The secret as people type it, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The secret as apps scan it: an <c>otpauth</c> address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The codes for on paper, right after turning it on; else null.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>Where to go on to.</summary>
    public string Next { get; private set; } = "/mijn";

    /// <summary>Shows what to do.</summary>
    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>Turns it on.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await secondStep.IsOnAsync(user.Id!, cancel)) return LocalRedirect("/mijn/tweede-stap");
        if (secondStep.Reopen(user.Id!, Offer) is null) return await RefuseAsync(S["Deze pagina stond lang open. Scan de nieuwe QR-code in je app."], cancel);
        try
        {
            if (await secondStep.ConfirmAsync(user.Id!, Offer, Code ?? "", cancel) is not { } on)
                return await RefuseAsync(S["Die code klopt niet. Typ de 6 cijfers die nu in je app staan."], cancel);
            RecoveryCodes = on.RecoveryCodes;
            await browser.StayAsync(user.Id!, on.Stamp, secondStep: true);
        }
        catch (RuleException)
        {
            // Turned on in another window in the same instant.
            return LocalRedirect("/mijn/tweede-stap");
        }

        Next = await after.NextAsync(ReturnUrl);
        return Page();
    }

    /// <summary>Makes other codes for on paper, with a right code.</summary>
    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancel)
    {
        if (await AskCodeAsync(cancel) is { } instead) return instead;
        RecoveryCodes = await secondStep.RenewRecoveryCodesAsync(user.Id!, cancel);
        Next = "/mijn/gegevens";
        return Page();
    }

    /// <summary>Turns it off, with a right code.</summary>
    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancel)
    {
        if (await AskCodeAsync(cancel) is { } instead) return instead;
        await browser.StayAsync(user.Id!, await secondStep.TurnOffAsync(user.Id!, user.Id, cancel), secondStep: false);
        TempData["Melding"] = S["Je tweede stap staat af."].Value;
        return LocalRedirect("/mijn/gegevens");
    }

    // Null when the code was right; else what to show.
    private async Task<IActionResult?> AskCodeAsync(CancellationToken cancel)
    {
        if (!await secondStep.IsOnAsync(user.Id!, cancel)) return LocalRedirect("/mijn/tweede-stap");
        var outcome = await secondStep.PassAsync(user.Id!, Code ?? "", cancel);
        return outcome == SecondStepOutcome.Passed ? null : await RefuseAsync(SignInMessages.Of(outcome, S), cancel);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        IsOn = await secondStep.IsOnAsync(user.Id!, cancel);
        IsRequired = await access.UserAsync(user.Id!, cancel) is { } account && await staff.MissesSecondStepAsync(account, User);
        if (IsOn) return;
        var offer = secondStep.Reopen(user.Id!, Offer) ?? secondStep.Offer(user.Id!);
        var secret = offer.Secret;
        ModelState.Remove(nameof(Offer));
        Offer = offer.Token;
        var name = $"GBO {(await site.GetAsync<SiteSettings>(cancel)).RegionName}";
        Key = string.Join(' ', secret.Chunk(4).Select(part => new string(part)));
        // The address that apps know: otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=ISSUER, with their defaults (SHA-1, 6 digits, 30 seconds).
        Address = $"otpauth://totp/{Uri.EscapeDataString(name)}:{Uri.EscapeDataString(user.Email!)}?secret={secret}&issuer={Uri.EscapeDataString(name)}";
    }

    private async Task<PageResult> RefuseAsync(string message, CancellationToken cancel)
    {
        ModelState.AddModelError(nameof(Code), message);
        await ShowAsync(cancel);
        return Page();
    }
}
