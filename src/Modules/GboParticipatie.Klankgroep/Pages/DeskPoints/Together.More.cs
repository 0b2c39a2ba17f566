using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <content>What goes from the desk to others: the next agenda, one question to a body, and word that an author is known.</content>
public sealed partial class TogetherModel
{
    /// <summary>Key of the group or organisation that is asked.</summary>
    [BindProperty]
    public Guid? Body { get; set; }

    /// <summary>What is asked about each of them.</summary>
    [BindProperty]
    public string? Question { get; set; }

    /// <summary>By when an answer is expected.</summary>
    [BindProperty]
    public DateOnly? DueOn { get; set; }

    /// <summary>Groups and organisations that can answer.</summary>
    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    /// <summary>Puts each of them on the agenda of the next meeting of its group.</summary>
    public Task<IActionResult> OnPostAgendaAsync(CancellationToken cancel)
        => ActAsync("agenda", n => S.Plural(n, "1 punt staat op de volgende agenda.", "{0} punten staan op de volgende agenda."), id => PutOnNextAgendaAsync(id, cancel), cancel);

    /// <summary>Asks one body about all of them, each with a question of its own to answer.</summary>
    public async Task<IActionResult> OnPostForwardAsync(CancellationToken cancel)
    {
        Open = "vraag";
        if (Body is null) ModelState.AddModelError(nameof(Body), S["Kies wie moet antwoorden."]);
        if (DueOn is { } due && !(await calendar.GetAsync(cancel)).IsWorkingDay(due)) ModelState.AddModelError(nameof(DueOn), S["Dan werkt er niemand. Kies een werkdag."]);
        var isGroup = await db.Set<Group>().AnyAsync(g => g.Id == Body, cancel);
        return await ActAsync("vraag", n => S.Plural(n, "1 punt is doorgestuurd.", "{0} punten zijn doorgestuurd."), id => items.ForwardAsync(new ForwardAgendaItem
        {
            ItemId = id,
            GroupId = isGroup ? Body : null,
            OrganisationId = isGroup ? null : Body,
            Question = Question,
            DueOn = DueOn,
        }, cancel), cancel);
    }

    /// <summary>Vouches for the authors, with the organisation that each of them gave.</summary>
    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
        => ActAsync("bevestig", n => S.Plural(n, "1 punt is bevestigd.", "{0} punten zijn bevestigd."), id => items.ConfirmAsync(id, null, null, cancel), cancel);

    private async Task PutOnNextAgendaAsync(Guid id, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var group = await db.Set<AgendaItem>().Where(i => i.Id == id).Select(i => new { i.GroupId, i.Group!.Name }).SingleAsync(cancel);
        var next = await db.Set<Session>().AsNoTracking().Where(s => s.GroupId == group.GroupId && s.Kind != SessionKind.GuestAt && s.StartsAt > now && Session.OpenStates.Contains(s.State))
            .OrderBy(s => s.StartsAt).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancel)
            ?? throw new RuleException($"Er is nog geen volgende bijeenkomst van {group.Name}. Plan ze eerst.");
        // What stands on it already, stays where it is.
        if (await db.Set<AgendaItem>().AnyAsync(i => i.Id == id && i.CurrentSessionId == next, cancel)) return;
        await agendas.AddAsync(next, id, cancel);
    }

    private async Task<IReadOnlyList<Choice>> BodiesAsync(CancellationToken cancel) =>
    [
        .. (await DeskChoices.GroupsAsync(db, BrusselsTime.Today(time), cancel)).Select(g => g with { Group = S["Groepen"] }),
        .. (await DeskChoices.OrganisationsAsync(db, cancel)).Select(o => o with { Group = S["Organisaties"] }),
    ];
}
