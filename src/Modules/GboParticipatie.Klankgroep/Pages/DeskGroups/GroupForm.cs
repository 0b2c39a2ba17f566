using System.ComponentModel.DataAnnotations;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>What is filled in about a group.</summary>
public sealed class GroupForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>The name as it stands in a sentence.</summary>
    public string? NameInText { get; set; }

    /// <summary>Kind; of a new group only.</summary>
    [Required(ErrorMessage = "Kies wat voor groep het is.")]
    public GroupKind? Kind { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>How often it meets.</summary>
    public string? Cadence { get; set; }

    /// <summary>Where it works.</summary>
    public List<Guid> MunicipalityIds { get; set; } = [];

    /// <summary>Names of member organisations, one a line.</summary>
    public string? Organisations { get; set; }

    /// <summary>Where it usually meets.</summary>
    public string? DefaultPlace { get; set; }

    /// <summary>Whether people may bring points.</summary>
    public bool AcceptsItems { get; set; } = true;

    /// <summary>Who may read its points.</summary>
    public GroupReaders Readers { get; set; }

    /// <summary>Where its points are forwarded.</summary>
    public Guid? ForwardsToGroupId { get; set; }

    /// <summary>The coach who owns its points.</summary>
    public string? CoachUserId { get; set; }

    /// <summary>Labels of work agendas, one a line.</summary>
    public string? WorkAgendas { get; set; }

    /// <summary>Choices; set by the page.</summary>
    public GroupChoices Choices { get; private set; } = GroupChoices.None;

    /// <summary>True for a group that is there already: its kind stays.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The field of this form for a field of the domain.</summary>
    public static ReadOnlySpan<(string Domain, string Page)> Fields => new (string, string)[]
    {
        ("Name", "Form.Name"), ("Kind", "Form.Kind"), ("NameInText", "Form.NameInText"), ("Description", "Form.Description"), ("Cadence", "Form.Cadence"),
        ("MunicipalityIds", "Form.MunicipalityIds"), ("Organisations", "Form.Organisations"), ("DefaultPlace", "Form.DefaultPlace"),
        ("ForwardsToGroupId", "Form.ForwardsToGroupId"), ("WorkAgendas", "Form.WorkAgendas"), ("CoachUserId", "Form.CoachUserId"),
    };

    /// <summary>A group as it stands in the form.</summary>
    /// <param name="group">The group.</param>
    /// <param name="organisations">Its member organisations.</param>
    public static GroupForm Of(Group group, IEnumerable<OrganisationName> organisations) => new()
    {
        Name = group.Name,
        NameInText = group.NameInText,
        Kind = group.Kind,
        Description = group.Description,
        Cadence = group.Cadence,
        MunicipalityIds = [.. group.MunicipalityIds],
        Organisations = string.Join('\n', organisations.Select(o => o.Name)),
        DefaultPlace = group.DefaultPlace,
        AcceptsItems = group.AcceptsItems,
        Readers = group.Readers,
        ForwardsToGroupId = group.ForwardsToGroupId,
        CoachUserId = group.CoachUserId,
        WorkAgendas = string.Join('\n', group.WorkAgendas),
    };

    /// <summary>Offers what can be chosen.</summary>
    /// <param name="choices">Reads it.</param>
    /// <param name="group">The group as it is stored, or null for a new one.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task OfferAsync(GroupFormChoices choices, Group? group, CancellationToken cancel)
    {
        IsKnown = group is not null;
        Choices = await choices.ReadAsync(group, cancel);
    }

    /// <summary>What is filled in, for the domain.</summary>
    /// <param name="organisations">Finds the organisations that are named.</param>
    /// <param name="group">The group as it is stored, or null for a new one.</param>
    /// <param name="kept">Its member organisations.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">An organisation is not known.</exception>
    public async Task<GroupDetails> ToDetailsAsync(OrganisationService organisations, Group? group, IReadOnlyList<OrganisationName> kept, CancellationToken cancel) => new()
    {
        Slug = group?.Slug ?? "",
        Name = Name ?? "",
        NameInText = NameInText ?? "",
        Kind = group?.Kind ?? Kind!.Value,
        Description = Description ?? "",
        Cadence = Cadence ?? "",
        MunicipalityIds = MunicipalityIds,
        OrganisationIds = await organisations.MeantAllAsync(Organisations, kept, nameof(Organisations), cancel),
        DefaultPlace = DefaultPlace ?? "",
        AcceptsItems = AcceptsItems,
        Readers = Readers,
        ForwardsToGroupId = ForwardsToGroupId,
        CoachUserId = string.IsNullOrEmpty(CoachUserId) ? null : CoachUserId,
        WorkAgendas = (WorkAgendas ?? "").Split('\n'),
    };
}
