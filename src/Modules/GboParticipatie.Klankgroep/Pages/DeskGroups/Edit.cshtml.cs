using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>Changes a group.</summary>
[RequiresPermission("ManageGroups")]
public sealed class EditModel(GboDbContext db, GroupService groups, GroupRegister register, GroupFormChoices choices, GroupPlaces places, OrganisationService organisations, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public GroupForm Form { get; set; } = new();

    /// <summary>The group as it is stored.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>Its member organisations.</summary>
    public IReadOnlyList<OrganisationName> Members { get; private set; } = [];

    /// <summary>What someone else saved meanwhile, in words; or null.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        Form = GroupForm.Of(Group, Members);
        await Form.OfferAsync(choices, Group, cancel);
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
                await register.ChangeAsync(Group.Id, await Form.ToDetailsAsync(organisations, Group, Members, cancel), Seen, cancel);
                TempData["Melding"] = S["Bewaard, en zo staat het nu op de site."].Value;
                return LocalRedirect($"/beheer/groepen/{Group.Slug}");
            }
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            Meanwhile = await InWordsAsync(cancel);
            ModelState.AddModelError("", S["Iemand anders veranderde deze groep net. Wat jij typte, staat er nog. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, GroupForm.Fields);
        }

        await Form.OfferAsync(choices, Group, cancel);
        return Page();
    }

    private async Task<string> InWordsAsync(CancellationToken cancel)
    {
        string[] parts =
        [
            S["{0}, voor {1}", Group.Name, (await places.ReadAsync(cancel))(Group.MunicipalityIds)],
            Group.AcceptsItems ? S["mensen kunnen er punten brengen"] : S["mensen kunnen er geen punten brengen"],
            Group.DefaultPlace.Length > 0 ? S["meestal in {0}", Group.DefaultPlace] : "",
            Members.Count > 0 ? S["met {0}", string.Join(", ", Members.Select(m => m.Name))] : S["zonder organisaties"],
        ];
        return $"{string.Join("; ", parts.Where(p => p.Length > 0))}. {Group.Description}";
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return false;
        Group = group;
        Members = await db.Set<Organisation>().AsNoTracking().Where(o => db.Set<GroupOrganisation>().Any(m => m.GroupId == group.Id && m.OrganisationId == o.Id))
            .OrderBy(o => o.SearchName).Select(o => new OrganisationName(o.Id, o.Name, o.SearchName)).ToListAsync(cancel);
        return true;
    }
}
