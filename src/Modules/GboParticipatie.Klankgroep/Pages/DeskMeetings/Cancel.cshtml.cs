using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>A meeting does not take place: asks why, and says what happens to its points.</summary>
[RequiresPermission("ManageSessions")]
public sealed class CancelModel(SessionService sessions) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Asks why.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return NotFound();
        Meeting = meeting;
        return meeting.IsOpen ? Page() : LocalRedirect($"/beheer/bijeenkomsten/{Id}");
    }

    /// <summary>Cancels it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return NotFound();
        Meeting = meeting;
        try
        {
            await sessions.CancelAsync(Id, Reason ?? "", Seen, cancel);
            TempData["Melding"] = meeting.IsPublic ? "De bijeenkomst gaat niet door. Wie mail leest, krijgt je reden in een mail. De anderen vind je bij “Te vertellen”." : "De bijeenkomst gaat niet door.";
            return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        }
        catch (ChangedMeanwhileException)
        {
            Meeting = (await sessions.FindAsync(Id, cancel))!;
            ModelState.AddModelError("", $"Iemand anders veranderde deze bijeenkomst net: nu is ze op {BrusselsTime.LongRange(Meeting.StartsAt, Meeting.EndsAt)}, status “{Meeting.State.Dutch()}”. Je reden staat er nog. Klik opnieuw als ze nog altijd niet doorgaat.");
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }
}
