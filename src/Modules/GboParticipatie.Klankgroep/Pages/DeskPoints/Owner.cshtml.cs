using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Someone else sees to a question that waits for an answer.</summary>
[RequiresPermission("ForwardAgendaItems")]
public sealed class OwnerModel(AgendaItemService items, AnswerService answers, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Key of the question.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid AnswerId { get; set; }

    /// <summary>Who sees to it from now on.</summary>
    [BindProperty]
    public Guid? Owner { get; set; }

    /// <summary>The version of the link when the page was opened: it rises when the question is handed over.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>The question.</summary>
    public Answer Answer { get; private set; } = default!;

    /// <summary>The body that is asked, as in a sentence.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who sees to it now, or null.</summary>
    public string? Now { get; private set; }

    /// <summary>Who can: people of the body that is asked.</summary>
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Asks who.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Answer.State != AnswerState.Asked) return LocalRedirect($"/beheer/punten/{Id}");
        (Owner, Seen) = (Answer.OwnerPersonId, Answer.LinkVersion);
        return Page();
    }

    /// <summary>Hands it over.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        var body = Answer.GroupId ?? Answer.OrganisationId!.Value;
        if (Owner is not { } person || !await DeskOwners.SitsThereAsync(db, person, body, BrusselsTime.Today(time), cancel))
        {
            ModelState.AddModelError(nameof(Owner), S["Kies wie dit opvolgt, uit wie daar nu zit."]);
            return Page();
        }

        try
        {
            await answers.AssignAsync(AnswerId, person, Seen ?? 0, cancel);
            TempData["Melding"] = S["Bewaard. Wie de vraag nu opvolgt, krijgt een mail met een link."].Value;
            return LocalRedirect($"/beheer/punten/{Id}");
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            ModelState.Remove(nameof(Seen));
            Seen = Answer.LinkVersion;
            ModelState.AddModelError("", S["Iemand anders gaf deze vraag net aan {0}. Kijk na en klik opnieuw.", Now ?? S["niemand"]]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, "");
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item || item.Answers.Find(a => a.Id == AnswerId) is not { } answer) return false;
        (Item, Answer) = (item, answer);
        Body = await db.NameOfBodyAsync(answer, cancel);
        Now = await db.Set<Person>().Where(p => p.Id == answer.OwnerPersonId).Select(p => p.Name).SingleOrDefaultAsync(cancel);
        Owners = await DeskOwners.ReadAsync(db, BrusselsTime.Today(time), answer.GroupId ?? answer.OrganisationId, S, cancel);
        return true;
    }
}
