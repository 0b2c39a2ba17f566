using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Signals;

/// <summary>What people told about one organisation, as the coach sent it there: to read and to answer.</summary>
[Public("De link in het adres opent wat naar één organisatie ging.")]
public sealed class IndexModel(SignalAnswers signals, SignalLinks links, ISiteService site, GboDbContext db) : SignalPage(links, site, db)
{
    /// <summary>What was sent.</summary>
    public IReadOnlyList<SentSignal> Signals { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is not { } organisation) return NotHere();
        Signals = await signals.ListAsync(organisation, cancel);
        return Page();
    }
}
