using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>The coach notes what a body does about one or more points.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class NewModel(ActionService actions, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>The action.</summary>
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    /// <summary>Makes the form count once: becomes the key of the action.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>Numbers of the points.</summary>
    [BindProperty(SupportsGet = true, Name = "punt")]
    public string? PointNumbers { get; set; }

    /// <summary>Who can do something.</summary>
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Once = NewId.InOrder();
        Owners = await ActionForm.OwnersAsync(db, BrusselsTime.Today(time), S, cancel);
    }

    /// <summary>Notes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.InOrder();
        Owners = await ActionForm.OwnersAsync(db, BrusselsTime.Today(time), S, cancel);
        if (string.IsNullOrWhiteSpace(PointNumbers)) ModelState.AddModelError("punt", S["Zeg over welk punt dit gaat. Dan hoort wie het bracht, wat er gebeurt."]);
        Form.AskWhatIsMissing(ModelState, S);
        if (!ModelState.IsValid) return Page();
        try
        {
            var action = await actions.AddAsync(Form.Typed() with { Id = Once }, PointNumbers, cancel);
            TempData["Melding"] = S["De actie is genoteerd. Wie het punt bracht, hoort het."].Value;
            return LocalRedirect($"/beheer/acties/{action.Id}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, ("Points", "punt"), ("What", "Form.What"), ("Owner", "Form.Owner"), ("DueOn", "Form.DueOn"), ("TrialUntil", "Form.TrialUntil"));
            return Page();
        }
    }
}
