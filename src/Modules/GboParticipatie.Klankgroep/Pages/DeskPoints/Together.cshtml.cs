using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>A point with which it did not work, and why.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Why">What the domain says.</param>
public sealed record NotDone(string Reference, string Why);

/// <summary>Does one thing with several points. Each stands for itself: what cannot be done with one does not stop the others.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed partial class TogetherModel(AgendaItemService items, AgendaService agendas, WorkingCalendar calendar, GboDbContext db, ISiteService site, IUserDirectory users, ICurrentUser user, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const int Most = 100;

    /// <summary>Keys of the points.</summary>
    [BindProperty(SupportsGet = true, Name = "punt")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>Address of the list that they were chosen in.</summary>
    [BindProperty(SupportsGet = true, Name = "terug")]
    public string? Back { get; set; }

    /// <summary>Where one goes when it is done.</summary>
    public string ReturnTo => Back is { Length: > 0 } back && Url.IsLocalUrl(back) ? back : "/beheer/punten";

    /// <summary>The list, to put behind a handler in an address.</summary>
    public string Rest => ReturnTo == "/beheer/punten" ? "" : $"&terug={Uri.EscapeDataString(ReturnTo)}";

    /// <summary>Key of a life domain; empty: none.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>One of the seven B's, or none.</summary>
    [BindProperty]
    public BarrierKind? Barrier { get; set; }

    /// <summary>Who sees to them from now on.</summary>
    [BindProperty]
    public string? Coach { get; set; }

    /// <summary>From which day they can come on an agenda again; null: the next meeting.</summary>
    [BindProperty]
    public DateOnly? ParkedUntil { get; set; }

    /// <summary>Why they come later.</summary>
    [BindProperty]
    public string? ParkReason { get; set; }

    /// <summary>The points.</summary>
    public IReadOnlyList<DeskPointRow> Points { get; private set; } = [];

    /// <summary>Those with which it did not work just now.</summary>
    public IReadOnlyList<NotDone> Failed { get; private set; } = [];

    /// <summary>Settings of the region.</summary>
    public KlankgroepSettings Settings { get; private set; } = new();

    /// <summary>Who can see to points.</summary>
    public IReadOnlyList<Choice> Coaches { get; private set; } = [];

    /// <summary>Part of the page that is open because it was tried.</summary>
    public string Open { get; private set; } = "";

    /// <summary>Shows them, and what can be done.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await LoadAsync(cancel);
    }

    /// <summary>Gives all of them this theme. What is not chosen stays as each of them has it: its author chose it.</summary>
    public Task<IActionResult> OnPostThemeAsync(CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(LifeDomain) && Barrier is null) ModelState.AddModelError(nameof(LifeDomain), S["Kies wat je deze punten wil geven."]);
        return ActAsync("thema", n => S.Plural(n, "1 punt kreeg dit thema.", "{0} punten kregen dit thema."), id => items.AddThemeAsync(id, LifeDomain, Barrier, cancel), cancel);
    }

    /// <summary>Gives all of them to another coach.</summary>
    public async Task<IActionResult> OnPostCoachAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Coach is { } coach && Coaches.Any(c => c.Value == coach))
            return await ActAsync("coach", n => S.Plural(n, "1 punt heeft nu een andere opvolger.", "{0} punten hebben nu een andere opvolger."), id => items.AssignAsync(id, coach, cancel), cancel);
        Open = "coach";
        ModelState.AddModelError(nameof(Coach), S["Kies wie deze punten opvolgt."]);
        return Page();
    }

    /// <summary>Puts all of them off, with one reason.</summary>
    public Task<IActionResult> OnPostParkAsync(CancellationToken cancel)
        => ActAsync("uitstel", n => S.Plural(n, "1 punt komt later op de agenda.", "{0} punten komen later op de agenda."), id => items.ParkAsync(id, ParkReason ?? "", ParkedUntil, null, cancel), cancel);

    /// <summary>Nothing more is to be done with any of them.</summary>
    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
        => ActAsync("klaar", n => S.Plural(n, "1 punt is nu klaar.", "{0} punten zijn nu klaar."), id => items.CloseAsync(id, null, cancel), cancel);

    private async Task<IActionResult> ActAsync(string part, Func<int, string> inWords, Func<Guid, Task> act, CancellationToken cancel)
    {
        Open = part;
        await LoadAsync(cancel);
        if (!ModelState.IsValid || Points.Count == 0) return Page();
        var failed = new List<NotDone>();
        string? field = null;
        foreach (var point in Points)
        {
            try
            {
                await act(point.Id);
            }
            catch (ChangedMeanwhileException)
            {
                failed.Add(new NotDone(point.Reference, S["Iemand anders veranderde dit punt net. Probeer het opnieuw."]));
            }
            catch (RuleException rule)
            {
                failed.Add(new NotDone(point.Reference, S.Of(rule)));
                field = rule.Field;
            }
        }

        var done = Points.Count - failed.Count;
        if (failed.Count == 0)
        {
            TempData["Melding"] = inWords(done);
            return LocalRedirect(ReturnTo);
        }

        // Nothing was right, and always for the same reason: then that stands at its field, as on the page of one point.
        if (done == 0 && failed.Select(f => f.Why).Distinct(StringComparer.Ordinal).Count() == 1 && field is nameof(ParkReason) or nameof(ParkedUntil) or nameof(Question) or nameof(DueOn))
        {
            ModelState.AddModelError(field, failed[0].Why);
            return Page();
        }

        if (done > 0) TempData["Melding"] = inWords(done);
        Failed = failed;
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var chosen = Chosen.Distinct().Take(Most).ToList();
        Settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var general = await site.GetAsync<SiteSettings>(cancel);
        Coaches = [.. (await users.InRoleAsync((await site.GetAsync<SiteSettings>(cancel)).CoachRole, cancel)).Select(u => new Choice(u.Id, u.Name.Length > 0 ? u.Name : u.Email))];
        var points = db.Set<AgendaItem>().AsNoTracking().Where(i => chosen.Contains(i.Id)).OrderBy(i => i.Reference);
        Bodies = await BodiesAsync(cancel);
        DueOn ??= (await calendar.GetAsync(cancel)).AddWorkingDays(BrusselsTime.Today(time), Settings.ForwardAnswerWorkingDays);
        Points = await DeskPointRows.ReadAsync(db, points, user.Id, general.CoachTitle, BrusselsTime.Today(time), S, cancel);
    }
}
