using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>The fields that conditions and texts may use about feedback, and their values now. What was told is not among them: no mail copies it.</summary>
public sealed class FeedbackFields(GboDbContext db, PointLinks links, ISiteService site, IStringLocalizer<Startup> S)
{
    /// <summary>About the feedback.</summary>
    public static IReadOnlyList<WorkflowField> All { get; } =
    [
        new("feedback.reference", "nummer van wat verteld werd", FieldType.Text),
        new("feedback.shortCode", "code om het te volgen", FieldType.Text),
        WorkflowField.Choice<FeedbackKind>("feedback.kind", "soort", k => k.Dutch()),
        WorkflowField.Choice<FeedbackStatus>("feedback.status", "hoever het is", s => s.Dutch()),
        WorkflowField.Choice<FeedbackReaders>("feedback.readers", "wie het mag lezen", r => r.Dutch()),
        WorkflowField.Choice<Channel>("feedback.channel", "hoe het binnenkwam", c => c.Dutch()),
        new("feedback.isAnonymous", "zonder naam", FieldType.YesNo),
        new("feedback.hasFirstWord", "de indiener las al een reactie", FieldType.YesNo),
        new("feedback.hasCloseReason", "er staat bij waarom het klaar is", FieldType.YesNo),
        new("feedback.receivedOn", "dag waarop het binnenkwam", FieldType.Date),
        new("feedback.firstWordDueOn", "dag van het eerste woord", FieldType.Date),
        new("feedback.answerDueOn", "dag van het antwoord", FieldType.Date),
        new("feedback.answer", "het antwoord", FieldType.Text),
        new("feedback.answeredBy", "wie antwoordde, in een zin", FieldType.Text),
        new("feedback.answeredByCoach", "de coach antwoordde zelf", FieldType.YesNo),
        new("feedback.closeReason", "waarom het klaar is", FieldType.Text),
        new("feedback.followLink", "pagina om het te volgen", FieldType.Link),
        new("feedback.manageLink", "pagina voor de coach", FieldType.Link),
    ];

    /// <summary>The values now; null when it is gone.</summary>
    public Task<WorkflowValues?> ReadAsync(Guid id, CancellationToken cancel) => ReadAsync(id, All, cancel);

    /// <summary>The values now, among other fields; null when it is gone.</summary>
    internal async Task<WorkflowValues?> ReadAsync(Guid id, IReadOnlyList<WorkflowField> fields, CancellationToken cancel)
    {
        if (await db.Set<Feedback>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancel) is not { } told) return null;
        return new WorkflowValues(fields)
            .Set("feedback.reference", told.Reference).Set("feedback.shortCode", told.ShortCode).Set("feedback.kind", told.Kind)
            .Set("feedback.status", told.Status).Set("feedback.readers", told.Readers).Set("feedback.channel", told.EnteredBy)
            .Set("feedback.isAnonymous", told.IsAnonymous).Set("feedback.hasFirstWord", told.Status is not (FeedbackStatus.Received or FeedbackStatus.Read))
            .Set("feedback.hasCloseReason", told.CloseReason is not null).Set("feedback.receivedOn", told.ReceivedOn)
            .Set("feedback.firstWordDueOn", told.FirstWordDueOn).Set("feedback.answerDueOn", told.AnswerDueOn)
            .Set("feedback.answeredBy", told.AnsweredBy ?? S["de {0}", (await site.GetAsync<SiteSettings>(cancel)).CoachTitle]).Set("feedback.answeredByCoach", told.AnsweredBy is null)
            .Set("feedback.answer", told.Answer).Set("feedback.closeReason", told.CloseReason)
            .Set("feedback.followLink", new WorkflowLink(r => IsAuthor(told, r) ? links.ToFollow(told) : $"/volg/{told.Reference}"))
            .Set("feedback.manageLink", new WorkflowLink(_ => $"/beheer/feedback/{told.Reference}"));
    }

    private static bool IsAuthor(Feedback told, WorkflowRecipient? recipient)
        => recipient is not null && (recipient.Key == AuthorKey(told.Id) || (recipient.PersonId is { } person && person == told.AuthorPersonId));

    /// <summary>Key of an author who left an address without an account.</summary>
    internal static string AuthorKey(Guid feedback) => $"feedback:{feedback:N}";
}

internal sealed class FeedbackGivenSource(FeedbackFields fields) : WorkflowEventSource<FeedbackGiven>
{
    public override string DisplayText => "Iemand vertelt wat die merkt";

    public override IReadOnlyList<WorkflowField> Fields => FeedbackFields.All;

    protected override Task<WorkflowValues?> ReadAsync(FeedbackGiven @event, CancellationToken cancel) => fields.ReadAsync(@event.FeedbackId, cancel);
}

internal sealed class FeedbackLinkedSource(FeedbackFields fields) : WorkflowEventSource<FeedbackLinked>
{
    public override string DisplayText => "Wat iemand vertelde, komt bij een punt";

    public override IReadOnlyList<WorkflowField> Fields => FeedbackFields.All;

    protected override Task<WorkflowValues?> ReadAsync(FeedbackLinked @event, CancellationToken cancel) => fields.ReadAsync(@event.FeedbackId, cancel);
}

internal sealed class FeedbackAnsweredSource(FeedbackFields fields) : WorkflowEventSource<FeedbackAnswered>
{
    public override string DisplayText => "Er komt een antwoord op wat iemand vertelde";

    public override IReadOnlyList<WorkflowField> Fields => FeedbackFields.All;

    protected override Task<WorkflowValues?> ReadAsync(FeedbackAnswered @event, CancellationToken cancel) => fields.ReadAsync(@event.FeedbackId, cancel);
}

internal sealed class FeedbackClosedSource(FeedbackFields fields) : WorkflowEventSource<FeedbackClosed>
{
    public override string DisplayText => "Wat iemand vertelde, is klaar";

    public override IReadOnlyList<WorkflowField> Fields => FeedbackFields.All;

    protected override Task<WorkflowValues?> ReadAsync(FeedbackClosed @event, CancellationToken cancel) => fields.ReadAsync(@event.FeedbackId, cancel);
}

internal sealed class FeedbackForwardedSource(FeedbackFields fields) : WorkflowEventSource<FeedbackForwarded>
{
    public override string DisplayText => "Wat iemand vertelde, gaat naar een organisatie";

    public override IReadOnlyList<WorkflowField> Fields => FeedbackFields.All;

    protected override Task<WorkflowValues?> ReadAsync(FeedbackForwarded @event, CancellationToken cancel) => fields.ReadAsync(@event.FeedbackId, cancel);
}
