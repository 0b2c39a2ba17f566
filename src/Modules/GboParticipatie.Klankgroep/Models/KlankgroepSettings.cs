using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>A life domain that people choose from, such as <c>wonen</c>.</summary>
/// <param name="Key">Short name as stored with a point.</param>
/// <param name="Name">What people read.</param>
public sealed record LifeDomain(string Key, string Name);

/// <summary>How the region handles points. Recipe step <c>settings</c>, property <c>KlankgroepSettings</c>.</summary>
public sealed record KlankgroepSettings
{
    /// <summary>What the region calls its groups together: title of /klankgroepen and entry in the menu.</summary>
    public string GroupsTitle { get; init; } = "Klankgroepen";

    /// <summary>Where people bring a point, in a sentence: "de klankgroep", "de groep".</summary>
    public string GroupInText { get; init; } = "de klankgroep";

    /// <summary>Within how many working days the author hears the first word of a person.</summary>
    public int FirstWordWorkingDays { get; init; } = 10;

    /// <summary>Within how many working days the author has the final answer.</summary>
    public int AnswerWorkingDays { get; init; } = 60;

    /// <summary>Within how many working days a body answers what is forwarded to it.</summary>
    public int ForwardAnswerWorkingDays { get; init; } = 30;

    /// <summary>What people choose from at "Waar gaat het over?", in this order.</summary>
    public IReadOnlyList<LifeDomain> LifeDomains { get; init; } =
    [
        new("wonen", "Wonen"), new("gezondheid", "Gezondheid"), new("geld", "Geld"), new("opvoeding", "Kinderen en opvoeding"),
        new("werk", "Werk"), new("onderwijs", "School en opleiding"), new("vervoer", "Vervoer"), new("andere", "Iets anders"),
    ];

    /// <summary>True where the coach adds one of the seven B's.</summary>
    public bool UsesSevenBs { get; init; }

    /// <summary>Role whose first member owns new points of groups without a coach of their own.</summary>
    public string CoachRole { get; init; } = RoleNames.Procescoach;

    /// <summary>For how many days a group's link or QR works once made.</summary>
    public int GroupLinkDays { get; init; } = 365;

    /// <summary>How many points may come in through one group's link in 24 hours.</summary>
    public int GroupLinkPointsPerDay { get; init; } = 50;

    /// <summary>What people read for a life domain; the key itself when the region no longer uses it, null for none.</summary>
    public string? NameOf(string? lifeDomain)
        => lifeDomain is null ? null : LifeDomains.FirstOrDefault(d => d.Key == lifeDomain)?.Name ?? lifeDomain;
}
