using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Network.Pages.Network;

/// <summary>The organisations of the region, for who works with them.</summary>
[RequiresPermission("ViewNetwork")]
public sealed class IndexModel(OrganisationService organisations) : PageModel
{
    /// <summary>Organisations on a page.</summary>
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

    /// <summary>Address of the first page of the same search.</summary>
    public string FirstPage => Search.Length == 0 ? "/beheer/netwerk" : $"/beheer/netwerk?zoek={Uri.EscapeDataString(Search)}";

    /// <summary>The organisations of this page.</summary>
    public OrganisationPage Organisations { get; private set; } = new([], 0);

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
        => Organisations = await organisations.ListAsync(
            new OrganisationFilter { Search = Search, WithInactive = true, Skip = (PageNumber - 1) * PageSize, Take = PageSize }, cancel);
}
