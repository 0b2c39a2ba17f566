namespace GboParticipatie.Network.Models;

/// <summary>An organisation of the network: of the target group, a core actor (OCMW, CAW, DMW), a partner, a school.</summary>
public sealed class Organisation : IVersioned
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 200;

    /// <summary>Longest description.</summary>
    public const int DescriptionLength = 2000;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>Name in addresses and recipes, such as <c>buurtwerk-tongeren</c>. Unique.</summary>
    public required string Slug { get; init; }

    /// <summary>Name that people read.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value.Trim();
            SearchName = SearchText.Of(field);
        }
    }

    /// <summary>The name as it is searched and sorted: without accents, in capitals.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>What kind of organisation it is.</summary>
    public required OrganisationKind Kind { get; set; }

    /// <summary>What it does and for whom, in plain Dutch.</summary>
    public string Description { get; set; } = "";

    /// <summary>General address, or null.</summary>
    public string? Email { get; set; }

    /// <summary>General telephone number, or null.</summary>
    public string? Phone { get; set; }

    /// <summary>Website with http or https, or null.</summary>
    public string? Website { get; set; }

    /// <summary>False when it no longer takes part: it keeps its history and cannot be chosen any more.</summary>
    public bool IsActive { get; set; } = true;

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Where it works. An organisation for the whole region has all of them or none.</summary>
    public List<Municipality> Municipalities { get; } = [];

    /// <summary>People who belong or belonged to it.</summary>
    public List<Membership> Memberships { get; } = [];

    /// <summary>Takes over what is filled in, which must be right.</summary>
    /// <param name="details">What is filled in.</param>
    /// <param name="municipalities">Its municipalities.</param>
    public void Fill(OrganisationDetails details, IReadOnlyCollection<Municipality> municipalities)
    {
        Name = details.Name;
        Kind = details.Kind!.Value;
        Description = details.Description;
        Email = details.Email;
        Phone = details.Phone;
        Website = details.Website;
        IsActive = details.IsActive;
        Municipalities.RemoveAll(m => !municipalities.Contains(m));
        Municipalities.AddRange(municipalities.Except(Municipalities).ToList());
    }
}
