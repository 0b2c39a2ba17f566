using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.AnswerQuestion;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskAnswers;

/// <summary>The coach helps a body to answer: a draft, what was said in a meeting, or more time.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class HelpModel(AnswerService answers, AnswerHelp help, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const string Said = "gezegd";

    /// <summary>The question.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version of the text that the coach saw; 0 when there was none.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>"gezegd" or "voorstel".</summary>
    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>What the body decides.</summary>
    [BindProperty]
    public Decision? Decision { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What happens now.</summary>
    [BindProperty]
    public string? WhatHappens { get; set; }

    /// <summary>By when.</summary>
    [BindProperty]
    public DateOnly? ByWhen { get; set; }

    /// <summary>Why the answer comes later.</summary>
    [BindProperty]
    public string? PauseReason { get; set; }

    /// <summary>By when the answer is there.</summary>
    [BindProperty]
    public DateOnly? PauseUntil { get; set; }

    /// <summary>The question with its point.</summary>
    public Answer Answer { get; private set; } = default!;

    /// <summary>What the coach wrote before, or null.</summary>
    public AnswerProposal? Proposal { get; private set; }

    /// <summary>True when another coach wrote something meanwhile, which is shown beside what was typed.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>The body that is asked, as in a sentence.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who sees to the answer, or null.</summary>
    public string? Owner { get; private set; }

    /// <summary>True when more time was asked for and that did not work: its part is open.</summary>
    public bool IsPausing { get; private set; }

    /// <summary>What can be decided.</summary>
    public IReadOnlyList<Choice> Decisions => QuestionModel.Decisions(S);

    /// <summary>What the text is.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) =>
    [
        new(Said, S["Wat op de bijeenkomst gezegd is"], S["Wie het opvolgt, hoeft het alleen te bevestigen."]),
        new("voorstel", S["Een voorstel van mij"], S["Wie het opvolgt, past het aan en antwoordt zelf."]),
    ];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        if (Answer.State != AnswerState.Asked) return LocalRedirect($"/beheer/punten/{Answer.ItemId}");
        Kind = Proposal is { WasSaid: false } ? "voorstel" : Said;
        if (Proposal is { } p) (Decision, Why, WhatHappens, ByWhen) = (p.Decision, p.Why, p.WhatHappens, p.ByWhen);
        return Page();
    }

    /// <summary>Keeps the text for who sees to the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Kind is not (Said or "voorstel")) ModelState.AddModelError(nameof(Kind), S["Kies wat dit is."]);
        if (!ModelState.IsValid) return Page();
        return await TryAsync(
            () => help.ProposeAsync(new ProposeAnswer(new GiveAnswer { AnswerId = Id, Decision = Decision, Why = Why ?? "", WhatHappens = WhatHappens, ByWhen = ByWhen }, Kind == Said, Seen), cancel),
            Owner is null ? S["Bewaard. Nog niemand volgt deze vraag op: kies iemand."] : S["Bewaard. {0} krijgt een mail om het na te lezen. Wie het punt bracht, hoort pas iets na de bevestiging.", Owner]);
    }

    /// <summary>Puts the answer off.</summary>
    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        IsPausing = true;
        if (ModelState[nameof(PauseUntil)]?.Errors.Count > 0) return Page();
        return await TryAsync(() => help.PauseAsync(Id, PauseReason, PauseUntil, cancel), S["Uitgesteld. Wie het punt bracht, leest waarom."], (nameof(Answer.DueOn), nameof(PauseUntil)));
    }

    private async Task<IActionResult> TryAsync(Func<Task> act, string done, params (string Domain, string Page)[] fields)
    {
        try
        {
            await act();
            TempData["Melding"] = done;
            return LocalRedirect("/beheer/antwoorden");
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(HttpContext.RequestAborted);
            IsOvertaken = true;
            ModelState.AddModelError("", S["Iemand anders schreef net ook een tekst. Die staat naast de jouwe. Wat jij typte, staat er nog. Kijk na en klik opnieuw."]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, fields);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await answers.FindAsync(Id, cancel) is not { } answer) return false;
        (Answer, Proposal) = (answer, await help.FindAsync(Id, cancel));
        Body = await db.NameOfBodyAsync(answer, cancel);
        Owner = await db.Set<Person>().Where(p => p.Id == answer.OwnerPersonId).Select(p => p.Name).SingleOrDefaultAsync(cancel);
        return true;
    }

    /// <summary>True when the answer should be there by now.</summary>
    public bool IsLate => Answer.IsOverdueOn(BrusselsTime.Today(time));
}
