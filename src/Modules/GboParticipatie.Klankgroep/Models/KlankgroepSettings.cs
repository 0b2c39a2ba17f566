using System.ComponentModel.DataAnnotations;
using GboParticipatie.Settings;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>A kind of group that a region has.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">What the region calls it, as in a sentence: "klankgroep".</param>
public sealed record KindOfGroup(GroupKind Kind, [property: Required, StringLength(100)] string Name);

/// <summary>A life domain that people choose from, such as <c>wonen</c>.</summary>
/// <param name="Key">Short name as stored with a point.</param>
/// <param name="Name">What people read.</param>
public sealed record LifeDomain([property: Required, StringLength(LifeDomain.KeyLength)] string Key, [property: Required, StringLength(100)] string Name)
{
    /// <summary>Most characters of a key.</summary>
    public const int KeyLength = 40;
}

/// <summary>How the region handles points. Recipe step <c>settings</c>, property <c>KlankgroepSettings</c>.</summary>
public sealed record KlankgroepSettings : IValidatableObject
{
    // About eight years: further than anyone plans, and near enough to be counted day by day.
    internal const int MostWorkingDays = 2000;

    /// <summary>What the region calls its groups together: title of /klankgroepen and entry in the menu.</summary>
    [Required, StringLength(100)]
    public string GroupsTitle { get; init; } = "Klankgroepen";

    /// <summary>Where people bring a point, in a sentence: "de klankgroep", "de groep".</summary>
    [Required, StringLength(100)]
    public string GroupInText { get; init; } = "de klankgroep";

    /// <summary>The kinds of group that the region has, in this order, and what it calls them; all with their usual names unless the recipe says so.</summary>
    [MinLength(1)]
    public IReadOnlyList<KindOfGroup> GroupKinds { get; init; } = [.. Enum.GetValues<GroupKind>().Select(k => new KindOfGroup(k, k.Dutch()))];

    /// <summary>Within how many working days the author hears the first word of a person.</summary>
    [Range(1, MostWorkingDays)]
    public int FirstWordWorkingDays { get; init; } = 10;

    /// <summary>Within how many working days the author has the final answer.</summary>
    [Range(1, MostWorkingDays)]
    public int AnswerWorkingDays { get; init; } = 60;

    /// <summary>Within how many working days a body answers what is forwarded to it.</summary>
    [Range(1, MostWorkingDays)]
    public int ForwardAnswerWorkingDays { get; init; } = 30;

    /// <summary>What people choose from at "Waar gaat het over?", in this order.</summary>
    [MinLength(1)]
    public IReadOnlyList<LifeDomain> LifeDomains { get; init; } =
    [
        new("wonen", "Wonen"), new("gezondheid", "Gezondheid"), new("geld", "Geld"), new("opvoeding", "Kinderen en opvoeding"),
        new("werk", "Werk"), new("onderwijs", "School en opleiding"), new("vervoer", "Vervoer"), new("andere", "Iets anders"),
    ];

    /// <summary>True where the coach adds one of the seven B's.</summary>
    public bool UsesSevenBs { get; init; }

    /// <summary>For how many days a group's link or QR works once made.</summary>
    [Range(1, 3650)]
    public int GroupLinkDays { get; init; } = 365;

    /// <summary>How many points may come in through one group's link in 24 hours.</summary>
    [Range(1, 10_000)]
    public int GroupLinkPointsPerDay { get; init; } = 50;

    /// <summary>What people read for a life domain; the key itself when the region no longer uses it, null for none.</summary>
    public string? NameOf(string? lifeDomain)
        => lifeDomain is null ? null : LifeDomains.FirstOrDefault(d => d.Key == lifeDomain)?.Name ?? lifeDomain;

    /// <summary>What the region calls a kind of group, as in a sentence; its usual name when it no longer has that kind.</summary>
    public string NameOf(GroupKind kind) => GroupKinds.FirstOrDefault(k => k.Kind == kind)?.Name ?? kind.Dutch();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LifeDomains.GroupBy(d => d.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            yield return new ValidationResult($"'{twice.Key}' staat er twee keer in.", [nameof(LifeDomains)]);
        if (GroupKinds.GroupBy(k => k.Kind).FirstOrDefault(g => g.Count() > 1) is { } again)
            yield return new ValidationResult($"'{again.Key}' staat er twee keer in.", [nameof(GroupKinds)]);
    }
}
