using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>What a coach, or who brought a point for someone else, sees who opens or ticks off news that newer news took the place of while the page was open.</summary>
internal static class GoneTask
{
    /// <summary>The list, with a word of why.</summary>
    /// <param name="page">The page that was opened.</param>
    /// <param name="S">The texts.</param>
    /// <param name="list">Address of the list that its reader has.</param>
    public static IActionResult Gone(this PageModel page, IStringLocalizer S, string list = "/beheer/vertellen")
    {
        page.TempData["Melding"] = S["Dat moet je niet meer vertellen: er is nieuwer nieuws. Hieronder staat wat je nog moet vertellen."].Value;
        return page.LocalRedirect(list);
    }
}
