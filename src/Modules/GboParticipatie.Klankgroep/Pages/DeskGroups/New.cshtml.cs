using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>Makes a group.</summary>
[RequiresPermission("ManageGroups")]
public sealed class NewModel(GroupRegister register, GroupFormChoices choices, OrganisationService organisations, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the new group, so that sending twice makes one.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public GroupForm Form { get; set; } = new();

    /// <summary>Shows an empty form.</summary>
    public Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Once = NewId.InOrder();
        return Form.OfferAsync(choices, null, cancel);
    }

    /// <summary>Makes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.InOrder();
        try
        {
            if (ModelState.IsValid)
            {
                var group = await register.AddAsync(Once, await Form.ToDetailsAsync(organisations, null, [], cancel), cancel);
                TempData["Melding"] = S["De groep staat op de site."].Value;
                return LocalRedirect($"/beheer/groepen/{group.Slug}");
            }
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, GroupForm.Fields);
        }

        await Form.OfferAsync(choices, null, cancel);
        return Page();
    }
}
