using GboParticipatie.Network.Models;

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
    /// <param name="language">Of the interpreters, when it is known: "1 tolk Arabisch".</param>
    public IReadOnlyList<string> Dutch(string? language = null) =>
    [
        .. new[]
        {
            (Interpreters, (Interpreters == 1 ? "1 tolk" : $"{Interpreters} tolken") + (language is null or Languages.Dutch ? "" : $" {Languages.NameOf(language)}")),
            (LargePrint, $"grote letters voor {People(LargePrint)}"),
            (Children, Children == 1 ? "opvang voor 1 kind" : $"opvang voor {Children} kinderen"),
            (Transport, $"vervoer voor {People(Transport)}"),
            (Wheelchairs, Wheelchairs == 1 ? "plaats voor 1 rolstoel" : $"plaats voor {Wheelchairs} rolstoelen"),
        }.Where(n => n.Item1 > 0).Select(n => n.Item2),
    ];

    /// <exception cref="RuleException">A number is not possible; the field says which.</exception>
    internal void MustBePossible()
    {
        foreach (var (field, count) in new[] { (nameof(Interpreters), Interpreters), (nameof(LargePrint), LargePrint), (nameof(Children), Children), (nameof(Transport), Transport), (nameof(Wheelchairs), Wheelchairs) })
        {
            if (count is < 0 or > Invitation.MostPeople) throw new RuleException($"Vul een getal in van 0 tot {Invitation.MostPeople}, of laat dit leeg.", field);
        }
    }

    private static string People(int count) => count == 1 ? "1 persoon" : $"{count} mensen";
}
