using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>Ends a group on a day, corrects that day, or lets it go on after all; says first what it leaves behind.</summary>
[RequiresPermission("ManageGroups")]
public sealed class EndModel(GroupService groups, GroupRegister register, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>Its last day.</summary>
    [BindProperty]
    public DateOnly? LastDay { get; set; }

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>What it leaves behind.</summary>
    public GroupLeft Left { get; private set; } = new(0, 0, []);

    /// <summary>Asks for the day.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        LastDay = Group.EndedOn ?? BrusselsTime.Today(time);
        return Page();
    }

    /// <summary>Ends it.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel)
        => ActAsync(S["Bewaard."], () => groups.EndAsync(Group.Id, LastDay ?? throw new RuleException("Kies een dag.", nameof(LastDay)), Seen, cancel), cancel);

    /// <summary>It goes on after all.</summary>
    public Task<IActionResult> OnPostGoOnAsync(CancellationToken cancel)
        => ActAsync(S["De groep gaat door. Ze heeft nog geen link: maak een nieuwe als ze er een nodig heeft."], () => groups.EndAsync(Group.Id, null, Seen, cancel), cancel);

    private async Task<IActionResult> ActAsync(string done, Func<Task> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                TempData["Melding"] = done;
                return LocalRedirect($"/beheer/groepen/{Group.Slug}");
            }
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            ModelState.AddModelError("", S["Iemand anders veranderde deze groep net. Kijk na wat er nu staat en bewaar opnieuw."]);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, (nameof(Group.EndedOn), nameof(LastDay)));
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return false;
        Group = group;
        Left = await register.LeftAsync(group.Id, cancel);
        return true;
    }
}
