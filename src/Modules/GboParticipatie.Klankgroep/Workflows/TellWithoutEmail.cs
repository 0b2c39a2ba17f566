using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>
/// Makes a task for the coach when who must hear something takes no mail: call, letter, or by the organisation. About a point that
/// is who brought it, about feedback who told it; about a meeting, those of "Aan". Does nothing for others.
/// </summary>
internal sealed class TellWithoutEmail(ContactTasks tasks, MeetingTasks meetings) : TaskActivity
{
    public override string DisplayText => "Vertel het wie geen mail leest";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
        [new("To", "Aan wie, bij een bijeenkomst", PropertyKind.Recipients), new("Text", "Wat er verteld wordt", PropertyKind.Template) { IsRequired = true }];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var (key, text) = ($"workflow:{context.VisitId:N}", context.Render("Text") ?? "");
        var added = Subjects.Of(context.Workflow.StartEvent.Event) switch
        {
            { ItemId: { } item } when context.Workflow.StartEvent.Event is AgendaItemForwarded => await tasks.AddWhereAsync(key, item, text, cancel) ? 1 : 0,
            { ItemId: { } item } => await tasks.AddAsync(key, item, text, cancel) ? 1 : 0,
            { FeedbackId: { } feedback } => await tasks.AddForFeedbackAsync(key, feedback, text, cancel) ? 1 : 0,
            { SessionId: { } session } => await OfMeetingAsync(context, session, cancel),
            _ => 0,
        };
        return ActivityResult.Done with { Note = added == 0 ? StoredText.Of($"niet nodig", ActivityResult.NoteLength) : StoredText.Of($"taken voor de coach: {added}", ActivityResult.NoteLength) };
    }

    private async Task<int> OfMeetingAsync(ActivityContext context, Guid session, CancellationToken cancel)
    {
        var news = (await context.RecipientsAsync("To", cancel)).Where(r => !r.TakesEmail && (r.PersonId ?? r.OrganisationId) is not null)
            .Select(r => new MeetingNews($"workflow:{context.VisitId:N}:{r.Key}", r.PersonId, r.OrganisationId, MeansOf(r.Channel), context.Render("Text", r) ?? "", IsMore: context.Workflow.StartEvent.Event is SessionAgendaSent)).ToList();
        return await meetings.AddAsync(session, news, cancel);
    }

    private static ContactMeans MeansOf(RecipientChannel channel) => channel switch
    {
        RecipientChannel.Phone => ContactMeans.Phone,
        RecipientChannel.Letter => ContactMeans.Letter,
        _ => ContactMeans.ViaOrganisation,
    };
}
