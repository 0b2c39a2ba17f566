using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Notifications.Pages.Digests;

/// <summary>A digest, for the people it was made for; to anyone else it does not exist.</summary>
[RequiresSignIn]
public sealed class ShowModel(DigestLibrary library) : PageModel
{
    /// <summary>The digest as this reader sees it.</summary>
    public DigestView Digest { get; private set; } = null!;

    /// <summary>Shows it and notes that it was read.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "pagina")] int page = 1, CancellationToken cancel = default)
    {
        try
        {
            Digest = await library.OpenAsync(id, Math.Clamp(page, 1, 100_000), cancel);
            return Page();
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
    }
}
