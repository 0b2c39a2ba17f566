namespace GboParticipatie.Network.Models;

/// <summary>What can be filled in about an organisation.</summary>
public sealed record OrganisationDetails
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Kind; null when none was chosen.</summary>
    public OrganisationKind? Kind { get; init; }

    /// <summary>Keys of the municipalities it works in; empty: the whole region.</summary>
    public IReadOnlyList<Guid> MunicipalityIds { get; init; } = [];

    /// <summary>What it does and for whom, in plain Dutch.</summary>
    public string Description { get; init; } = "";

    /// <summary>General address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>General telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Website, or null.</summary>
    public string? Website { get; init; }

    /// <summary>Whether it takes part.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>What is stored about an organisation. Its municipalities must be loaded.</summary>
    public static OrganisationDetails Of(Organisation organisation) => new()
    {
        Name = organisation.Name,
        Kind = organisation.Kind,
        MunicipalityIds = [.. organisation.Municipalities.Select(m => m.Id)],
        Description = organisation.Description,
        Email = organisation.Email,
        Phone = organisation.Phone,
        Website = organisation.Website,
        IsActive = organisation.IsActive,
    };

    /// <summary>The same, as it is stored: without spaces around it.</summary>
    public OrganisationDetails Tidy() => this with
    {
        Name = Name.Trim(),
        Description = ContactRules.TidyLines(Description),
        Email = ContactRules.Tidy(Email),
        Phone = ContactRules.Tidy(Phone),
        Website = ContactRules.TidyWebsite(Website),
    };

    /// <summary>What is wrong with it, apart from what only the database can tell.</summary>
    public IEnumerable<Problem> Problems()
    {
        foreach (var problem in ContactRules.Name(Name, Organisation.NameLength)) yield return problem;
        if (Kind is null) yield return new Problem(nameof(Kind), "Kies een soort.");
        if (Description.Length > Organisation.DescriptionLength)
            yield return new Problem(nameof(Description), $"De beschrijving is te lang. Hou het bij {Organisation.DescriptionLength} tekens.");
        foreach (var problem in ContactRules.Email(Email).Concat(ContactRules.Phone(Phone)).Concat(ContactRules.Website(Website))) yield return problem;
    }

    /// <summary>Names of what differs in another. No values: they go to the audit trail.</summary>
    public IReadOnlyList<string> DifferencesFrom(OrganisationDetails other)
    {
        List<string> names = [];
        if (Name != other.Name) names.Add(nameof(Name));
        if (Kind != other.Kind) names.Add(nameof(Kind));
        if (!MunicipalityIds.ToHashSet().SetEquals(other.MunicipalityIds)) names.Add(nameof(MunicipalityIds));
        if (Description != other.Description) names.Add(nameof(Description));
        if (Email != other.Email) names.Add(nameof(Email));
        if (Phone != other.Phone) names.Add(nameof(Phone));
        if (Website != other.Website) names.Add(nameof(Website));
        if (IsActive != other.IsActive) names.Add(nameof(IsActive));
        return names;
    }
}
