using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Notifications.Services.Calendars;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Pages.MyCalendar;

/// <summary>The secret address with which someone's own calendar reads along.</summary>
[RequiresSignIn]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(CalendarFeeds feeds, ICurrentUser user, ISiteService site, SiteAddress address, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Since when there is an address (UTC), or null.</summary>
    public DateTime? MadeAt { get; private set; }

    /// <summary>The address that was just made, or null.</summary>
    public string? Address { get; private set; }

    /// <summary>The same, as a link that opens in a calendar, or null.</summary>
    public string? Subscribe { get; private set; }

    /// <summary>Shows whether there is one.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => MadeAt = await feeds.MadeAtAsync(user.Id!, cancel);

    /// <summary>Makes a new one. It is shown at once: only its hash is kept.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancel)
    {
        var token = await feeds.RenewAsync(user.Id!, cancel);
        var (root, path) = (address.Of(await site.GetAsync<SiteSettings>(cancel)), $"/kalender/{token}.ics");
        (Address, Subscribe) = (root + path, CalendarLinks.Subscribe(root, path));
        MadeAt = await feeds.MadeAtAsync(user.Id!, cancel);
        return Page();
    }

    /// <summary>It stops working.</summary>
    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancel)
    {
        await feeds.StopAsync(user.Id!, cancel);
        TempData["Melding"] = S["Je adres werkt niet meer."].Value;
        return Redirect("/mijn/kalender");
    }
}
