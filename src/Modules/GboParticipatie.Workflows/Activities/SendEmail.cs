using GboParticipatie.Email;
using GboParticipatie.Localization;
using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Activities;

/// <summary>
/// Sends each recipient a mail, in the transaction of the step and with a key of visit and recipient: tried again, it is the
/// same mail. In another language when the region's own texts have one for the templates. <c>NoAddress</c> follows (as well) when someone takes no mail.
/// </summary>
internal sealed class SendEmail(IEmailService email, IStringLocalizer<Startup> S) : TaskActivity
{
    private const string NoAddress = "NoAddress";
    private const string Urgent = "Urgent";

    public override string DisplayText => "Stuur een mail";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
    [
        new("To", "Aan", PropertyKind.Recipients) { IsRequired = true },
        new("Subject", "Onderwerp", PropertyKind.Template) { IsRequired = true },
        new("Body", "Tekst", PropertyKind.MarkdownTemplate) { IsRequired = true },
        new("ActionText", "Tekst van de knop", PropertyKind.Template),
        new("ActionUrl", "Adres van de knop", PropertyKind.Template),
        new("Kind", "Soort mail", PropertyKind.Text),
        new(Urgent, "Meteen, ook aan wie vandaag niet werkt", PropertyKind.YesNo),
    ];

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [Outcome.Done, new(NoAddress, "Als iemand geen mail krijgt")];

    public override IEnumerable<string> Validate(ActivityRecord activity)
    {
        if (activity.Has("ActionText") != activity.Has("ActionUrl")) yield return "geef ActionText en ActionUrl samen";
    }

    public override string Describe(ActivityRecord activity, IStringLocalizer S)
        => S["Stuur een mail aan {0}: {1}", string.Join(", ", activity.List("To")), activity.Text("Subject") ?? ""];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var recipients = await context.RecipientsAsync("To", cancel);
        var addresses = recipients.Where(r => r.TakesEmail).DistinctBy(r => r.Email, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var recipient in addresses) await email.WriteAsync(() => MailAsync(context, recipient, cancel), cancel);
        var without = recipients.Count(r => !r.TakesEmail);
        var names = without > 0 && context.IsFollowed(NoAddress) ? new[] { Outcome.Done.Name, NoAddress } : [Outcome.Done.Name];
        var note = without == 0 ? StoredText.Of($"mails: {addresses.Count}", ActivityResult.NoteLength) : StoredText.Of($"mails: {addresses.Count}, zonder mail: {without}", ActivityResult.NoteLength);
        return ActivityResult.Outcomes(names) with { Note = note };
    }

    private async Task<EmailMessage> MailAsync(ActivityContext context, WorkflowRecipient recipient, CancellationToken cancel)
    {
        // Days and words in one language around a text in another help nobody.
        if (S[context.Text("Body")!].ResourceNotFound) return ReadersLanguage.In("nl", () => Mail(context, recipient));
        await context.ReadFieldsAsync(cancel);
        return Mail(context, recipient);
    }

    private static EmailMessage Mail(ActivityContext context, WorkflowRecipient recipient)
    {
        var url = context.Render("ActionUrl", recipient);
        var hasAction = !string.IsNullOrWhiteSpace(url);
        return new EmailMessage
        {
            Key = $"workflow:{context.VisitId:N}:{recipient.Key}",
            Kind = context.Text("Kind") ?? context.Workflow.WorkflowTypeId,
            To = recipient.Email!,
            ToName = recipient.Name.Length == 0 ? null : recipient.Name,
            Subject = context.Render("Subject", recipient)!.ReplaceLineEndings(" "),
            Body = context.Render("Body", recipient)!,
            ActionText = hasAction ? context.Render("ActionText", recipient) : null,
            ActionUrl = hasAction ? url : null,
            Pace = context.YesNo(Urgent) ? EmailPace.AtOnce : recipient.Pace,
        };
    }
}
