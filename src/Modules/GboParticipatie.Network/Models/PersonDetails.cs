namespace GboParticipatie.Network.Models;

/// <summary>What can be filled in about someone.</summary>
public sealed record PersonDetails
{
    /// <summary>Name, or the name that the person wants to be called by.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>How the person wants to hear from us; null when none was chosen.</summary>
    public ContactChannel? PreferredChannel { get; init; }

    /// <summary>Language the person reads, as a language tag.</summary>
    public string Language { get; init; } = Languages.Dutch;

    /// <summary>What the person needs to take part.</summary>
    public ParticipationNeeds Needs { get; init; }

    /// <summary>Whether the person is a bridge figure, and how.</summary>
    public BridgeFigureKind? BridgeFigure { get; init; }

    /// <summary>Days on which a professional works; none: not known.</summary>
    public WeekDays WorkingDays { get; init; }

    /// <summary>Who stands in, or null.</summary>
    public Guid? DeputyId { get; init; }

    /// <summary>First day of an absence, or null.</summary>
    public DateOnly? AwayFrom { get; init; }

    /// <summary>Last day of that absence, or null: not known yet.</summary>
    public DateOnly? AwayUntil { get; init; }

    /// <summary>What is stored about someone.</summary>
    public static PersonDetails Of(Person person) => new()
    {
        Name = person.Name,
        Email = person.Email,
        Phone = person.Phone,
        PreferredChannel = person.PreferredChannel,
        Language = person.Language,
        Needs = person.Needs,
        BridgeFigure = person.BridgeFigure,
        WorkingDays = person.WorkingDays,
        DeputyId = person.DeputyId,
        AwayFrom = person.AwayFrom,
        AwayUntil = person.AwayUntil,
    };

    /// <summary>The same, as it is stored.</summary>
    public PersonDetails Tidy() => this with
    {
        Name = Name.Trim(),
        Email = ContactRules.Tidy(Email),
        Phone = ContactRules.Tidy(Phone),
        Language = Language.Trim(),
    };

    /// <summary>What is wrong with it, apart from what only the database can tell.</summary>
    public IEnumerable<Problem> Problems()
        => ContactRules.Name(Name, Person.NameLength).Concat(ContactRules.Email(Email)).Concat(ContactRules.Phone(Phone)).Concat(ChannelProblems()).Concat(LanguageProblems()).Concat(AwayProblems());

    /// <summary>Names of what differs in another. No values: they go to the audit trail.</summary>
    public IReadOnlyList<string> DifferencesFrom(PersonDetails other)
    {
        List<string> names = [];
        if (Name != other.Name) names.Add(nameof(Name));
        if (Email != other.Email) names.Add(nameof(Email));
        if (Phone != other.Phone) names.Add(nameof(Phone));
        if (PreferredChannel != other.PreferredChannel) names.Add(nameof(PreferredChannel));
        if (Language != other.Language) names.Add(nameof(Language));
        if (Needs != other.Needs) names.Add(nameof(Needs));
        if (BridgeFigure != other.BridgeFigure) names.Add(nameof(BridgeFigure));
        if (WorkingDays != other.WorkingDays) names.Add(nameof(WorkingDays));
        if (DeputyId != other.DeputyId) names.Add(nameof(DeputyId));
        if (AwayFrom != other.AwayFrom) names.Add(nameof(AwayFrom));
        if (AwayUntil != other.AwayUntil) names.Add(nameof(AwayUntil));
        return names;
    }

    // What cannot reach someone is refused, with the ways that can.
    private IEnumerable<Problem> ChannelProblems()
    {
        if (PreferredChannel is null) yield return new Problem(nameof(PreferredChannel), "Kies hoe deze persoon het liefst iets hoort.");
        if (PreferredChannel == ContactChannel.Email && Email is null)
        {
            yield return Phone is null
                ? new Problem(nameof(PreferredChannel), "Zonder e-mailadres komt een mail niet aan. Vul een adres in, of kies “Met een brief” of “Via mijn organisatie”.")
                : new Problem(nameof(PreferredChannel), "Zonder e-mailadres komt een mail niet aan. Vul een adres in, of kies “Met een telefoontje”.");
        }

        if (PreferredChannel == ContactChannel.Phone && Phone is null)
        {
            yield return Email is null
                ? new Problem(nameof(PreferredChannel), "Zonder nummer kan niemand bellen. Vul een telefoonnummer in, of kies “Met een brief” of “Via mijn organisatie”.")
                : new Problem(nameof(PreferredChannel), "Zonder nummer kan niemand bellen. Vul een telefoonnummer in, of kies “Met een mail”.");
        }
    }

    private IEnumerable<Problem> AwayProblems()
    {
        if (AwayFrom is null && AwayUntil is not null) yield return new Problem(nameof(AwayFrom), "Kies ook de eerste dag dat deze persoon weg is.");
        if (AwayUntil < AwayFrom) yield return new Problem(nameof(AwayUntil), "De laatste dag ligt voor de eerste. Kies een latere dag.");
    }

    private IEnumerable<Problem> LanguageProblems()
    {
        if (!Languages.IsTag(Language)) yield return new Problem(nameof(Language), "Deze taal kennen we niet. Kies een taal, of schrijf een code zoals nl of fr.");
    }
}
