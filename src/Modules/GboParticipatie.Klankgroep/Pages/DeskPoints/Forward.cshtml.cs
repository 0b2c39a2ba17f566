using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Asks a group or an organisation for an answer, at once or after the meeting.</summary>
[RequiresPermission("ForwardAgendaItems")]
public sealed class ForwardModel(AgendaItemService items, AnswerDays answerDays, WorkingCalendar calendar, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>Key of the group or organisation that is asked.</summary>
    [BindProperty]
    public Guid? Body { get; set; }

    /// <summary>Who sees to it, or null: the chair.</summary>
    [BindProperty]
    public Guid? Owner { get; set; }

    /// <summary>What is asked.</summary>
    [BindProperty]
    public string? Question { get; set; }

    /// <summary>By when.</summary>
    [BindProperty]
    public DateOnly? DueOn { get; set; }

    /// <summary>The author agrees with the text: for a point for the coach alone.</summary>
    [BindProperty]
    public bool AuthorAgreed { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>Groups and organisations that can answer.</summary>
    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    /// <summary>People who can see to it, by where they sit.</summary>
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>The day on which the body that points usually go to meets next, or null.</summary>
    public DateOnly? MeetsOn { get; private set; }

    /// <summary>True for a point for the coach alone.</summary>
    public bool IsForCoachOnly => Item.Visibility == Visibility.CoachOnly;

    /// <summary>The answer that its author did not find clear, when the point came back for it.</summary>
    public Answer? Unclear => Item.Answers.Find(a => a.IsReopened);

    /// <summary>Shows the form, filled with what the region usually does.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Item.IsOver) return LocalRedirect($"/beheer/punten/{Id}");
        Body = Item.Group!.ForwardsToGroupId;
        if (IsForCoachOnly && await db.Set<NeutralText>().AsNoTracking().SingleOrDefaultAsync(n => n.ItemId == Id && n.AgreedAt != null, cancel) is { } neutral)
            (Question, AuthorAgreed) = (neutral.Text, true);
        if (Unclear is { } unclear && !IsForCoachOnly) Question = unclear.QuestionAgain(S);
        var proposed = await answerDays.ProposeAsync(Body, Item.AnswerDueOn, cancel);
        (DueOn, MeetsOn) = (proposed.On, proposed.MeetsOn);
        return Page();
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Body is null) ModelState.AddModelError(nameof(Body), S["Kies wie moet antwoorden."]);
        if (DueOn is null && ModelState[nameof(DueOn)]?.Errors.Count is null or 0) ModelState.AddModelError(nameof(DueOn), S["Kies tegen wanneer je een antwoord verwacht."]);
        if (DueOn is { } due && await DayOffAsync(due, cancel) is { } off) ModelState.AddModelError(nameof(DueOn), off);
        if (!ModelState.IsValid) return Page();
        var isGroup = await db.Set<Group>().AnyAsync(g => g.Id == Body, cancel);
        if (Owner is { } person && !await DeskOwners.SitsThereAsync(db, person, Body!.Value, BrusselsTime.Today(time), cancel))
        {
            ModelState.AddModelError(nameof(Owner), S["Deze persoon zit niet in wie je om een antwoord vraagt. Kies iemand anders, of laat dit leeg."]);
            return Page();
        }

        try
        {
            await items.ForwardAsync(new ForwardAgendaItem
            {
                ItemId = Id,
                GroupId = isGroup ? Body : null,
                OrganisationId = isGroup ? null : Body,
                OwnerPersonId = Owner,
                Question = Question,
                DueOn = DueOn,
                AuthorAgreed = AuthorAgreed,
                Version = Seen,
            }, cancel);
            return Asked();
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            if (IsAsked) return Asked();
            ModelState.AddModelError("", S["Iemand anders veranderde dit punt net. Nu staat er: “{0}”, {1}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", Item.Title, S[Item.Status.Dutch()]]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, ("GroupId", nameof(Body)));
            return Page();
        }
    }

    // Nobody answers on a day off, and nobody would be reminded on it.
    private async Task<string?> DayOffAsync(DateOnly due, CancellationToken cancel)
    {
        var days = await calendar.GetAsync(cancel);
        if (days.IsWorkingDay(due)) return null;
        var next = BrusselsTime.LongDate(days.OnOrAfter(due));
        return days.NameOfDayOff(due) is { } name ? S["Dan is het {0}. Kies een werkdag, zoals {1}.", S[name], next] : S["Dat is in het weekend. Kies een werkdag, zoals {0}.", next];
    }

    // A button that was pressed twice finds the question asked.
    private bool IsAsked => Item.Answers.Exists(a => a.State == AnswerState.Asked && (a.GroupId ?? a.OrganisationId) == Body && a.DueOn == DueOn
        && (a.Question ?? "") == TypedText.Clean(Question ?? ""));

    private LocalRedirectResult Asked()
    {
        TempData["Melding"] = S["De vraag is gesteld. Je krijgt een antwoord tegen {0}, of je ziet het hier als het te laat is.", BrusselsTime.LongDate(DueOn!.Value)].Value;
        return LocalRedirect($"/beheer/punten/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item) return false;
        Item = item;
        var today = BrusselsTime.Today(time);
        Bodies =
        [
            .. (await DeskChoices.GroupsAsync(db, today, cancel)).Select(g => g with { Group = S["Groepen"] }),
            .. (await DeskChoices.OrganisationsAsync(db, cancel)).Select(o => o with { Group = S["Organisaties"] }),
        ];
        Owners = await DeskOwners.ReadAsync(db, today, body: null, S, cancel);
        return true;
    }
}
