using Microsoft.AspNetCore.WebUtilities;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>How the one list is narrowed: all of it stands in the address.</summary>
public sealed record WorkFilter
{
    /// <summary>Waits for its first word.</summary>
    public const string New = "nieuw";

    /// <summary>Nobody vouches for the author.</summary>
    public const string NotConfirmed = "onbevestigd";

    /// <summary>Its author did not find the answer clear, and nobody was asked since.</summary>
    public const string CameBack = "terug";

    /// <summary>Also what is over.</summary>
    public const string Everything = "alles";

    /// <summary>Of a colleague.</summary>
    public const string Colleague = "collega";

    /// <summary>Of anyone.</summary>
    public const string Anyone = "iedereen";

    /// <summary>The day is over.</summary>
    public const string Late = "telaat";

    /// <summary>Within seven days.</summary>
    public const string ThisWeek = "week";

    /// <summary>After that, or without a day.</summary>
    public const string Later = "later";

    /// <summary>Newest first.</summary>
    public const string Newest = "nieuwste";

    /// <summary>By number.</summary>
    public const string ByNumber = "nummer";

    /// <summary>What: a kind in an address, or empty for all.</summary>
    public string? Kind { get; init; }

    /// <summary>A status of points, or one of the words above; empty: what is open.</summary>
    public string? Status { get; init; }

    /// <summary>Whose: empty is mine and nobody's.</summary>
    public string? Whose { get; init; }

    /// <summary>By when.</summary>
    public string? Due { get; init; }

    /// <summary>Key of a life domain.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>Name of a group in addresses: points of it alone.</summary>
    public string? Group { get; init; }

    /// <summary>One of the seven B's: points with it alone.</summary>
    public string? Theme { get; init; }

    /// <summary>Part of the name of an organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>A number or words.</summary>
    public string? Search { get; init; }

    /// <summary>Order; empty: what must be done first.</summary>
    public string? Sort { get; init; }

    /// <summary>True when anything narrows the list.</summary>
    public bool Narrows => new[] { Kind, Status, Whose, Due, LifeDomain, Group, Theme, Organisation, Search }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>The filter that such a query says.</summary>
    public static WorkFilter Parse(string? query)
    {
        var said = QueryHelpers.ParseQuery(query);
        string? Value(string name) => said.TryGetValue(name, out var value) ? value.ToString() : null;
        return new WorkFilter
        {
            Search = Value("zoek"),
            Kind = Value("soort"),
            Status = Value("status"),
            Whose = Value("wie"),
            Due = Value("termijn"),
            LifeDomain = Value("domein"),
            Group = Value("groep"),
            Theme = Value("thema"),
            Organisation = Value("organisatie"),
            Sort = Value("sorteer"),
        };
    }

    /// <summary>The filter as a query, with the question mark; empty when it says nothing.</summary>
    /// <param name="more">What stands behind it.</param>
    public string Query(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        List<(string Name, string? Value)> all =
        [
            ("zoek", Search), ("soort", Kind), ("status", Status), ("wie", Whose), ("termijn", Due), ("domein", LifeDomain), ("groep", Group), ("thema", Theme), ("organisatie", Organisation), ("sorteer", Sort), .. more,
        ];
        var said = all.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}").ToList();
        return said.Count == 0 ? "" : "?" + string.Join('&', said);
    }
}
