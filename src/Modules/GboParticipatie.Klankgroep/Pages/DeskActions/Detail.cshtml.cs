using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>One action: how far it is, what is new, and what people decide after a trial.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class DetailModel(ActionService actions, FeedbackService feedback, ICurrentUser me, IUserDirectory users, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>How far it is now.</summary>
    [BindProperty]
    public ActionState? State { get; set; }

    /// <summary>What is new.</summary>
    [BindProperty]
    public string? News { get; set; }

    /// <summary>Until when it is tried out.</summary>
    [BindProperty]
    public DateOnly? Until { get; set; }

    /// <summary>What was decided after the trial.</summary>
    [BindProperty]
    public TrialVerdict? Verdict { get; set; }

    /// <summary>What people thought of it.</summary>
    [BindProperty]
    public string? Said { get; set; }

    /// <summary>Key of the group that talked about it.</summary>
    [BindProperty]
    public Guid? SaidIn { get; set; }

    /// <summary>By when it is adapted.</summary>
    [BindProperty]
    public DateOnly? NewDay { get; set; }

    /// <summary>Why the day or who does it changes.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The action as the coach changes it.</summary>
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    /// <summary>The action.</summary>
    public ActionItem Action { get; private set; } = default!;

    /// <summary>Who does it.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>What people told about how it works out; empty for who may not read that.</summary>
    public IReadOnlyList<Feedback> Evaluations { get; private set; } = [];

    /// <summary>True for who may read what people tell.</summary>
    public bool ReadsFeedback { get; private set; }

    /// <summary>Who can do something.</summary>
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Groups that can talk about a trial.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>Who noted things, by user id.</summary>
    public IReadOnlyDictionary<string, UserSummary> NotedBy { get; private set; } = new Dictionary<string, UserSummary>();

    /// <summary>Which part was tried and did not work; it is open.</summary>
    public string Open { get; private set; } = "";

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/acties/{Id}";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (State, Form, SaidIn) = (Action.State, ActionForm.Of(Action), Action.Points.Select(p => p.Item?.GroupId).FirstOrDefault());
        return Page();
    }

    /// <summary>Notes how far it is, or what is new.</summary>
    public Task<IActionResult> OnPostMoveAsync(CancellationToken cancel)
        => ActAsync("nieuws", S["Genoteerd. Wie het punt bracht, hoort het."], () => actions.MoveAsync(new MoveAction(Id, State, News, State == ActionState.OnTrial ? Until : null, Seen), cancel),
            () => (State is null || Action.State == State) && Action.Notes.Exists(n => (n.Text ?? "") == TypedText.Clean(News ?? "")), cancel,
            ("Text", nameof(News)), ("TrialUntil", nameof(Until)));

    /// <summary>Notes what people decide after the trial.</summary>
    public Task<IActionResult> OnPostJudgeAsync(CancellationToken cancel)
        => ActAsync("proef", S["Genoteerd. Wie het punt bracht, hoort het."], () => actions.JudgeAsync(new JudgeTrial(Id, Verdict, Said, SaidIn, NewDay, Seen), cancel),
            () => Action.Verdict == Verdict && Action.Notes.Exists(n => n.Text == TypedText.Clean(Said ?? "")), cancel,
            ("Text", nameof(Said)), ("DueOn", nameof(NewDay)));

    /// <summary>Changes text, day or owner.</summary>
    public Task<IActionResult> OnPostChangeAsync(CancellationToken cancel)
        => ActAsync("verander", S["Bewaard."], () => actions.ChangeAsync(Id, Form.Typed() with { Reason = Reason }, Seen, cancel), () => ActionForm.Of(Action) == Form, cancel,
            ("What", "Form.What"), ("Owner", "Form.Owner"), ("DueOn", "Form.DueOn"), ("TrialUntil", "Form.TrialUntil"), ("Reason", nameof(Reason)));

    // A button that was pressed twice finds its work done, and says so.
    private async Task<IActionResult> ActAsync(string part, string done, Func<Task> act, Func<bool> isDone, CancellationToken cancel, params (string Domain, string Page)[] fields)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        Open = part;
        if (ModelState.Values.Any(v => v.Errors.Count > 0)) return Again();
        try
        {
            await act();
            TempData["Melding"] = done;
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            if (isDone()) return LocalRedirect(Address);
            ModelState.AddModelError("", S["Iemand anders veranderde deze actie net. Nu staat er: {0}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", S[Action.State.Dutch()]]);
            return Again();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, fields);
            return Again();
        }
    }

    // The parts that were not sent show what stands there.
    private PageResult Again()
    {
        if (Open != "verander") Form = ActionForm.Of(Action);
        if (Open != "nieuws") State = Action.State;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await actions.FindAsync(Id, cancel) is not { } action) return false;
        Action = action;
        Owner = action.OwnerGroupId is { } group
            ? await db.Set<Group>().Where(g => g.Id == group).Select(g => g.Name).SingleAsync(cancel)
            : await db.Set<Organisation>().Where(o => o.Id == action.OwnerOrganisationId).Select(o => o.Name).SingleAsync(cancel);
        ReadsFeedback = await me.HasAsync(Permissions.ManageFeedback);
        if (ReadsFeedback) Evaluations = await feedback.AboutActionAsync(Id, cancel);
        Owners = await ActionForm.OwnersAsync(db, Today, S, cancel);
        Groups = [.. Owners.Where(o => o.Group == S["Groepen"]).Select(o => o with { Group = null })];
        NotedBy = await users.FindByIdsAsync([.. action.Notes.Select(n => n.ByUserId).OfType<string>().Distinct()], cancel);
        return true;
    }
}
