using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

internal sealed class ItemProposedSource(PointFields fields) : WorkflowEventSource<AgendaItemProposed>
{
    public override string DisplayText => "Er komt een punt binnen";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfPoint;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemProposed @event, CancellationToken cancel) => fields.PointAsync(@event.ItemId, cancel);
}

internal sealed class ItemDeclinedSource(PointFields fields) : WorkflowEventSource<AgendaItemDeclined>
{
    public override string DisplayText => "Een punt komt niet op de agenda";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfPoint;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemDeclined @event, CancellationToken cancel) => fields.PointAsync(@event.ItemId, cancel);
}

internal sealed class ItemMergedSource(PointFields fields) : WorkflowEventSource<AgendaItemMerged>
{
    public override string DisplayText => "Een punt komt samen te staan met een ander";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfPoint;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemMerged @event, CancellationToken cancel) => fields.PointAsync(@event.ItemId, cancel);
}

internal sealed class ItemUnmergedSource(PointFields fields) : WorkflowEventSource<AgendaItemUnmerged>
{
    public override string DisplayText => "Een punt staat weer apart";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfPoint;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemUnmerged @event, CancellationToken cancel) => fields.PointAsync(@event.ItemId, cancel);
}

internal sealed class ItemParkedSource(PointFields fields) : WorkflowEventSource<AgendaItemParked>
{
    public override string DisplayText => "Een punt gaat naar een volgende keer";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfPoint;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemParked @event, CancellationToken cancel) => fields.PointAsync(@event.ItemId, cancel);
}

internal sealed class ItemDiscussedSource(OutcomeFields fields) : WorkflowEventSource<AgendaItemDiscussed>
{
    public override string DisplayText => "Het verslag is klaar van een bijeenkomst die een punt besprak";

    public override IReadOnlyList<WorkflowField> Fields => OutcomeFields.OfOutcome;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemDiscussed @event, CancellationToken cancel) => fields.ReadAsync(@event.ItemId, @event.SessionId, cancel);
}

internal sealed class ItemCarriedOverSource(OutcomeFields fields) : WorkflowEventSource<AgendaItemCarriedOver>
{
    public override string DisplayText => "Het verslag is klaar van een bijeenkomst die niet aan een punt toekwam";

    public override IReadOnlyList<WorkflowField> Fields => OutcomeFields.OfOutcome;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemCarriedOver @event, CancellationToken cancel) => fields.ReadAsync(@event.ItemId, @event.SessionId, cancel);
}

internal sealed class ItemForwardedSource(PointFields fields) : WorkflowEventSource<AgendaItemForwarded>
{
    public override string DisplayText => "Een punt wordt doorgestuurd";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Task<WorkflowValues?> ReadAsync(AgendaItemForwarded @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerRequestedSource(PointFields fields) : WorkflowEventSource<AnswerRequested>
{
    public override string DisplayText => "Er wordt een antwoord gevraagd";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerRequested @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerRequested @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerRequested @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerAssignedSource(PointFields fields) : WorkflowEventSource<AnswerAssigned>
{
    public override string DisplayText => "Iemand anders volgt een antwoord op";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerAssigned @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerAssigned @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerAssigned @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerOverdueSource(PointFields fields) : WorkflowEventSource<AnswerOverdue>
{
    public override string DisplayText => "Een antwoord is te laat";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerOverdue @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerOverdue @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerOverdue @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerGivenSource(PointFields fields) : WorkflowEventSource<AnswerGiven>
{
    public override string DisplayText => "Er komt een antwoord";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerGiven @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerGiven @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerGiven @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class AnswerRatedSource(PointFields fields) : WorkflowEventSource<AnswerRated>
{
    public override string DisplayText => "De indiener zegt of het antwoord duidelijk is";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAnswer;

    protected override Guid GetCorrelationId(AnswerRated @event) => @event.AnswerId;

    protected override IEnumerable<Guid> AlsoConcerns(AnswerRated @event) => [@event.ItemId];

    protected override Task<WorkflowValues?> ReadAsync(AnswerRated @event, CancellationToken cancel)
        => fields.AnswerAsync(@event.ItemId, @event.AnswerId, cancel);
}

internal sealed class SessionAnnouncedSource(PointFields fields) : WorkflowEventSource<SessionAnnounced>
{
    public override string DisplayText => "Een bijeenkomst wordt aangekondigd";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionAnnounced @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionAgendaSentSource(PointFields fields) : WorkflowEventSource<SessionAgendaSent>
{
    public override string DisplayText => "De agenda van een bijeenkomst wordt verstuurd";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfAgenda;

    protected override Task<WorkflowValues?> ReadAsync(SessionAgendaSent @event, CancellationToken cancel) => fields.AgendaAsync(@event.SessionId, cancel);
}

internal sealed class SessionChangedSource(PointFields fields) : WorkflowEventSource<SessionChanged>
{
    public override string DisplayText => "Een bijeenkomst verandert";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionChanged @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionCancelledSource(PointFields fields) : WorkflowEventSource<SessionCancelled>
{
    public override string DisplayText => "Een bijeenkomst gaat niet door";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionCancelled @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionHeldSource(PointFields fields) : WorkflowEventSource<SessionHeld>
{
    public override string DisplayText => "Een bijeenkomst is voorbij";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionHeld @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionLeftOpenSource(PointFields fields) : WorkflowEventSource<SessionLeftOpen>
{
    public override string DisplayText => "Niemand zei dat een bijeenkomst voorbij is";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionLeftOpen @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionReportedSource(PointFields fields) : WorkflowEventSource<SessionReported>
{
    public override string DisplayText => "Het verslag van een bijeenkomst is klaar";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionReported @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}

internal sealed class SessionReportCorrectedSource(PointFields fields) : WorkflowEventSource<SessionReportCorrected>
{
    public override string DisplayText => "Het verslag van een bijeenkomst wordt verbeterd";

    public override IReadOnlyList<WorkflowField> Fields => PointFields.OfSession;

    protected override Task<WorkflowValues?> ReadAsync(SessionReportCorrected @event, CancellationToken cancel) => fields.SessionAsync(@event.SessionId, cancel);
}
