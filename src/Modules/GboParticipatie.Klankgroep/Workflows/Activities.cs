using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Asks a body for an answer about the point: for regions where points go on by themselves.</summary>
internal sealed class RequestAnswer(GboDbContext db, AgendaItemService points, IStringLocalizer<Startup> S) : TaskActivity
{
    private static readonly Outcome AlreadyAsked = new("AlreadyAsked", "Als het al gevraagd is");

    public override string DisplayText => "Vraag een antwoord";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
    [
        new("To", "Aan welke groep (anders: waar de groep naar doorstuurt)", PropertyKind.Recipients),
        new("Question", "De vraag", PropertyKind.Template),
    ];

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [Outcome.Done, AlreadyAsked];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (Subjects.Of(context.Workflow.StartEvent.Event).ItemId is not { } id) return ActivityResult.Done with { Note = S["geen punt"] };
        var item = await db.PointAsync(id, cancel);
        if (item.Visibility == Visibility.CoachOnly || item.IsOver) return ActivityResult.Done with { Note = S["dit punt gaat niet door"] };
        if (await BodyAsync(context, item, cancel) is not { } body) return ActivityResult.Done with { Note = S["geen groep om het aan te vragen"] };
        if (item.Answers.Exists(a => a.GroupId == body && a.State != AnswerState.Withdrawn)) return ActivityResult.Outcomes(AlreadyAsked.Name);
        var answer = await points.ForwardAsync(new ForwardAgendaItem { ItemId = id, GroupId = body, Question = context.Render("Question") }, cancel);
        context.Workflow.Correlate(answer.Id);
        return ActivityResult.Done;
    }

    // A group that the definition names and that is gone since: asking another would surprise both.
    private async Task<Guid?> BodyAsync(ActivityContext context, AgendaItem item, CancellationToken cancel)
    {
        if (context.List("To").Count == 0) return await db.Set<Group>().Where(g => g.Id == item.GroupId).Select(g => g.ForwardsToGroupId).SingleAsync(cancel);
        var chosen = await context.GroupsAsync("To", cancel);
        return chosen.Count > 0 ? chosen[0] : null;
    }
}

/// <summary>Gives the point to another coach.</summary>
internal sealed class AssignOwner(GboDbContext db, AgendaItemService points, IStringLocalizer<Startup> S) : TaskActivity
{
    public override string DisplayText => "Geef het punt aan iemand";

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("To", "Aan wie", PropertyKind.Recipients) { IsRequired = true }];

    public override string Describe(ActivityRecord activity, IStringLocalizer S) => $"{S[DisplayText]}: {activity.Properties["To"]}";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var owner = (await context.RecipientsAsync("To", cancel)).FirstOrDefault(r => r.UserId is not null);
        if (owner?.UserId is not { } user || Subjects.Of(context.Workflow.StartEvent.Event).ItemId is not { } item)
            return ActivityResult.Done with { Note = S["niemand gevonden"] };
        if ((await db.PointAsync(item, cancel)).IsOver) return ActivityResult.Done with { Note = S["dit punt gaat niet door"] };
        await points.AssignAsync(item, user, cancel);
        return ActivityResult.Done;
    }
}
