using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Attachments;
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

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Who brought a point, for the coach alone.</summary>
/// <param name="Name">Name or pseudonym.</param>
/// <param name="Email">Address, or null.</param>
/// <param name="Phone">Number, or null.</param>
/// <param name="Channel">How the person wants to hear.</param>
public sealed record AuthorContact(string Name, string? Email, string? Phone, ContactChannel Channel);

/// <summary>A question about the point that waits for an answer.</summary>
/// <param name="Id">Key of the answer.</param>
/// <param name="Body">The group or organisation that is asked.</param>
/// <param name="DueOn">By when.</param>
/// <param name="Owner">Who sees to it, or null.</param>
public sealed record OpenQuestion(Guid Id, string Body, DateOnly DueOn, string? Owner);

/// <summary>One point, whole, and what the coach does with it.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class DetailModel(
    AgendaItemService items, FeedbackService feedback, SplitService splits, MergeService merges, IFileStore store, TimelineService timelines, Viewers viewers, WorkList list, ISiteService site,
    GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private ILookup<Guid, StoredFile> _files = Array.Empty<StoredFile>().ToLookup(f => f.OwnerId);

    /// <summary>Key or reference, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The list that the page was opened from.</summary>
    [BindProperty(SupportsGet = true, Name = "")]
    public ListPlace From { get; set; } = new();

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>A clearer title.</summary>
    [BindProperty]
    public string? Title { get; set; }

    /// <summary>Key of a life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>One of the seven B's.</summary>
    [BindProperty]
    public BarrierKind? Barrier { get; set; }

    /// <summary>The organisation that the author belongs to.</summary>
    [BindProperty]
    public Guid? OrganisationId { get; set; }

    /// <summary>From which day it can come on an agenda again; null: the meeting after this one.</summary>
    [BindProperty]
    public DateOnly? ParkedUntil { get; set; }

    /// <summary>Why it comes later.</summary>
    [BindProperty]
    public string? ParkReason { get; set; }

    /// <summary>Why it does not come on the agenda.</summary>
    [BindProperty]
    public string? DeclineReason { get; set; }

    /// <summary>Mark of the reason that the coach looked at before it leaves.</summary>
    [BindProperty]
    public string? Checked { get; set; }

    /// <summary>The reason as its author will read it, to look at before it leaves; or null.</summary>
    public string? ToCheck { get; private set; }

    /// <summary>The point as the coach reads it.</summary>
    public PointView View { get; private set; } = default!;

    /// <summary>The point.</summary>
    public AgendaItem Item => View.Item;

    /// <summary>Who brought it, or null when nobody knows.</summary>
    public AuthorContact? Author { get; private set; }

    /// <summary>Organisation of who brought it, or empty.</summary>
    public string AuthorOrganisation { get; private set; } = "";

    /// <summary>Settings of the region.</summary>
    public KlankgroepSettings Settings { get; private set; } = new();

    /// <summary>Organisations to confirm the author with.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Which action was tried and did not work; its part of the page is open.</summary>
    public string Open { get; private set; } = "";

    /// <summary>Questions that wait for an answer.</summary>
    public IReadOnlyList<OpenQuestion> OpenQuestions { get; private set; } = [];

    /// <summary>Points that were a part of it.</summary>
    public IReadOnlyList<AgendaItem> Parts { get; private set; } = [];

    /// <summary>What stands together with it.</summary>
    public IReadOnlyList<Contribution> Contributions { get; private set; } = [];

    /// <summary>Files that were sent along.</summary>
    public FileList Files => new(FileRow.Of(_files[Item.Id], $"/volg/{Item.Reference}/bestanden", knowsNames: true, S), Level: 2);

    /// <summary>What people told about it and others than the coach may read.</summary>
    public IReadOnlyList<ToldAboutPoint> Told { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>True while it can be put off, declined or forwarded.</summary>
    public bool IsAlive => !Item.IsOver;

    /// <summary>True while nobody is answering.</summary>
    public bool CanDecline => IsAlive && Item.Status is not (AgendaItemStatus.Forwarded or AgendaItemStatus.Answered);

    /// <summary>Files of what stands together with it.</summary>
    public FileList FilesOf(Contribution other) => new(FileRow.Of(_files[other.Id], $"/volg/{other.Reference}/bestanden", knowsNames: true, S), Level: 4);

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/punten/{Item.Id}";

    /// <summary>What must be done by the day of the point.</summary>
    public string Owed => Item.Status != AgendaItemStatus.Forwarded && Item.FirstWordOn is null ? S["Eerste bericht aan wie het bracht"] : S["Antwoord"];

    /// <summary>Shows the point.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (Title, LifeDomain, Barrier) = (Item.Title, Item.LifeDomain, Item.Barrier);
        await From.FindAsync(list, Item.Id, cancel);
        return Page();
    }

    /// <summary>Makes the title clearer.</summary>
    public Task<IActionResult> OnPostTitleAsync(CancellationToken cancel)
        => ActAsync("titel", S["De titel is bewaard."], () => items.RetitleAsync(Item.Id, Title ?? "", Seen, cancel), () => Item.Title == TypedText.Clean(Title ?? ""), cancel);

    /// <summary>Sets life domain and one of the seven B's.</summary>
    public Task<IActionResult> OnPostThemeAsync(CancellationToken cancel)
        => ActAsync("thema", S["Het thema is bewaard."], () => items.ClassifyAsync(Item.Id, LifeDomain, Barrier, Seen, cancel), () => (Item.LifeDomain, Item.Barrier) == (LifeDomain, Barrier), cancel);

    /// <summary>Vouches for the author.</summary>
    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
        => ActAsync("bevestig", OrganisationId is null ? S["Bevestigd, zonder organisatie uit onze lijst."] : S["Bevestigd. Wie dit punt bracht, is nu bekend."], () => items.ConfirmAsync(Item.Id, OrganisationId, Seen, cancel), () => Item.IsConfirmed && Item.AuthorOrganisationId == OrganisationId, cancel);

    /// <summary>Puts it off.</summary>
    public Task<IActionResult> OnPostParkAsync(CancellationToken cancel)
        => ActAsync("uitstel", S["Uitgesteld. Wie het punt bracht, hoort waarom."], () => items.ParkAsync(Item.Id, ParkReason ?? "", ParkedUntil, Seen, cancel),
            () => Item.ParkedUntil is { } day && (ParkedUntil is null || ParkedUntil == day) && Item.ParkReason == TypedText.Clean(ParkReason ?? ""), cancel);

    /// <summary>Does not put it on the agenda, once the coach looked at the reason as its author will read it: a mail cannot be called back.</summary>
    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel)
    {
        if (Checked == TypedText.Mark(TypedText.Clean(DeclineReason ?? ""))) return await DeclineAsync(cancel);
        if (!await LoadAsync(cancel)) return NotFound();
        // What became of it meanwhile is said by the act itself.
        if (!CanDecline) return await DeclineAsync(cancel);
        try
        {
            ToCheck = AgendaItem.ReasonToDecline(DeclineReason);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
        }

        return Again("nee");
    }

    private Task<IActionResult> DeclineAsync(CancellationToken cancel)
        => ActAsync("nee", S["Dit punt komt niet op de agenda. Wie het bracht, krijgt de reden."], () => items.DeclineAsync(Item.Id, DeclineReason ?? "", Seen, cancel),
            () => Item.DeclineReason is { } reason && reason == TypedText.Clean(DeclineReason ?? ""), cancel);

    /// <summary>Nothing more is to be done.</summary>
    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
        => ActAsync("klaar", S["Dit punt is klaar."], () => items.CloseAsync(Item.Id, Seen, cancel), () => Item.Status == AgendaItemStatus.Closed, cancel);

    // A button that was pressed twice finds its work done, and says so.
    private async Task<IActionResult> ActAsync(string part, string done, Func<Task> act, Func<bool> isDone, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        Open = part;
        if (ModelState.IsValid)
        {
            try
            {
                await act();
                TempData["Melding"] = done;
                return LocalRedirect(From.Keep(Address));
            }
            catch (RuleException rule) when (rule is not ChangedMeanwhileException && !isDone())
            {
                ModelState.Add(rule);
            }
            catch (RuleException)
            {
                await LoadAsync(cancel);
                if (isDone())
                {
                    TempData["Melding"] = done;
                    return LocalRedirect(From.Keep(Address));
                }

                ModelState.AddModelError("", S["Iemand anders veranderde dit punt net. Nu staat er: “{0}”, {1}. Wat jij typte, staat er nog. Kijk na en klik opnieuw.", Item.Title, View.StatusText]);
            }
        }

        return Again(part);
    }

    // What was not part of this form shows what is stored.
    private PageResult Again(string part)
    {
        Open = part;
        Title ??= Item.Title;
        if (part != "thema") (LifeDomain, Barrier) = (Item.LifeDomain, Item.Barrier);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var item = Guid.TryParse(Key, out var id) ? await items.FindAsync(id, cancel) : await items.FindByReferenceAsync(Key, cancel);
        if (item is null) return false;
        View = await timelines.ReadAsync(item, await viewers.CurrentAsync(cancel), isAuthor: false, cancel);
        Parts = await splits.PartsAsync(Item.Reference, cancel);
        Contributions = await merges.ContributionsAsync(item, await viewers.CurrentAsync(cancel), isAsked: false, cancel);
        Told = await feedback.ToldAboutAsync(item.Id, cancel);
        _files = await store.ListAsync([item.Id, .. Contributions.Select(c => c.Id)], cancel: cancel);
        Settings = await site.GetAsync<KlankgroepSettings>(cancel);
        Author = await db.Set<Person>().Where(p => p.Id == item.AuthorPersonId).Select(p => new AuthorContact(p.Name, p.Email, p.Phone, p.PreferredChannel)).SingleOrDefaultAsync(cancel);
        AuthorOrganisation = item.AuthorOrganisationId is { } organisation
            ? await db.Set<Organisation>().Where(o => o.Id == organisation).Select(o => o.Name).SingleAsync(cancel)
            : item.AuthorOrganisationName ?? "";
        if (!item.IsConfirmed) Organisations = await DeskChoices.OrganisationsAsync(db, cancel);
        OpenQuestions = await (
            from answer in db.Set<Answer>()
            where answer.ItemId == item.Id && answer.State == AnswerState.Asked
            orderby answer.DueOn, answer.Id
            select new OpenQuestion(
                answer.Id,
                db.Set<Group>().Where(g => g.Id == answer.GroupId).Select(g => g.Name).FirstOrDefault() ?? db.Set<Organisation>().Where(o => o.Id == answer.OrganisationId).Select(o => o.Name).FirstOrDefault() ?? "",
                answer.DueOn,
                db.Set<Person>().Where(p => p.Id == answer.OwnerPersonId).Select(p => p.Name).FirstOrDefault())).ToListAsync(cancel);
        return true;
    }
}
