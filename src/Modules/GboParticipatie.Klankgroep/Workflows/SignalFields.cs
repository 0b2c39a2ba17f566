using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>The fields that conditions and texts may use about what was sent to an organisation. What was told is not among them: no mail copies it.</summary>
public sealed class SignalFields(GboDbContext db, SignalLinks links, SignalAnswers signals)
{
    /// <summary>About the organisation and what waits for it.</summary>
    public static IReadOnlyList<WorkflowField> All { get; } =
    [
        new("organisation.name", "naam van de organisatie", FieldType.Text),
        new("organisation.waiting", "hoeveel signalen op een antwoord wachten", FieldType.Number),
        new("organisation.signalsLink", "pagina om de signalen te lezen en te antwoorden", FieldType.Link),
        new("organisation.bundleLink", "signalenbundel voor de coach", FieldType.Link),
    ];

    /// <summary>The values now; null when the organisation is gone.</summary>
    public async Task<WorkflowValues?> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel) is not { } organisation) return null;
        var answer = await links.ToAnswerAsync(id, cancel);
        return new WorkflowValues(All).Set("organisation.name", organisation.Name)
            .Set("organisation.waiting", await signals.CountWaitingAsync([id], cancel))
            .Set("organisation.signalsLink", new WorkflowLink(r => r?.Key.StartsWith(OrganisationRecipients.KeyPrefix, StringComparison.Ordinal) == true ? answer : "/antwoorden"))
            .Set("organisation.bundleLink", new WorkflowLink(_ => $"/beheer/signalenbundels/{organisation.Slug}"));
    }
}

internal sealed class SignalsSentSource(SignalFields fields) : WorkflowEventSource<SignalsSent>
{
    public override string DisplayText => "Signalen gaan naar een organisatie";

    public override IReadOnlyList<WorkflowField> Fields => SignalFields.All;

    protected override Task<WorkflowValues?> ReadAsync(SignalsSent @event, CancellationToken cancel) => fields.ReadAsync(@event.OrganisationId, cancel);
}

/// <summary><c>organisation</c>: the mailbox of the organisation that something went to, or else its people who take mail.</summary>
internal sealed class OrganisationRecipients(PeopleOfOrganisations organisations) : IWorkflowRecipients
{
    /// <summary>Beginning of the key of each of them: they read with the organisation's link.</summary>
    public const string KeyPrefix = "organisation:";

    public string Kind => "organisation";

    public string DisplayText => "de organisatie waar het naartoe ging";

    public bool TakesArgument => false;

    public bool AppliesTo(IWorkflowEventSource? source) => Subjects.IsAboutOrganisation(source?.EventType);

    public Task<string?> CheckAsync(string? argument, CancellationToken cancel) => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => organisations.FindAsync(Subjects.Of(startEvent.Event).OrganisationId, cancel);
}

/// <summary>Whom a mail for an organisation goes to.</summary>
internal sealed class PeopleOfOrganisations(GboDbContext db, TimeProvider time)
{
    /// <summary>
    /// Its mailbox, or else its people who take mail. Without either, one recipient without an address, so that the coach can pass it on.
    /// Nobody of one that no longer takes part: its link opens nothing.
    /// </summary>
    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(Guid? id, CancellationToken cancel)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.IsActive, cancel) is not { } organisation) return [];
        var today = BrusselsTime.Today(time);
        var people = string.IsNullOrEmpty(organisation.Email)
            ? await db.Set<Person>().AsNoTracking()
                .Where(p => p.Email != null && p.PreferredChannel == ContactChannel.Email
                    && p.Memberships.Any(m => m.OrganisationId == id && m.From <= today && (m.To == null || m.To >= today)))
                .OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel)
            : [];
        if (people.Count == 0) return [new WorkflowRecipient { Key = $"{OrganisationRecipients.KeyPrefix}{organisation.Id:N}", Name = organisation.Name, Email = organisation.Email }];
        return [.. people.Select(p => new WorkflowRecipient { Key = $"{OrganisationRecipients.KeyPrefix}{p.Id:N}", PersonId = p.Id, UserId = p.UserId, Name = p.Name, Email = p.Email })];
    }
}
