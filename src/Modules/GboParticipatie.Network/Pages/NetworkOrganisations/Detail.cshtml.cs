using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkOrganisations;

/// <summary>One organisation: what is known about it, and who belongs to it.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class DetailModel(OrganisationService organisations, MunicipalityService municipalities, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which organisation.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    /// <summary>The organisation as it is stored.</summary>
    public Organisation Organisation { get; private set; } = default!;

    /// <summary>Who belongs to it and who did.</summary>
    public IReadOnlyList<OrganisationMember> Members { get; private set; } = [];

    /// <summary>What someone else saved meanwhile, in words; or null.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/netwerk/organisaties/{Id}";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        Form = OrganisationForm.Of(OrganisationDetails.Of(Organisation));
        await Form.OfferAsync(municipalities, Organisation.Municipalities, S, cancel);
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            if (ModelState.IsValid)
            {
                await organisations.ChangeAsync(Id, Form.ToDetails(), Seen, cancel);
                TempData["Melding"] = S["Bewaard."].Value;
                return LocalRedirect(Address);
            }
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            Meanwhile = $"{Organisation.Name}, {S[Organisation.Kind.DisplayName()]}. {string.Join(", ", new[] { Organisation.Email, Organisation.Phone, Organisation.Website }.OfType<string>())} {Organisation.Description}";
            ModelState.AddModelError("", S["Iemand anders veranderde deze organisatie net. Wat jij typte, staat er nog. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        await Form.OfferAsync(municipalities, Organisation.Municipalities, S, cancel);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await organisations.FindAsync(Id, cancel) is not { } organisation) return false;
        Organisation = organisation;
        Members = await organisations.MembersAsync(Id, cancel);
        return true;
    }
}
