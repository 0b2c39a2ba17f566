using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>Changes when, where and what a meeting is about.</summary>
[RequiresPermission("ManageSessions")]
public sealed class EditModel(SessionService sessions, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public MeetingForm Form { get; set; } = new();

    /// <summary>The meeting as it is stored.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>What someone else saved meanwhile, in words; or null.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return NotFound();
        if (!meeting.IsOpen) return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        (Meeting, Form) = (meeting, MeetingForm.Of(meeting));
        return Page();
    }

    /// <summary>Saves.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return NotFound();
        Meeting = meeting;
        if (!ModelState.IsValid) return Page();
        try
        {
            await sessions.ChangeAsync(new ChangeSession(Id, Form.ToDetails(), Seen), cancel);
            TempData["Melding"] = (meeting.State == SessionState.Draft ? S["Bewaard."] : S["Bewaard, en zo staat het nu op de site."]).Value;
            return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        }
        catch (ChangedMeanwhileException)
        {
            Meeting = (await sessions.FindAsync(Id, cancel))!;
            Meanwhile = $"“{Meeting.Title}”, {BrusselsTime.LongRange(Meeting.StartsAt, Meeting.EndsAt)}{(Meeting.Place.Length > 0 ? $", {Meeting.Place}" : "")}. Status: {S[Meeting.State.Dutch()]}.";
            ModelState.AddModelError("", S["Iemand anders veranderde deze bijeenkomst of haar agenda net. Wat jij typte, staat er nog. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, MeetingForm.Fields);
            return Page();
        }
    }
}
