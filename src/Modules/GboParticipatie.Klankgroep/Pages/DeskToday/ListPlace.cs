using System.Globalization;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>From which list and place a page was opened: it stands in the address, so that back, previous and next lead where one came from.</summary>
public sealed class ListPlace
{
    private const string ListName = "lijst";
    private const string PlaceName = "plek";

    /// <summary>The filter of the list, as a query; null when the page was not opened from a list.</summary>
    [FromQuery(Name = ListName)]
    public string? List { get; set; }

    /// <summary>The place in it, from 0.</summary>
    [FromQuery(Name = PlaceName)]
    public int Place { get; set; }

    /// <summary>Address of the row before it, or null.</summary>
    public string? Previous { get; private set; }

    /// <summary>Address of the row after it, or null.</summary>
    public string? Next { get; private set; }

    /// <summary>Address of the list, at the page where it stood; null when the page was not opened from one.</summary>
    public string? Back
    {
        get
        {
            if (List is null) return null;
            var page = (Math.Max(Place, 0) / PagedModel.PageSize) + 1;
            return "/beheer" + WorkFilter.Parse(List).Query(("pagina", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));
        }
    }

    /// <summary>The place, to put behind a handler in an address; empty when there is none.</summary>
    public string Rest => List is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&{ListName}={Uri.EscapeDataString(List)}&{PlaceName}={Place}");

    /// <summary>The address, with the place in the list.</summary>
    public static string Add(string address, WorkFilter filter, int place)
        => string.Create(CultureInfo.InvariantCulture, $"{address}?{ListName}={Uri.EscapeDataString(filter.Query())}&{PlaceName}={place}");

    /// <summary>The address, with the place that this page was opened from.</summary>
    public string Keep(string address) => List is null ? address : Add(address, WorkFilter.Parse(List), Place);

    /// <summary>Finds the neighbours. What was done meanwhile is out of the list: then the next one took its place.</summary>
    public async Task FindAsync(WorkList list, Guid id, CancellationToken cancel)
    {
        if (List is null || Place < 0) return;
        var filter = WorkFilter.Parse(List);
        var first = Math.Max(Place - 1, 0);
        var rows = await list.ReadAsync(filter, first, 3, cancel);
        var at = rows.ToList().FindIndex(r => r.Id == id);
        var (before, after) = at >= 0 ? (at - 1, at + 1) : (Place == 0 ? -1 : 0, Place == 0 ? 0 : 1);
        if (before >= 0 && before < rows.Count) Previous = Add(rows[before].Address, filter, first + before);
        if (after < rows.Count) Next = Add(rows[after].Address, filter, at >= 0 ? first + after : Place);
    }
}
