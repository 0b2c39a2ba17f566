using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkMunicipalities;

/// <summary>One municipality: until when it exists and what it became part of.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class DetailModel(MunicipalityRegister register, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which municipality.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public MunicipalityForm Form { get; set; } = new();

    /// <summary>The municipality as it is stored.</summary>
    public Municipality Municipality { get; private set; } = default!;

    /// <summary>What someone else saved meanwhile, in words; or null.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await register.FindAsync(Id, cancel) is not { } municipality) return NotFound();
        (Municipality, Form) = (municipality, MunicipalityForm.Of(municipality));
        await Form.OfferAsync(register, Id, cancel);
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await register.FindAsync(Id, cancel) is not { } municipality) return NotFound();
        Municipality = municipality;
        try
        {
            if (ModelState.IsValid)
            {
                await register.ChangeAsync(Id, Form.ToDetails(), Seen, cancel);
                TempData["Melding"] = S["Bewaard."].Value;
                return LocalRedirect("/beheer/netwerk/gemeenten");
            }
        }
        catch (ChangedMeanwhileException)
        {
            Municipality = (await register.FindAsync(Id, cancel))!;
            Meanwhile = $"{Municipality.Name}, {(Municipality.ValidUntil is { } last ? S["tot en met {0}", BrusselsTime.LongDate(last)] : S["zonder laatste dag"])}.";
            ModelState.AddModelError("", S["Iemand anders veranderde deze gemeente net. Wat jij typte, staat er nog. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        await Form.OfferAsync(register, Id, cancel);
        return Page();
    }
}
