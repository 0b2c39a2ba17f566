using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>A list of the desk, page by page; the page stands in the address.</summary>
public abstract class PagedModel : PageModel
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    // Far beyond any region; keeps a made-up page number from overflowing.
    private const int LastPage = 100_000;

    /// <summary>Which page, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>How many the whole list has.</summary>
    public int Total { get; protected set; }

    /// <summary>The rows of this page.</summary>
    /// <param name="list">All of them, in order.</param>
    protected IQueryable<T> OnThisPage<T>(IQueryable<T> list) => list.Skip((PageNumber - 1) * PageSize).Take(PageSize);
}
