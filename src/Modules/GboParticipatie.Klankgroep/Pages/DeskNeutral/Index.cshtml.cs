using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskNeutral;

/// <summary>The coach drafts a neutral text for a point that only they may read, and asks its author whether it may go on.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(AgendaItemService items, NeutralTextService neutrals, AgendaService agendas, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The text.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What the author said with a no.</summary>
    [BindProperty]
    public string? Word { get; set; }

    /// <summary>The point.</summary>
    public AgendaItem Item { get; private set; } = default!;

    /// <summary>What was asked last, or null.</summary>
    public NeutralText? Neutral { get; private set; }

    /// <summary>Who brought it, or null.</summary>
    public Person? Author { get; private set; }

    /// <summary>True when a mail reaches the author.</summary>
    public bool AuthorGetsMail => Author is { Email: not null, PreferredChannel: ContactChannel.Email };

    /// <summary>The next meeting of the group that the text can stand on, or null.</summary>
    public Session? Next { get; private set; }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/punten/{Id}/tekst";

    /// <summary>Shows the text and what was said about it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (Text, Seen) = (Neutral?.Text, Neutral?.Version);
        return Page();
    }

    /// <summary>Asks the author.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await neutrals.AskAsync(Id, Text, Seen, cancel);
        return AuthorGetsMail ? S["De vraag is gesteld. Wie het bracht, krijgt een mail."] : S["De tekst is bewaard. Lees hem voor aan wie het bracht en noteer het antwoord."];
    }, cancel);

    /// <summary>The author said yes to the coach.</summary>
    public Task<IActionResult> OnPostYesAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await neutrals.AnswerAsync(Id, Neutral?.LinkVersion ?? 0, agrees: true, null, byCoach: true, cancel);
        return S["Genoteerd. De tekst mag verder."];
    }, cancel);

    /// <summary>The author said no to the coach.</summary>
    public Task<IActionResult> OnPostNoAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await neutrals.AnswerAsync(Id, Neutral?.LinkVersion ?? 0, agrees: false, Word, byCoach: true, cancel);
        return S["Genoteerd. Schrijf een andere tekst."];
    }, cancel);

    /// <summary>Puts the text that its author agreed with on the next agenda.</summary>
    public Task<IActionResult> OnPostAgendaAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        // A button that was pressed twice finds it there.
        if (Next is { } next) await agendas.AddAsync(next.Id, Id, cancel);
        else if (Item.CurrentSessionId is null) throw new RuleException("Er is nog geen volgende bijeenkomst. Plan er eerst een.");
        return S["De tekst staat op de agenda. De leden lezen alleen de tekst."];
    }, cancel);

    private async Task<IActionResult> ActAsync(Func<Task<string>> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            TempData["Melding"] = await act();
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            ModelState.Remove(nameof(Seen));
            Seen = Neutral?.Version;
            ModelState.AddModelError("", S["Iemand anders veranderde de tekst net. Nu staat er: “{0}”. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", Neutral?.Text ?? ""]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await items.FindAsync(Id, cancel) is not { Visibility: Visibility.CoachOnly } item) return false;
        Item = item;
        Neutral = await neutrals.FindAsync(Id, cancel);
        if (Neutral?.AgreedAt is not null && item.CurrentSessionId is null) Next = await NextAsync(item, cancel);
        Author = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == item.AuthorPersonId, cancel);
        return true;
    }

    private Task<Session?> NextAsync(AgendaItem item, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Session>().AsNoTracking()
            .Where(s => s.GroupId == item.GroupId && s.Kind != SessionKind.GuestAt && s.EndsAt > now && (s.State == SessionState.Draft || s.State == SessionState.Announced || s.State == SessionState.AgendaSent || s.State == SessionState.InProgress))
            .Where(s => !s.Entries.Any(e => e.ItemId == item.Id)).OrderBy(s => s.StartsAt).FirstOrDefaultAsync(cancel);
    }
}
