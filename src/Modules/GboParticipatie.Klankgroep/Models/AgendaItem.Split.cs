namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>Reference of the point that this one was a part of, or null.</summary>
    public string? SplitFrom { get; private set; }

    /// <summary>True while a part of it can go its own way: nobody was asked about it yet.</summary>
    public bool CanSplit => !IsOver && Answers.Count == 0;

    /// <summary>
    /// Makes a point of its own of a part of this one: of the same author, for the same readers, by the same days; on the agenda where
    /// this one waits, or discussed where this one was.
    /// </summary>
    /// <param name="part">What the part is about.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="submissionKey">Makes it count once.</param>
    /// <param name="now">Now (UTC).</param>
    /// <exception cref="RuleException">The point is over, or a body was asked about it.</exception>
    public AgendaItem Split(PointText part, string reference, Guid submissionKey, DateTime now)
    {
        MustBeAlive();
        if (!CanSplit) throw new RuleException("Er is al een antwoord gevraagd op dit punt. Je kan het niet meer splitsen.");
        var item = new AgendaItem
        {
            Id = Visibility == Visibility.WithName ? NewId.InOrder() : NewId.Random(),
            Reference = reference,
            ShortCode = Models.ShortCode.New(),
            SubmissionKey = submissionKey,
            SplitFrom = Reference,
            GroupId = GroupId,
            Title = part.Title,
            Description = part.Description,
            Remedy = part.Remedy,
            LifeDomain = part.LifeDomain,
            Barrier = Barrier,
            HeardFrom = HeardFrom,
            Visibility = Visibility,
            PromisedReaders = PromisedReaders,
            AuthorPersonId = AuthorPersonId,
            AuthorOrganisationId = AuthorOrganisationId,
            AuthorOrganisationName = AuthorOrganisationName,
            EnteredBy = EnteredBy,
            EnteredByUserId = EnteredByUserId,
            IsForAnother = IsForAnother,
            IsConfirmed = IsConfirmed,
            OwnerUserId = OwnerUserId,
            ReceivedAt = ReceivedAt,
            ReceivedOn = ReceivedOn,
            FirstWordDueOn = FirstWordDueOn,
            AnswerDueOn = AnswerDueOn,
            FirstWordOn = FirstWordOn,
            LinkVersion = 1,
        };
        // A text without names was agreed for the whole, not for a part.
        if (Visibility != Visibility.CoachOnly && Entries.MaxBy(e => e.Turn) is { Outcome: EntryOutcome.None or EntryOutcome.Discussed } last) item.Entries.Add(last.For(item.Id, now));
        item.Refresh();
        return item;
    }
}
