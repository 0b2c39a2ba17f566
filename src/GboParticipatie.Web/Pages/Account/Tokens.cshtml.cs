using GboParticipatie.Localization;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>The person's bearer tokens: makes them, shows a new one once, withdraws them.</summary>
[RequiresSignIn]
public sealed class TokensModel(ApiTokenService tokens, Staff staff, AccessCache access, ICurrentUser user, TimeProvider time, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>What a token may do, in words.</summary>
    public IReadOnlyList<Choice> ScopeChoices =>
    [
        new(ApiScopes.Read, S["Lezen"], S["Wat jij mag lezen"]),
        new(ApiScopes.Propose, S["Insturen"], S["Punten en wat je merkt, in jouw naam"]),
        new(ApiScopes.Answer, S["Antwoorden"], S["Op vragen aan jouw groep"]),
        new(ApiScopes.Manage, S["Alles"], S["Alles wat jij mag"]),
    ];

    /// <summary>What the token is for.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What it may do.</summary>
    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    /// <summary>How long it works.</summary>
    [BindProperty]
    public int? Days { get; set; } = 90;

    /// <summary>The token that was just made: after this page nobody can show it.</summary>
    [TempData]
    public string? Created { get; set; }

    /// <summary>The tokens there are.</summary>
    public IReadOnlyList<ApiToken> Keys { get; private set; } = [];

    /// <summary>True when the person must set up or pass the second step first: a token opens what the desk opens.</summary>
    public bool NeedsSecondStep { get; private set; }

    /// <summary>True when the token has expired.</summary>
    public bool IsOver(ApiToken token) => !token.WorksAt(time.GetUtcNow().UtcDateTime);

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Scopes = [ApiScopes.Read];
        await ReadAsync(cancel);
    }

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (NeedsSecondStep) ModelState.AddModelError("", S["Stel eerst je tweede stap in. Daarna maak je hier een sleutel."]);
        if (ModelState.IsValid)
        {
            try
            {
                Created = (await tokens.CreateAsync(new CreateApiToken(user.Id!, Name ?? "", Scopes, Days ?? 0), cancel)).Secret;
                return LocalRedirect("/mijn/toegang");
            }
            catch (RuleException rule)
            {
                ModelState.AddRule(rule);
            }
        }

        return Page();
    }

    /// <summary>Withdraws one.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            await tokens.RevokeAsync(user.Id!, id, cancel);
        }
        catch (NotFoundException)
        {
            return NotFound();
        }

        TempData["Melding"] = S["De sleutel is ingetrokken. Hij werkt niet meer."].Value;
        return LocalRedirect("/mijn/toegang");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Keys = await tokens.ListAsync(user.Id!, cancel);
        NeedsSecondStep = await access.UserAsync(user.Id!, cancel) is { } account && await staff.MissesSecondStepAsync(account, User);
    }
}
