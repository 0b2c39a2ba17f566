using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkMunicipalities;

/// <summary>Adds a municipality.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class NewModel(MunicipalityRegister register, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the new municipality, so that sending twice adds one.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public MunicipalityForm Form { get; set; } = new();

    /// <summary>Shows an empty form.</summary>
    public Task OnGetAsync(CancellationToken cancel)
    {
        Once = NewId.InOrder();
        return Form.OfferAsync(register, null, cancel);
    }

    /// <summary>Adds it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.InOrder();
        try
        {
            if (ModelState.IsValid)
            {
                await register.AddAsync(Once, Form.ToDetails(), cancel);
                TempData["Melding"] = S["De gemeente staat erbij."].Value;
                return LocalRedirect("/beheer/netwerk/gemeenten");
            }
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        await Form.OfferAsync(register, null, cancel);
        return Page();
    }
}
