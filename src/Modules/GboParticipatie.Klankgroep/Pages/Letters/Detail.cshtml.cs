using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskToday;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>What one person must hear, and how the coach says it.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class DetailModel(ContactTasks tasks, WorkList list, IUserDirectory users, GboDbContext db) : PageModel
{
    /// <summary>Key.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The list that the page was opened from.</summary>
    [BindProperty(SupportsGet = true, Name = "")]
    public ListPlace From { get; set; } = new();

    /// <summary>The task with its point or meeting.</summary>
    public ContactTask Task { get; private set; } = default!;

    /// <summary>Who must hear it, or null when not in Network.</summary>
    public Person? Person { get; private set; }

    /// <summary>The organisation that brought the point, or that is invited; or null.</summary>
    public Organisation? Organisation { get; private set; }

    /// <summary>Where the coach writes down what they answer to an invitation, while they can; or null.</summary>
    public string? AnswerAddress { get; private set; }

    /// <summary>Who told it, or null.</summary>
    public string? ToldBy { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await tasks.FindAsync(Id, cancel) is not { } task) return NotFound();
        Task = task;
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == task.PersonId, cancel);
        Organisation = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == (task.Item != null ? task.Item.AuthorOrganisationId : task.OrganisationId), cancel);
        if (task.Session is { IsOpen: true } meeting) AnswerAddress = await db.AnswerAddressAsync(task, meeting, cancel);
        ToldBy = task.DoneByUserId is { } by ? (await users.FindByIdAsync(by, cancel))?.Name : null;
        await From.FindAsync(list, Id, cancel);
        return Page();
    }

    /// <summary>It was told.</summary>
    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancel)
    {
        await tasks.MarkAsync(Id, done: true, cancel);
        TempData["Melding"] = "Genoteerd: je hebt het verteld.";
        return LocalRedirect(From.Back ?? "/beheer/vertellen");
    }

    /// <summary>It was not told after all.</summary>
    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancel)
    {
        await tasks.MarkAsync(Id, done: false, cancel);
        return LocalRedirect(From.Keep($"/beheer/vertellen/{Id}"));
    }
}
