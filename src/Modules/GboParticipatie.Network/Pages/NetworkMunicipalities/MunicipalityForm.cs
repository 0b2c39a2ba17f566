using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Network.Pages.NetworkMunicipalities;

/// <summary>What is filled in about a municipality.</summary>
public sealed class MunicipalityForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>First day.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>What it became part of.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>Municipalities to choose from; set by the page.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    /// <summary>A municipality as it stands in the form.</summary>
    public static MunicipalityForm Of(Municipality municipality) => new()
    {
        Name = municipality.Name,
        ValidFrom = municipality.ValidFrom,
        ValidUntil = municipality.ValidUntil,
        SuccessorId = municipality.SuccessorId,
    };

    /// <summary>What is filled in, for the domain.</summary>
    public MunicipalityDetails ToDetails() => new() { Name = Name ?? "", ValidFrom = ValidFrom, ValidUntil = ValidUntil, SuccessorId = SuccessorId };

    /// <summary>Offers all other municipalities: a merger can be noted before it begins and after it was merged again.</summary>
    public async Task OfferAsync(MunicipalityRegister register, Guid? self, CancellationToken cancel)
        => Others = [.. (await register.ListAsync(cancel)).Where(m => m.Id != self).Select(m => new Choice(m.Id.ToString(), m.Name))];
}
