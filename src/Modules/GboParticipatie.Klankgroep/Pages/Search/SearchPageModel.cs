using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Search;

/// <summary>Looks for words, on the site and at the desk.</summary>
public abstract class SearchPageModel(SearchService search) : PageModel
{
    private const int PageSize = 15;
    private const int LastPage = 40;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Typed { get; set; }

    /// <summary>Only this kind; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "soort")]
    public SearchKind? Kind { get; set; }

    /// <summary>Which page, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>Address of the page.</summary>
    public abstract string Address { get; }

    /// <summary>What is looked for, or null when there is nothing to look for.</summary>
    public SearchQuery? Query { get; private set; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<SearchHit> Hits { get; private set; } = [];

    /// <summary>True when there is more.</summary>
    public bool HasMore { get; private set; }

    /// <summary>True when something was typed.</summary>
    public bool IsAsked => !string.IsNullOrWhiteSpace(Typed);

    /// <summary>Address of this search, for its other pages.</summary>
    public string SearchAddress => $"{Address}?zoek={Uri.EscapeDataString(Typed ?? "")}" + (Kind is { } kind ? $"&soort={kind}" : "");

    /// <summary>Kinds to choose from.</summary>
    public virtual IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(SearchKind.Point), "Punten"), new(nameof(SearchKind.Answer), "Antwoorden"), new(nameof(SearchKind.Report), "Verslagen"),
    ];

    /// <summary>Where it can be read.</summary>
    public abstract string AddressOf(SearchHit hit);

    /// <summary>"Antwoord op AP-2026-0001".</summary>
    public static string WordsOf(SearchHit hit) => hit.Kind switch
    {
        SearchKind.Point => "Punt",
        SearchKind.Answer => "Antwoord op punt",
        SearchKind.Report => "Verslag over punt",
        _ => "Wat iemand vertelde",
    };

    /// <summary>Looks.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (Kind is { } kind && !Enum.IsDefined(kind)) Kind = null;
        if (Typed?.Length > SearchQuery.MaxLength) Typed = Typed[..SearchQuery.MaxLength];
        Query = SearchQuery.Parse(Typed);
        if (Query is null) return;
        if (PageNumber == 1 && await search.FindNumberAsync(Typed, cancel) is { } one)
        {
            Hits = [one];
            return;
        }

        var found = await search.FindAsync(Query, Kind, (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        HasMore = found.Count > PageSize && PageNumber < LastPage;
        Hits = [.. found.Take(PageSize)];
    }
}
