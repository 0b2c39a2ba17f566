using GboParticipatie.Json;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Pages.Mail;

/// <summary>All mails that the site sent or still has to send.</summary>
[RequiresPermission(nameof(Permissions.ViewMail))]
public sealed class IndexModel(MailReading reading, MailLog mails, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>State to show, or null for all.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>Part of an address, name or subject.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>Page, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int PageNumber { get; set; } = 1;

    /// <summary>The mails of this page.</summary>
    public IReadOnlyList<MailLine> Lines { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>Mails that wait for the mail server, or null.</summary>
    public MailJam? Jam { get; private set; }

    /// <summary>True when a filter is set.</summary>
    public bool IsFiltered => !string.IsNullOrEmpty(Status) || !string.IsNullOrWhiteSpace(Search);

    /// <summary>States to choose from.</summary>
    public IReadOnlyList<Choice> States => [.. Enum.GetValues<MailState>().Select(s => new Choice(s.ToString(), S[MailWords.State(s)]))];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        // The number in the address is whatever someone typed there.
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        MailState? state = ChoiceNames.TryRead<MailState>(Status, out var chosen) ? chosen : null;
        (Lines, Total) = await reading.ListAsync(state, Search, PageNumber, cancel);
        Jam = await mails.JamAsync(cancel);
    }
}
