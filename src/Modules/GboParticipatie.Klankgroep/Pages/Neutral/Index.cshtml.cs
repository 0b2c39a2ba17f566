using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Neutral;

/// <summary>The author of a point that only the coach may read says whether a neutral text may go on. Opening it changes nothing.</summary>
[Public("De link in de mail opent één tekst, voor wie het punt bracht.")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(NeutralTextService neutrals, NeutralTextLinks links, ISiteService site) : PageModel
{
    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>What they say with a no.</summary>
    [BindProperty]
    public string? Word { get; set; }

    /// <summary>The text; null when the link does not work, or another text was written since.</summary>
    public NeutralText? Neutral { get; private set; }

    /// <summary>The site.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Shows the text.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : Broken();
    }

    /// <summary>It may go on.</summary>
    public Task<IActionResult> OnPostYesAsync(CancellationToken cancel) => AnswerAsync(true, cancel);

    /// <summary>It may not.</summary>
    public Task<IActionResult> OnPostNoAsync(CancellationToken cancel) => AnswerAsync(false, cancel);

    private async Task<IActionResult> AnswerAsync(bool agrees, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return Broken();
        try
        {
            await neutrals.AnswerAsync(Neutral!.ItemId, Neutral.LinkVersion, agrees, Word, byCoach: false, cancel);
            return LocalRedirect($"/tekst/{Token}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        Site = await site.GetAsync<SiteSettings>(cancel);
        if (links.Read(Token) is not { } opened || await neutrals.FindAsync(opened.Item, cancel) is not { } neutral || neutral.LinkVersion != opened.Version) return false;
        Neutral = neutral;
        return true;
    }

    private PageResult Broken()
    {
        Response.StatusCode = 404;
        return Page();
    }
}
