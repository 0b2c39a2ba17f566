using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkOrganisations;

/// <summary>Adds an organisation.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class NewModel(OrganisationService organisations, MunicipalityService municipalities, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the new organisation, so that sending twice adds one.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    /// <summary>Shows an empty form.</summary>
    public Task OnGetAsync(CancellationToken cancel)
    {
        Once = NewId.InOrder();
        return Form.OfferAsync(municipalities, [], S, cancel);
    }

    /// <summary>Adds it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.InOrder();
        try
        {
            if (ModelState.IsValid)
            {
                await organisations.AddAsync(Once, Form.ToDetails(), cancel);
                TempData["Melding"] = S["De organisatie staat in het netwerk."].Value;
                return LocalRedirect($"/beheer/netwerk/organisaties/{Once}");
            }
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        await Form.OfferAsync(municipalities, [], S, cancel);
        return Page();
    }
}
