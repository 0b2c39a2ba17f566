using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskSplit;

/// <summary>A point that is about two things becomes two points.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(AgendaItemService items, SplitService splits, ISiteService site, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Makes the form count once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>Title of what stays.</summary>
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>What the other point is about.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>What would help there.</summary>
    [BindProperty]
    public string? Remedy { get; set; }

    /// <summary>Its life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>Life domains to choose from.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        if (!Item.CanSplit) return LocalRedirect($"/beheer/punten/{Id}");
        (Key, Seen, Title, Description, Remedy, LifeDomain) = (NewId.Random(), Item.Version, Item.Title, Item.Description, Item.Remedy, Item.LifeDomain);
        return Page();
    }

    /// <summary>Splits it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (TypedText.Clean(Description ?? "") == Item.Description) ModelState.AddModelError(nameof(Description), S["Dit is nog de hele tekst. Laat alleen staan waar het tweede punt over gaat."]);
        if (!ModelState.IsValid) return Page();
        try
        {
            var part = await splits.SplitAsync(new SplitPoint
            {
                Key = Key == Guid.Empty ? NewId.Random() : Key,
                ItemId = Id,
                Title = Title,
                Description = Description,
                Remedy = Remedy,
                LifeDomain = LifeDomain,
                Version = Seen,
            }, cancel);
            TempData["Melding"] = S["Het zijn nu twee punten. Dit is het tweede: {0}. Wie het bracht, volgt ze allebei.", part.Reference].Value;
            return LocalRedirect($"/beheer/punten/{part.Id}");
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            ModelState.Remove(nameof(Seen));
            Seen = Item.Version;
            ModelState.AddModelError("", S["Iemand anders veranderde dit punt net. Nu staat er: “{0}”, {1}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", Item.Title, S[Item.Status.Dutch()]]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item) return false;
        Item = item;
        Domains = (await site.GetAsync<KlankgroepSettings>(cancel)).Choices();
        return true;
    }
}
