using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Network.Pages;

/// <summary>A list with a search and filters that live in the address.</summary>
public abstract class ListModel : PageModel
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    // Far beyond any region; keeps a made-up page number from overflowing.
    private const int LastPage = 10_000;

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Typed { get; set; }

    /// <summary>Which page, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>What is searched for, trimmed; empty when nothing is.</summary>
    public string Search => Typed?.Trim() ?? "";

    /// <summary>Which page, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>Address of the list without filters.</summary>
    public abstract string Address { get; }

    /// <summary>True when anything narrows the list.</summary>
    public abstract bool IsFiltered { get; }

    /// <summary>Address of the first page with the same filters.</summary>
    public string FirstPage
    {
        get
        {
            var query = new QueryBuilder(Request.Query.Where(q => q.Key is not "pagina").SelectMany(q => q.Value.OfType<string>(), (q, value) => KeyValuePair.Create(q.Key, value)));
            return $"{Address}{query.ToQueryString()}";
        }
    }

    /// <summary>How many rows to leave out at the start.</summary>
    protected int Skip => (PageNumber - 1) * PageSize;
}
