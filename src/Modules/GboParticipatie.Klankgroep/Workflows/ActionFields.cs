using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>The fields that conditions and texts may use about actions and their point, and their values now.</summary>
public sealed class ActionFields(GboDbContext db, PointFields points, RatingLinks ratings, IStringLocalizer<Startup> S)
{
    /// <summary>About the action, its point and the rest.</summary>
    public static IReadOnlyList<WorkflowField> All { get; } =
    [
        .. PointFields.OfPoint,
        new("action.what", "wat er gebeurt", FieldType.Text),
        new("action.by", "wie het doet, in een zin", FieldType.Text),
        WorkflowField.Choice<ActionState>("action.state", "hoever de actie is", s => s.Dutch()),
        new("action.dueOn", "dag waarop de actie klaar is", FieldType.Date),
        new("action.newsTitle", "wat er nieuw is, in een zin", FieldType.Text),
        new("action.news", "wat er nieuw is", FieldType.Text),
        WorkflowField.Choice<ChangeRating>("action.changed", "of er iets veranderd is", c => c.Dutch()),
        new("action.changedWord", "wat er nog misloopt", FieldType.Text),
        new("action.yesLink", "pagina om te zeggen: ja, er is iets veranderd", FieldType.Link),
        new("action.bitLink", "pagina om te zeggen: er is een beetje veranderd", FieldType.Link),
        new("action.noLink", "pagina om te zeggen: nee, er is niets veranderd", FieldType.Link),
        new("action.manageLink", "pagina van de actie voor de coach", FieldType.Link),
    ];

    /// <summary>The values now; null when the point or the action is gone.</summary>
    /// <param name="itemId">The point.</param>
    /// <param name="actionId">The action.</param>
    /// <param name="noteId">What is new, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<WorkflowValues?> ReadAsync(Guid itemId, Guid actionId, Guid? noteId, CancellationToken cancel)
    {
        var action = await db.Set<ActionItem>().AsNoTracking().Include(a => a.Points.Where(p => p.ItemId == itemId)).Include(a => a.Notes.Where(n => n.Id == noteId)).AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == actionId, cancel);
        if (action?.Points is not [var point] || await points.PointAsync(itemId, All, cancel) is not { } values) return null;
        var by = await db.NameOfOwnerAsync(action, cancel);
        var item = await db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Id == itemId, cancel);
        var note = action.Notes.FirstOrDefault();
        return values.Set("action.what", action.What).Set("action.by", by).Set("action.state", action.State).Set("action.dueOn", action.DueOn)
            .Set("action.newsTitle", note is null ? "" : ActionTeller.TitleOf(note, by, action.TrialUntil, action.IsInquiry, S)).Set("action.news", note?.Text ?? "")
            .Set("action.changed", point.Changed).Set("action.changedWord", point.ChangedWord)
            .Set("action.yesLink", SayOf(item, action, ClarityRating.Yes)).Set("action.bitLink", SayOf(item, action, ClarityRating.ABit)).Set("action.noLink", SayOf(item, action, ClarityRating.No))
            .Set("action.manageLink", new WorkflowLink(_ => $"/beheer/acties/{actionId}"));
    }

    private WorkflowLink SayOf(AgendaItem item, ActionItem action, ClarityRating rating)
        => new(r => r?.PersonId is { } person && person == item.AuthorPersonId ? ratings.ToSayOf(item, action, rating) : $"/volg/{item.Reference}");
}

internal sealed class ActionMovedSource(ActionFields fields) : WorkflowEventSource<ActionMoved>
{
    public override string DisplayText => "Er is nieuws over een actie";

    public override IReadOnlyList<WorkflowField> Fields => ActionFields.All;

    protected override Task<WorkflowValues?> ReadAsync(ActionMoved @event, CancellationToken cancel) => fields.ReadAsync(@event.ItemId, @event.ActionId, @event.NoteId, cancel);
}

internal sealed class ActionDueSource(ActionFields fields) : WorkflowEventSource<ActionDue>
{
    public override string DisplayText => "De dag van een actie is voorbij";

    public override IReadOnlyList<WorkflowField> Fields => ActionFields.All;

    protected override Task<WorkflowValues?> ReadAsync(ActionDue @event, CancellationToken cancel) => fields.ReadAsync(@event.ItemId, @event.ActionId, null, cancel);
}

internal sealed class ActionRatedSource(ActionFields fields) : WorkflowEventSource<ActionRated>
{
    public override string DisplayText => "De indiener zegt of er iets veranderd is";

    public override IReadOnlyList<WorkflowField> Fields => ActionFields.All;

    protected override Task<WorkflowValues?> ReadAsync(ActionRated @event, CancellationToken cancel) => fields.ReadAsync(@event.ItemId, @event.ActionId, null, cancel);
}

internal sealed class AnswerPausedSource(PointFields fields) : WorkflowEventSource<AnswerPaused>
{
    public override string DisplayText => "Een antwoord wordt uitgesteld";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerPaused @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerPaused @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerPaused @event, CancellationToken cancel) => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerProposedSource(PointFields fields) : WorkflowEventSource<AnswerProposed>
{
    public override string DisplayText => "De coach schrijft een antwoord op";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerProposed @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerProposed @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerProposed @event, CancellationToken cancel) => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}
