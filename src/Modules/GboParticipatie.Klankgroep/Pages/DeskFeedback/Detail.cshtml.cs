using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Pages.DeskToday;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskFeedback;

/// <summary>What one person told, and what the coach does with it.</summary>
[RequiresPermission("ManageFeedback")]
public sealed class DetailModel(FeedbackService feedback, SignalBundles bundles, ContactTasks contacts, WorkList list, ISiteService site, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key or reference, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The list that the page was opened from.</summary>
    [BindProperty(SupportsGet = true, Name = "")]
    public ListPlace From { get; set; } = new();

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>The answer.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>Number of a point.</summary>
    [BindProperty]
    public string? PointReference { get; set; }

    /// <summary>Key of the organisation that it goes to.</summary>
    [BindProperty]
    public Guid? SendTo { get; set; }

    /// <summary>Organisations that it can go to.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Why nothing more is done.</summary>
    [BindProperty]
    public string? CloseReason { get; set; }

    /// <summary>What was told.</summary>
    public Feedback Told { get; private set; } = default!;

    /// <summary>The point that it belongs to, or null.</summary>
    public AgendaItem? Point { get; private set; }

    /// <summary>The point that its author says it is about, or null.</summary>
    public AgendaItem? About { get; private set; }

    /// <summary>The organisation that its author says it is about, or null.</summary>
    public string? AboutOrganisation { get; private set; }

    /// <summary>What happens in the action that it is about, or null.</summary>
    public string? AboutAction { get; private set; }

    /// <summary>Who told it.</summary>
    public string Author { get; private set; } = "";

    /// <summary>Where an answer goes by mail, or null.</summary>
    public string? Email { get; private set; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; private set; }

    /// <summary>How the coach tells the answer; null: by mail, or with number and code.</summary>
    public ContactMeans? ToTell { get; private set; }

    /// <summary>What happened.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>What people read for the life domain.</summary>
    public string? Domain { get; private set; }

    /// <summary>Which action was tried and did not work; its part of the page is open.</summary>
    public string Open { get; private set; } = "";

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/feedback/{Told.Id}";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (Answer, PointReference, SendTo) = (Told.AnsweredBy is null ? Told.Answer : null, Point?.Reference ?? About?.Reference, Told.ForwardedToOrganisationId ?? Told.AboutOrganisationId);
        await From.FindAsync(list, Told.Id, cancel);
        return Page();
    }

    /// <summary>The coach read it.</summary>
    public Task<IActionResult> OnPostReadAsync(CancellationToken cancel)
        => ActAsync("", S["Gelezen. Wie het vertelde, ziet dat."], () => feedback.ReadAsync(Told.Id, Seen, cancel), () => Told.ReadOn is not null, cancel);

    /// <summary>Answers its author.</summary>
    public Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel)
        => ActAsync("antwoord", ToTell is not null ? S["Je antwoord is bewaard. Het staat bij ‘Te vertellen’."] : Email is null ? S["Je antwoord staat klaar. Wie het vertelde, leest het met nummer en code."] : S["Je antwoord is verstuurd."],
            () => feedback.AnswerAsync(Told.Id, Answer, Seen, cancel), () => Told.Answer == TypedText.Clean(Answer ?? ""), cancel);

    /// <summary>Links it to a point.</summary>
    public Task<IActionResult> OnPostLinkAsync(CancellationToken cancel)
        => ActAsync("punt", S["Dit staat nu bij dat punt. Wie het vertelde, volgt het daar."], () => feedback.LinkAsync(Told.Id, PointReference, Seen, cancel),
            () => Point is not null && Point.Reference == Reference.Normalize(PointReference, Today.Year), cancel);

    /// <summary>Puts it into the bundle of an organisation.</summary>
    public Task<IActionResult> OnPostForwardAsync(CancellationToken cancel)
        => ActAsync("door", S["Dit zit nu in de bundel van die organisatie. Ze krijgt een mail en kan antwoorden."], () => bundles.SendAsync(SendTo ?? Guid.Empty, [Told.Id], Seen, cancel),
            () => SendTo is not null && Told.ForwardedToOrganisationId == SendTo, cancel);

    /// <summary>Nothing more is done.</summary>
    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
        => ActAsync("sluit", S["Dit is afgesloten."], () => feedback.CloseAsync(Told.Id, CloseReason, Seen, cancel), () => Told.ClosedOn is not null, cancel);

    // A button that was pressed twice finds its work done, and says so.
    private async Task<IActionResult> ActAsync(string part, string done, Func<Task> act, Func<bool> isDone, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        Open = part;
        try
        {
            await act();
            TempData["Melding"] = done;
            return LocalRedirect(From.Keep(Address));
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            if (isDone()) return LocalRedirect(From.Keep(Address));
            ModelState.AddModelError("", S["Iemand anders veranderde dit net. Nu staat er: {0}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", S[Told.Status.Dutch()]]);
        }
        catch (RuleException rule)
        {
            if (isDone()) return LocalRedirect(From.Keep(Address));
            ModelState.Add(rule, (nameof(Feedback.ItemId), nameof(PointReference)), ("OrganisationId", nameof(SendTo)));
        }

        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var told = Guid.TryParse(Key, out var id) ? await feedback.FindAsync(id, cancel) : await feedback.FindByReferenceAsync(Key, cancel);
        if (told is null) return false;
        Told = told;
        Domain = (await site.GetAsync<KlankgroepSettings>(cancel)).NameOf(told.LifeDomain);
        var points = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.Id == told.ItemId || i.Id == told.AboutItemId).ToListAsync(cancel);
        Point = points.Find(i => i.Id == told.ItemId);
        About = points.Find(i => i.Id == told.AboutItemId);
        var organisations = await db.Set<Organisation>().Where(o => o.Id == told.AboutOrganisationId || o.Id == told.AuthorOrganisationId).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        AboutOrganisation = told.AboutOrganisationId is { } about ? organisations.GetValueOrDefault(about) : null;
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == told.AuthorPersonId, cancel);
        var organisation = told.AuthorOrganisationId is { } own ? organisations.GetValueOrDefault(own) : told.AuthorOrganisationName;
        Email = person is null ? told.AuthorEmail : person.Email;
        Phone = person is null ? told.AuthorPhone : person.Phone;
        ToTell = (await contacts.MeansOfFeedbackAsync(told.Id, cancel)).Means;
        Author = told.IsAnonymous ? S["Zonder naam"] : string.Join(", ", new[] { person?.Name ?? told.AuthorName, organisation }.Where(s => !string.IsNullOrEmpty(s)));
        Organisations = await DeskChoices.OrganisationsAsync(db, cancel);
        Timeline = FeedbackTeller.Tell(told, (await site.GetAsync<SiteSettings>(cancel)).CoachTitle, Point, S, await feedback.ActionsAsync(told.Id, cancel));
        AboutAction = await db.Set<ActionItem>().Where(a => a.Id == told.AboutActionId).Select(a => a.What).SingleOrDefaultAsync(cancel);
        return true;
    }
}
