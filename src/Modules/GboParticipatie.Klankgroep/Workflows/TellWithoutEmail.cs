using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Makes a task for the coach when who brought the point takes no mail: call, letter, or by the organisation. Does nothing for others.</summary>
internal sealed class TellWithoutEmail(ContactTasks tasks) : TaskActivity
{
    public override string DisplayText => "Vertel het wie geen mail leest";

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Text", "Wat er verteld wordt", PropertyKind.Template) { IsRequired = true }];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (Subjects.Of(context.Workflow.StartEvent.Event).ItemId is not { } item) return ActivityResult.Done with { Note = "geen punt" };
        var added = await tasks.AddAsync($"workflow:{context.VisitId:N}", item, context.Render("Text") ?? "", cancel);
        return ActivityResult.Done with { Note = added ? "1 taak voor de coach" : "niet nodig" };
    }
}
