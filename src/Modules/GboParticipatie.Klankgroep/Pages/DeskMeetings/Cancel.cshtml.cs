using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>A meeting does not take place: asks why, and says what happens to its points.</summary>
[RequiresPermission("ManageSessions")]
public sealed class CancelModel(SessionService sessions, IStringLocalizer<Startup> S) : PageModel
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
            TempData["Melding"] = (meeting.IsPublic ? S["De bijeenkomst gaat niet door. Wie mail leest, krijgt je reden in een mail. De anderen vind je bij “Te vertellen”."] : S["De bijeenkomst gaat niet door."]).Value;
            return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        }
        catch (ChangedMeanwhileException)
        {
            Meeting = (await sessions.FindAsync(Id, cancel))!;
            ModelState.AddModelError("", S["Iemand anders veranderde deze bijeenkomst net: nu is ze op {0}, status “{1}”. Je reden staat er nog. Klik opnieuw als ze nog altijd niet doorgaat.", BrusselsTime.LongRange(Meeting.StartsAt, Meeting.EndsAt), S[Meeting.State.Dutch()]]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }
}
