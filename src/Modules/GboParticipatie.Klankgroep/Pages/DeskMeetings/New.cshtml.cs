using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>Makes a meeting.</summary>
[RequiresPermission("ManageSessions")]
public sealed class NewModel(SessionService sessions, GroupService groups, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Group to begin with, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>Whose meeting.</summary>
    [BindProperty]
    public Guid? GroupId { get; set; }

    /// <summary>Makes the form count once: becomes the key of the meeting.</summary>
    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public MeetingForm Form { get; set; } = new();

    /// <summary>Groups to choose from.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>Shows the form, filled with what the group usually does.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Once = NewId.InOrder();
        await LoadAsync(cancel);
        if (string.IsNullOrWhiteSpace(GroupSlug) || await groups.FindBySlugAsync(GroupSlug, cancel) is not { } group) return;
        GroupId = group.Id;
        Form = new MeetingForm { Title = group.Name, Place = group.DefaultPlace, From = new TimeOnly(14, 0), Until = new TimeOnly(16, 0) };
    }

    /// <summary>Makes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Once == Guid.Empty) Once = NewId.InOrder();
        if (GroupId is null) ModelState.AddModelError(nameof(GroupId), S["Kies een groep."]);
        if (ModelState.IsValid)
        {
            try
            {
                var session = await sessions.CreateAsync(new CreateSession(GroupId!.Value, Form.ToDetails(), Once), cancel);
                TempData["Melding"] = S["De bijeenkomst staat klaar, nog niet zichtbaar voor anderen. Kondig ze aan als alles klopt."].Value;
                return LocalRedirect($"/beheer/bijeenkomsten/{session.Id}");
            }
            catch (RuleException rule)
            {
                ModelState.Add(rule, MeetingForm.Fields);
            }
        }

        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel) => Groups = await DeskChoices.GroupsAsync(db, BrusselsTime.Today(time), cancel);
}
