using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Letters;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.ToTell;

/// <summary>What someone of an organisation has still to tell the people for whom they brought a point.</summary>
[RequiresSignIn]
public sealed class IndexModel(ContactTasks tasks, Viewers viewers, IStringLocalizer<Startup> S) : PageModel
{
    private const int Most = 100;

    /// <summary>What is to be told, what waits longest first.</summary>
    public IReadOnlyList<ContactTask> Tasks { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        if ((await viewers.CurrentAsync(cancel)).PersonId is not { } person) return;
        Tasks = await tasks.OpenOf(person).Include(t => t.Item).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).Take(Most).ToListAsync(cancel);
    }

    /// <summary>It was told.</summary>
    public async Task<IActionResult> OnPostAsync(Guid task, CancellationToken cancel)
    {
        if ((await viewers.CurrentAsync(cancel)).PersonId is not { } person) return NotFound();
        if (!await tasks.MarkOwnAsync(task, person, cancel)) return this.Gone(S, "/mijn/vertellen");
        TempData["Melding"] = S["Genoteerd: je hebt het verteld."].Value;
        return LocalRedirect("/mijn/vertellen");
    }
}
