using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>Whom the coach must call, write to or have told.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(GboDbContext db, IStringLocalizer<Startup> S) : PagedModel
{
    /// <summary>"verteld" or "alles"; empty: what is to be done.</summary>
    [BindProperty(SupportsGet = true, Name = "toon")]
    public string? Show { get; set; }

    /// <summary>How.</summary>
    [BindProperty(SupportsGet = true, Name = "hoe")]
    public string? How { get; set; }

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => !string.IsNullOrEmpty(Show) || !string.IsNullOrEmpty(How);

    /// <summary>Address of this page of the list.</summary>
    public string Here => "/beheer/vertellen" + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["toon"] = Show,
        ["hoe"] = How,
        ["pagina"] = PageNumber > 1 ? $"{PageNumber}" : null,
    }.Where(f => !string.IsNullOrEmpty(f.Value)));

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<TellRow> Rows { get; private set; } = [];

    /// <summary>What can be shown.</summary>
    public static IReadOnlyList<Choice> Shows(IStringLocalizer S) => [new("verteld", S["Al verteld"]), new("alles", S["Alles"])];

    /// <summary>Ways to choose from.</summary>
    public static IReadOnlyList<Choice> Ways(IStringLocalizer S) => [.. Enum.GetValues<ContactMeans>().Select(m => new Choice(m.ToString(), S[m.Dutch()]))];

    /// <summary>Shows them, what waits longest first.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var tasks = db.Set<ContactTask>().AsNoTracking();
        if (ChoiceNames.TryRead<ContactMeans>(How, out var means)) tasks = tasks.Where(t => t.Means == means);
        tasks = Show switch { "verteld" => tasks.Where(t => t.DoneOn != null), "alles" => tasks, _ => tasks.Where(t => t.DoneOn == null) };
        Total = await tasks.CountAsync(cancel);
        Rows = await TellRows.ReadAsync(db, OnThisPage(tasks.OrderBy(t => t.DoneOn != null).ThenBy(t => t.CreatedAt).ThenBy(t => t.Id)), S, cancel);
    }
}
