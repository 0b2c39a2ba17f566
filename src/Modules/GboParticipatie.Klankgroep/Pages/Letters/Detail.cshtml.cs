using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskToday;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>What one person must hear, and how the coach says it.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class DetailModel(ContactTasks tasks, AnswerService answers, ActionService actions, WorkList list, IUserDirectory users, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The list that the page was opened from.</summary>
    [BindProperty(SupportsGet = true, Name = "")]
    public ListPlace From { get; set; } = new();

    /// <summary>The task with its point, meeting or feedback.</summary>
    public ContactTask Task { get; private set; } = default!;

    /// <summary>Who must hear it, or null when not in Network.</summary>
    public Person? Person { get; private set; }

    /// <summary>The organisation that brought the point, or that is invited; or null.</summary>
    public Organisation? Organisation { get; private set; }

    /// <summary>Where the coach writes down what they answer to an invitation, while they can; or null.</summary>
    public string? AnswerAddress { get; private set; }

    /// <summary>Who told it, or null.</summary>
    public string? ToldBy { get; private set; }

    /// <summary>Whether the person finds the answer clear, as said to the coach.</summary>
    [BindProperty]
    public ClarityRating? Clear { get; set; }

    /// <summary>What is not clear.</summary>
    [BindProperty]
    public string? Word { get; set; }

    /// <summary>Whether the person noticed a change, as said to the coach.</summary>
    [BindProperty]
    public ChangeRating? Changed { get; set; }

    /// <summary>What still goes wrong.</summary>
    [BindProperty]
    public string? ChangedWord { get; set; }

    /// <summary>The answer of which the coach can note whether it is clear, or null.</summary>
    public Answer? ToRate { get; private set; }

    /// <summary>The action of which the coach can note whether it changed anything, or null.</summary>
    public ActionPoint? ToNotice { get; private set; }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/vertellen/{Id}";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : this.Gone(S);
    }

    /// <summary>Notes what the person said: whether the answer is clear.</summary>
    public Task<IActionResult> OnPostRateAsync(CancellationToken cancel)
        => NoteAsync(nameof(Clear), Clear is { } c && Enum.IsDefined(c), () => ToRate is null ? System.Threading.Tasks.Task.CompletedTask : answers.RateAsync(ToRate.Id, Clear!.Value, Word, Task.ItemId, cancel), (nameof(Answer.RatingWord), nameof(Word)), cancel);

    /// <summary>Notes what the person said: whether anything changed.</summary>
    public Task<IActionResult> OnPostChangedAsync(CancellationToken cancel)
        => NoteAsync(nameof(Changed), Changed is { } c && Enum.IsDefined(c), () => ToNotice is null ? System.Threading.Tasks.Task.CompletedTask : actions.RateAsync(ToNotice.ActionId, ToNotice.ItemId, Changed!.Value, ChangedWord, cancel), (nameof(ActionPoint.ChangedWord), nameof(ChangedWord)), cancel);

    private async Task<IActionResult> NoteAsync(string field, bool isChosen, Func<Task> note, (string Domain, string Page) word, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return this.Gone(S);
        if (!isChosen)
        {
            ModelState.Remove(field);
            ModelState.AddModelError(field, S["Kies een van de drie."]);
            return Page();
        }

        try
        {
            // A button that was pressed twice finds nothing more to note.
            await note();
            TempData["Melding"] = S["Genoteerd wat die persoon zei."].Value;
            return LocalRedirect(From.Keep(Address));
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field == word.Domain ? word.Page : field);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await tasks.FindAsync(Id, cancel) is not { } task) return false;
        Task = task;
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == task.PersonId, cancel);
        Organisation = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == task.HearersOrganisationId, cancel);
        ToldBy = task.DoneByUserId is { } by ? (await users.FindByIdAsync(by, cancel))?.Name : null;
        if (task.Session is { IsOpen: true } meeting) AnswerAddress = await db.AnswerAddressAsync(task, meeting, cancel);
        await From.FindAsync(list, Id, cancel);
        if (task.ItemId is not { } item) return true;
        // Of points that stand together, one is answered, and each author says it of that answer.
        var root = task.Item!.MergedIntoId;
        ToRate = await db.Set<Answer>().AsNoTracking().Where(a => a.ItemId == (root ?? item) && a.State == AnswerState.Answered && !a.IsReopened)
            .Where(a => root == null ? a.ClarityRating == null : !db.Set<MergedRating>().Any(r => r.AnswerId == a.Id && r.ItemId == item))
            .OrderByDescending(a => a.AnsweredAt).FirstOrDefaultAsync(cancel);
        ToNotice = await db.Set<ActionPoint>().AsNoTracking().Include(p => p.Action)
            .Where(p => p.ItemId == item && p.Changed == null && p.Action!.ChangeAskedOn != null && p.Action.State != ActionState.NotDone)
            .OrderBy(p => p.Action!.ChangeAskedOn).FirstOrDefaultAsync(cancel);
        return true;
    }

    /// <summary>It was told.</summary>
    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancel)
    {
        if (!await tasks.MarkAsync(Id, done: true, cancel)) return this.Gone(S);
        var asks = await LoadAsync(cancel) && (ToRate is not null || ToNotice is not null);
        TempData["Melding"] = (asks ? S["Genoteerd: je hebt het verteld. Zei die persoon ook wat die ervan vindt? Noteer het hier."] : S["Genoteerd: je hebt het verteld."]).Value;
        return LocalRedirect(asks ? From.Keep(Address) : From.Back ?? "/beheer/vertellen");
    }

    /// <summary>It was not told after all.</summary>
    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancel)
    {
        return await tasks.MarkAsync(Id, done: false, cancel) ? LocalRedirect(From.Keep(Address)) : this.Gone(S);
    }
}
