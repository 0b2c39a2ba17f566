using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Search;

/// <summary>Looks for words, on the site and at the desk.</summary>
public abstract class SearchPageModel(SearchService search, IStringLocalizer<Startup> texts) : PageModel
{
    private const int PageSize = 15;
    private const int LastPage = 40;

    /// <summary>The texts, in the language of the reader.</summary>
    protected IStringLocalizer S { get; } = texts;

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
    public virtual IReadOnlyList<Choice> Kinds =>
    [
        new(nameof(SearchKind.Point), S["Punten"]), new(nameof(SearchKind.Answer), S["Antwoorden"]), new(nameof(SearchKind.Report), S["Verslagen"]),
    ];

    /// <summary>Where it can be read.</summary>
    public abstract string AddressOf(SearchHit hit);

    /// <summary>"Antwoord op AP-2026-0001".</summary>
    public static string WordsOf(SearchHit hit, IStringLocalizer S) => hit.Kind switch
    {
        SearchKind.Point => S["Punt"],
        SearchKind.Answer => S["Antwoord op punt"],
        SearchKind.Report => S["Verslag over punt"],
        _ => S["Wat iemand vertelde"],
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
