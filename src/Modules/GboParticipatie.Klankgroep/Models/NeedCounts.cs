using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>How many of each thing the people of one answer need to take part, so that it can be added up.</summary>
public sealed record NeedCounts
{
    /// <summary>Interpreters.</summary>
    public int Interpreters { get; init; }

    /// <summary>People who need large print.</summary>
    public int LargePrint { get; init; }

    /// <summary>Children to look after.</summary>
    public int Children { get; init; }

    /// <summary>People who need transport.</summary>
    public int Transport { get; init; }

    /// <summary>Wheelchairs.</summary>
    public int Wheelchairs { get; init; }

    /// <summary>True when nothing is needed.</summary>
    public bool IsNone => (Interpreters, LargePrint, Children, Transport, Wheelchairs) == default;

    /// <summary>One of each: what someone needs.</summary>
    public static NeedCounts OneOf(ParticipationNeeds needs) => new()
    {
        Interpreters = needs.HasFlag(ParticipationNeeds.Interpreter) ? 1 : 0,
        LargePrint = needs.HasFlag(ParticipationNeeds.LargePrint) ? 1 : 0,
        Children = needs.HasFlag(ParticipationNeeds.ChildCare) ? 1 : 0,
        Transport = needs.HasFlag(ParticipationNeeds.Transport) ? 1 : 0,
        Wheelchairs = needs.HasFlag(ParticipationNeeds.Wheelchair) ? 1 : 0,
    };

    /// <summary>"2 tolken", "opvang voor 1 kind": one text per thing that is needed.</summary>
    /// <param name="S">Says it in the language of the reader.</param>
    /// <param name="language">Of the interpreters, when it is known: "1 tolk Arabisch".</param>
    public IReadOnlyList<string> InWords(IStringLocalizer S, string? language = null) =>
    [
        .. new (int Count, string Words)[]
        {
            (Interpreters, S.Plural(Interpreters, "1 tolk", "{0} tolken") + (language is null or Languages.Dutch ? "" : $" {S[Languages.NameOf(language)]}")),
            (LargePrint, S.Plural(LargePrint, "grote letters voor 1 persoon", "grote letters voor {0} mensen")),
            (Children, S.Plural(Children, "opvang voor 1 kind", "opvang voor {0} kinderen")),
            (Transport, S.Plural(Transport, "vervoer voor 1 persoon", "vervoer voor {0} mensen")),
            (Wheelchairs, S.Plural(Wheelchairs, "plaats voor 1 rolstoel", "plaats voor {0} rolstoelen")),
        }.Where(n => n.Count > 0).Select(n => n.Words),
    ];

    /// <exception cref="RuleException">A number is not possible; the field says which.</exception>
    internal void MustBePossible()
    {
        foreach (var (field, count) in new[] { (nameof(Interpreters), Interpreters), (nameof(LargePrint), LargePrint), (nameof(Children), Children), (nameof(Transport), Transport), (nameof(Wheelchairs), Wheelchairs) })
        {
            if (count is < 0 or > Invitation.MostPeople) throw new RuleException($"Vul een getal in van 0 tot {Invitation.MostPeople}, of laat dit leeg.", field);
        }
    }
}
