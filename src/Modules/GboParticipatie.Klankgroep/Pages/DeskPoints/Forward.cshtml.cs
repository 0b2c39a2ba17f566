using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Asks a group or an organisation for an answer, at once or after the meeting.</summary>
[RequiresPermission("ForwardAgendaItems")]
public sealed class ForwardModel(AgendaItemService items, ISiteService site, WorkingCalendar calendar, GboDbContext db, TimeProvider time) : PageModel
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

    /// <summary>True for a point for the coach alone.</summary>
    public bool IsForCoachOnly => Item.Visibility == Visibility.CoachOnly;

    /// <summary>Shows the form, filled with what the region usually does.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Item.IsOver) return LocalRedirect($"/beheer/punten/{Id}");
        Body = Item.Group!.ForwardsToGroupId;
        var days = (await site.GetAsync<KlankgroepSettings>(cancel)).ForwardAnswerWorkingDays;
        DueOn = (await calendar.GetAsync(cancel)).AddWorkingDays(BrusselsTime.Today(time), days);
        return Page();
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (Body is null) ModelState.AddModelError(nameof(Body), "Kies wie moet antwoorden.");
        if (DueOn is null && ModelState[nameof(DueOn)]?.Errors.Count is null or 0) ModelState.AddModelError(nameof(DueOn), "Kies tegen wanneer je een antwoord verwacht.");
        if (!ModelState.IsValid) return Page();
        var isGroup = await db.Set<Group>().AnyAsync(g => g.Id == Body, cancel);
        if (!await OwnerSitsThereAsync(cancel))
        {
            ModelState.AddModelError(nameof(Owner), "Deze persoon zit niet in wie je om een antwoord vraagt. Kies iemand anders, of laat dit leeg.");
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
            ModelState.AddModelError("", $"Iemand anders veranderde dit punt net. Nu staat er: “{Item.Title}”, {Item.Status.Dutch()}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.");
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, ("GroupId", nameof(Body)));
            return Page();
        }
    }

    // A button that was pressed twice finds the question asked.
    private bool IsAsked => Item.Answers.Exists(a => a.State == AnswerState.Asked && (a.GroupId ?? a.OrganisationId) == Body && a.DueOn == DueOn
        && (a.Question ?? "") == TypedText.Clean(Question ?? ""));

    private LocalRedirectResult Asked()
    {
        TempData["Melding"] = $"De vraag is gesteld. Je krijgt een antwoord tegen {BrusselsTime.LongDate(DueOn!.Value)}, of je ziet het hier als het te laat is.";
        return LocalRedirect($"/beheer/punten/{Id}");
    }

    private async Task<bool> OwnerSitsThereAsync(CancellationToken cancel)
    {
        if (Owner is not { } person) return true;
        var today = BrusselsTime.Today(time);
        return await Seats(today).AnyAsync(m => m.PersonId == person && m.GroupId == Body, cancel)
            || await Members(today).AnyAsync(m => m.PersonId == person && m.OrganisationId == Body, cancel);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { } item) return false;
        Item = item;
        var today = BrusselsTime.Today(time);
        Bodies =
        [
            .. (await DeskChoices.GroupsAsync(db, today, cancel)).Select(g => g with { Group = "Groepen" }),
            .. (await DeskChoices.OrganisationsAsync(db, cancel)).Select(o => o with { Group = "Organisaties" }),
        ];
        Owners = await OwnersAsync(today, cancel);
        return true;
    }

    private async Task<IReadOnlyList<Choice>> OwnersAsync(DateOnly today, CancellationToken cancel)
    {
        const int most = 500;
        var seats = await (from seat in Seats(today)
                           join person in db.Set<Person>() on seat.PersonId equals person.Id
                           join body in db.Set<Group>() on seat.GroupId equals body.Id
                           orderby body.Position, body.Name, person.Name
                           select new { person.Id, person.Name, Body = body.Name, seat.Role }).Take(most).ToListAsync(cancel);
        var members = await (from member in Members(today)
                             join person in db.Set<Person>() on member.PersonId equals person.Id
                             join body in db.Set<Organisation>() on member.OrganisationId equals body.Id
                             where body.IsActive
                             orderby body.SearchName, person.Name
                             select new { person.Id, person.Name, Body = body.Name }).Take(most).ToListAsync(cancel);
        return
        [
            .. seats.Select(s => new Choice(s.Id.ToString(), s.Role == MandateRole.Member ? s.Name : $"{s.Name}, {s.Role.Dutch()}", Group: s.Body)),
            .. members.Select(m => new Choice(m.Id.ToString(), m.Name, Group: m.Body)),
        ];
    }

    private IQueryable<Mandate> Seats(DateOnly today) => db.Set<Mandate>().AsNoTracking().Where(m => m.From <= today && (m.To == null || m.To >= today));

    private IQueryable<Membership> Members(DateOnly today) => db.Set<Membership>().AsNoTracking().Where(m => m.From <= today && (m.To == null || m.To >= today));
}
