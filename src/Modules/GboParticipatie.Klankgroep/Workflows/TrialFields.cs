using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>The fields that conditions and texts may use about an action whose trial is over.</summary>
public sealed class TrialFields(GboDbContext db)
{
    /// <summary>About the action.</summary>
    public static IReadOnlyList<WorkflowField> All { get; } =
    [
        new("action.what", "wat er gebeurt", FieldType.Text),
        new("action.by", "wie het doet, in een zin", FieldType.Text),
        new("action.trialUntil", "laatste dag van het proberen", FieldType.Date),
        new("action.evaluations", "hoeveel mensen vertelden hoe het uitdraait", FieldType.Number),
        new("action.tellLink", "pagina om te vertellen hoe het uitdraait", FieldType.Link),
        new("action.manageLink", "pagina van de actie voor de coach", FieldType.Link),
    ];

    /// <summary>The values now; null when the action is gone.</summary>
    public async Task<WorkflowValues?> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Set<ActionItem>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } action) return null;
        return new WorkflowValues(All).Set("action.what", action.What).Set("action.by", await db.NameOfOwnerAsync(action, cancel)).Set("action.trialUntil", action.TrialUntil)
            .Set("action.evaluations", await db.Set<Feedback>().CountAsync(f => f.AboutActionId == id, cancel))
            .Set("action.tellLink", new WorkflowLink(_ => $"/vertel?actie={id}"))
            .Set("action.manageLink", new WorkflowLink(_ => $"/beheer/acties/{id}"));
    }
}

internal sealed class TrialEndedSource(TrialFields fields) : WorkflowEventSource<TrialEnded>
{
    public override string DisplayText => "Een proefperiode is voorbij";

    public override IReadOnlyList<WorkflowField> Fields => TrialFields.All;

    protected override Task<WorkflowValues?> ReadAsync(TrialEnded @event, CancellationToken cancel) => fields.ReadAsync(@event.ActionId, cancel);
}

internal sealed class FeedbackActionMovedSource(FeedbackFields fields, GboDbContext db, IStringLocalizer<Startup> S) : WorkflowEventSource<FeedbackActionMoved>
{
    private static readonly IReadOnlyList<WorkflowField> Own =
    [
        .. FeedbackFields.All,
        new("action.what", "wat er gebeurt", FieldType.Text),
        new("action.newsTitle", "wat er nieuw is, in een zin", FieldType.Text),
        new("action.news", "wat er nieuw is", FieldType.Text),
    ];

    public override string DisplayText => "Er is nieuws over een actie na wat iemand vertelde";

    public override IReadOnlyList<WorkflowField> Fields => Own;

    protected override async Task<WorkflowValues?> ReadAsync(FeedbackActionMoved @event, CancellationToken cancel)
    {
        var action = await db.Set<ActionItem>().AsNoTracking().Include(a => a.Notes.Where(n => n.Id == @event.NoteId)).SingleOrDefaultAsync(a => a.Id == @event.ActionId, cancel);
        if (action?.Notes is not [var note] || await fields.ReadAsync(@event.FeedbackId, Own, cancel) is not { } values) return null;
        return values.Set("action.what", action.What).Set("action.news", note.Text ?? "")
            .Set("action.newsTitle", ActionTeller.TitleOf(note, await db.NameOfOwnerAsync(action, cancel), action.TrialUntil, action.IsInquiry, S));
    }
}

/// <summary><c>doer</c>: who does the action: the chair of the group, or the organisation.</summary>
internal sealed class DoerRecipients(GboDbContext db, PeopleForWorkflows people, PeopleOfOrganisations organisations) : IWorkflowRecipients
{
    public string Kind => "doer";

    public string DisplayText => "wie de actie doet";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutTrial(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
    {
        var id = Subjects.Of(startEvent.Event).ActionId;
        var owner = await db.Set<ActionItem>().Where(a => a.Id == id).Select(a => new { a.OwnerGroupId, a.OwnerOrganisationId }).SingleOrDefaultAsync(cancel);
        if (owner?.OwnerOrganisationId is { } organisation) return [.. (await organisations.FindAsync(organisation, cancel)).Where(r => r.TakesEmail)];
        var chairs = await people.MembersAsync(owner?.OwnerGroupId, MandateRole.Chair, cancel);
        return chairs.Count > 0 ? chairs : await people.MembersAsync(owner?.OwnerGroupId, MandateRole.Secretary, cancel);
    }
}
