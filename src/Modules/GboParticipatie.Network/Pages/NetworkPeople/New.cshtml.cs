using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkPeople;

/// <summary>Adds someone, perhaps to an organisation.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class NewModel(PersonRegister register, OrganisationService organisations, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Organisation that the person belongs to, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "organisatie")]
    public string? OrganisationSlug { get; set; }

    /// <summary>Key of the new person, so that sending twice adds one.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public PersonForm Form { get; set; } = new();

    /// <summary>The organisation, or null.</summary>
    public Organisation? Organisation { get; private set; }

    /// <summary>Shows an empty form.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Once = NewId.Random();
        await LoadAsync(cancel);
    }

    /// <summary>Adds the person.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.Random();
        await LoadAsync(cancel);
        try
        {
            if (ModelState.IsValid)
            {
                await register.AddAsync(Once, await Form.ToDetailsAsync(register, cancel), Organisation?.Id, cancel);
                TempData["Melding"] = S["Bewaard in het netwerk."].Value;
                return LocalRedirect($"/beheer/netwerk/mensen/{Once}");
            }
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
        => Organisation = string.IsNullOrWhiteSpace(OrganisationSlug) ? null : await organisations.FindBySlugAsync(OrganisationSlug, cancel);
}
