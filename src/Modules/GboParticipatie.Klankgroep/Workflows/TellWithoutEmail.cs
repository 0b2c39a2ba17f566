using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Makes a task for the coach when who brought the point, or told something, takes no mail: call, letter, or by the organisation. Does nothing for others.</summary>
internal sealed class TellWithoutEmail(ContactTasks tasks) : TaskActivity
{
    public override string DisplayText => "Vertel het wie geen mail leest";

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Text", "Wat er verteld wordt", PropertyKind.Template) { IsRequired = true }];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var (key, text) = ($"workflow:{context.VisitId:N}", context.Render("Text") ?? "");
        bool? done = Subjects.Of(context.Workflow.StartEvent.Event) switch
        {
            { ItemId: { } item } => await tasks.AddAsync(key, item, text, cancel),
            { FeedbackId: { } feedback } => await tasks.AddForFeedbackAsync(key, feedback, text, cancel),
            _ => null,
        };
        if (done is not { } added) return ActivityResult.Done with { Note = "geen punt" };
        return ActivityResult.Done with { Note = added ? "1 taak voor de coach" : "niet nodig" };
    }
}
