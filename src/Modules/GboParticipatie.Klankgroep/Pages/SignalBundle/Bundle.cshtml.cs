using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.SignalBundle;

/// <summary>The bundle of one organisation: the coach chooses what goes into it, and prints it.</summary>
[RequiresPermission("ManageFeedback")]
public sealed class BundleModel(SignalBundles bundles, SignalLinks links, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the organisation in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>Keys of the signals that were chosen.</summary>
    [BindProperty]
    public List<Guid> Signals { get; set; } = [];

    /// <summary>The bundle.</summary>
    public Services.SignalBundle Bundle { get; private set; } = default!;

    /// <summary>The region.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>What is not in it yet.</summary>
    public IEnumerable<BundledSignal> New => Bundle.Signals.Where(s => !s.IsSent);

    /// <summary>What is in it.</summary>
    public IReadOnlyList<BundledSignal> Sent => [.. Bundle.Signals.Where(s => s.IsSent)];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : NotFound();
    }

    /// <summary>Puts what was chosen into the bundle.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            // Only what stands on this page: nobody sends what is about another.
            var chosen = Bundle.Signals.Select(s => s.Id).Intersect(Signals).ToList();
            await bundles.SendAsync(Bundle.Organisation.Id, chosen, cancel: cancel);
            TempData["Melding"] = S["Dit zit nu in de bundel. Wie het vertelde, ziet dat. De organisatie krijgt een mail en kan antwoorden."].Value;
            return LocalRedirect($"/beheer/signalenbundels/{Slug}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    /// <summary>All links that the organisation was given stop.</summary>
    public async Task<IActionResult> OnPostStopLinksAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        await links.StopAsync(Bundle.Organisation.Id, cancel);
        TempData["Melding"] = S["De links die al verstuurd zijn, werken niet meer. Stuur je opnieuw iets door? Dan krijgt de organisatie een nieuwe."].Value;
        return LocalRedirect($"/beheer/signalenbundels/{Slug}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await bundles.FindAsync(Slug, cancel) is not { } bundle) return false;
        (Bundle, Site) = (bundle, await site.GetAsync<SiteSettings>(cancel));
        return true;
    }
}
