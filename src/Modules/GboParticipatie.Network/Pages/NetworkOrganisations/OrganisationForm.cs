using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkOrganisations;

/// <summary>What is filled in about an organisation.</summary>
public sealed class OrganisationForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Kind.</summary>
    public OrganisationKind? Kind { get; set; }

    /// <summary>Where it works.</summary>
    public List<Guid> MunicipalityIds { get; set; } = [];

    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>General address.</summary>
    public string? Email { get; set; }

    /// <summary>General number.</summary>
    public string? Phone { get; set; }

    /// <summary>Website.</summary>
    public string? Website { get; set; }

    /// <summary>Whether it takes part.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Municipalities to choose from; set by the page.</summary>
    public IReadOnlyList<Choice> Municipalities { get; private set; } = [];

    /// <summary>An organisation as it stands in the form.</summary>
    public static OrganisationForm Of(OrganisationDetails details) => new()
    {
        Name = details.Name,
        Kind = details.Kind,
        MunicipalityIds = [.. details.MunicipalityIds],
        Description = details.Description,
        Email = details.Email,
        Phone = details.Phone,
        Website = details.Website,
        IsActive = details.IsActive,
    };

    /// <summary>What is filled in, for the domain.</summary>
    public OrganisationDetails ToDetails() => new()
    {
        Name = Name ?? "",
        Kind = Kind,
        MunicipalityIds = MunicipalityIds,
        Description = Description ?? "",
        Email = Email,
        Phone = Phone,
        Website = Website,
        IsActive = IsActive,
    };

    /// <summary>Offers the municipalities of today, and those of old that stand there already.</summary>
    public async Task OfferAsync(MunicipalityService municipalities, IEnumerable<Municipality> kept, IStringLocalizer S, CancellationToken cancel)
    {
        var today = await municipalities.ValidOnAsync(cancel: cancel);
        var old = kept.Where(m => today.All(t => t.Id != m.Id)).Select(m => new Choice(m.Id.ToString(), m.Name, S["Bestaat niet meer"]));
        Municipalities = [.. today.Select(m => new Choice(m.Id.ToString(), m.Name)), .. old];
    }
}
