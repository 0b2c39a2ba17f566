using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>A point's place as it is sent.</summary>
public sealed class TypedPlace
{
    /// <summary>The point.</summary>
    public Guid ItemId { get; set; }

    /// <summary>Minutes.</summary>
    [Range(0, 600, ErrorMessage = "Vul de minuten in als een getal van 0 tot 600.")]
    public int? Minutes { get; set; }

    /// <summary>Work agenda, where the group has any.</summary>
    public string? WorkAgenda { get; set; }
}

/// <summary>A meeting and its agenda: order, minutes, and what can be done with it now.</summary>
[RequiresPermission("ManageSessions")]
public sealed class DetailModel(
    SessionService sessions, AgendaService agendas, GroupService groups, Viewers viewers, AttendanceService attendance, ICurrentUser user, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>True to look at who gets the agenda, before it leaves.</summary>
    [BindProperty(SupportsGet = true, Name = "versturen")]
    public bool Sends { get; set; }

    /// <summary>Who gets the agenda, while the coach looks at that; else null.</summary>
    public IReadOnlyList<InvitedParty>? SendsTo { get; private set; }

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>The agenda as it is sent.</summary>
    [BindProperty]
    public List<TypedPlace> Places { get; set; } = [];

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>The agenda, in the order of <see cref="Places"/>.</summary>
    public IReadOnlyList<AgendaLine> Agenda { get; private set; } = [];

    /// <summary>The agenda as someone else saved it meanwhile; null when nobody did.</summary>
    public IReadOnlyList<AgendaLine>? Meanwhile { get; private set; }

    /// <summary>Points of the group that wait for a meeting.</summary>
    public IReadOnlyList<WaitingPoint> Waiting { get; private set; } = [];

    /// <summary>What the group is asked and has not answered yet, while it can talk about that here.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today => BrusselsTime.Today(time);

    /// <summary>Work agendas of the group.</summary>
    public IReadOnlyList<Choice> WorkAgendas { get; private set; } = [];

    /// <summary>How many people came; null when nobody counted.</summary>
    public AttendanceFigures? Attendance { get; private set; }

    /// <summary>True for who sees to points: writes down those of others, reads the codes with which people follow them, puts the agenda in order and writes the report.</summary>
    public bool MayEnter { get; private set; }

    /// <summary>Minutes that are planned.</summary>
    public int MinutesPlanned => Places.Sum(p => p.Minutes ?? 0);

    /// <summary>True from the day of the meeting on: then it can begin, and be over.</summary>
    public bool IsTheDay => BrusselsTime.DayOf(Meeting.StartsAt) <= BrusselsTime.Today(time);

    /// <summary>True on the day itself while people can still be invited to it.</summary>
    public bool CanAnnounceToday => IsTheDay && Meeting.State == SessionState.Draft && Meeting.StartsAt > time.GetUtcNow().UtcDateTime;

    /// <summary>True when its hours are over, whatever anyone marked.</summary>
    public bool HasEnded => Meeting.EndsAt <= time.GetUtcNow().UtcDateTime;

    /// <summary>True while the agenda can be sent to who is invited.</summary>
    public bool CanSend => Meeting.State == SessionState.Announced && !IsTheDay && Meeting.Kind != SessionKind.GuestAt;

    /// <summary>The point that was moved just now, and which way: who did so by keyboard goes on from the same button.</summary>
    public (Guid Item, int Step)? Moved { get; private set; }

    /// <summary>True for the button on which someone goes on: at the end of the agenda the one beside it.</summary>
    public bool GoesOnAt(int row, int step)
    {
        if (Moved is not { } moved || Agenda[row].ItemId != moved.Item) return false;
        var atEnd = moved.Step < 0 ? row == 0 : row == Agenda.Count - 1;
        return step == (atEnd ? -moved.Step : moved.Step);
    }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}";

    /// <summary>Shows the meeting.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        Moved = TempData[nameof(Moved)] is string moved && moved.Split(' ') is [var point, var step] && Guid.TryParse(point, out var id) ? (id, step == "-1" ? -1 : 1) : null;
        if (Sends && CanSend)
            SendsTo = await db.WithNames(db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == Id && i.Reply != InvitationReply.No)).ToListAsync(cancel);
        return Page();
    }

    /// <summary>Saves order and minutes.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ArrangeAsync(null, 0, cancel);

    /// <summary>Moves one point up, and saves.</summary>
    public Task<IActionResult> OnPostUpAsync(Guid item, CancellationToken cancel) => ArrangeAsync(item, -1, cancel);

    /// <summary>Moves one point down, and saves.</summary>
    public Task<IActionResult> OnPostDownAsync(Guid item, CancellationToken cancel) => ArrangeAsync(item, 1, cancel);

    /// <summary>Puts a point that waits on this agenda.</summary>
    public async Task<IActionResult> OnPostAddAsync(Guid item, CancellationToken cancel)
        => await user.HasAsync(Permissions.ManageAgendaItems) ? await ActAsync(S["Het punt staat op de agenda."], () => agendas.AddAsync(Id, item, cancel), cancel) : Forbid();

    private Task<IActionResult> ActAsync(Func<Session, string> done, Func<Task<Session>> act, CancellationToken cancel, string next = "")
    {
        var said = "";
        return ActAsync(() => said, async () => said = done(await act()), cancel, next);
    }

    private Task<IActionResult> ActAsync(string done, Func<Task> act, CancellationToken cancel) => ActAsync(() => done, act, cancel);

    /// <summary>Shows the meeting to everyone.</summary>
    public Task<IActionResult> OnPostAnnounceAsync(CancellationToken cancel)
        => ActAsync(
            session => session.IsOfGroup
                ? S["De bijeenkomst staat nu op de site en de leden zijn uitgenodigd. Wie geen mail leest, vind je bij “Te vertellen”. Bij “Wie komt er?” zie je wat ze antwoorden."]
                : S["Je bezoek staat nu op de site. Je bent daar te gast: er gaat geen uitnodiging weg."], () => sessions.AnnounceAsync(Id, Seen, cancel), cancel);

    /// <summary>Sends the agenda.</summary>
    public Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
        => ActAsync(_ => S["De agenda is verstuurd aan wie uitgenodigd is en niet nee zei."], () => sessions.SendAgendaAsync(Id, Seen, cancel), cancel);

    /// <summary>The meeting begins.</summary>
    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel)
        => await ActAsync(_ => S["De bijeenkomst is bezig."], () => sessions.StartAsync(Id, Seen, cancel), cancel, await user.HasAsync(Permissions.ManageAgendaItems) ? "/verslag" : "");

    private async Task<IActionResult> ActAsync(Func<string> done, Func<Task> act, CancellationToken cancel, string next = "")
    {
        ModelState.Clear();
        try
        {
            await act();
            TempData["Melding"] = done();
            return LocalRedirect(Address + next);
        }
        catch (RuleException rule)
        {
            if (!await LoadAsync(cancel)) return NotFound();
            ModelState.AddModelError("", rule is ChangedMeanwhileException
                ? S["Iemand anders veranderde deze bijeenkomst net. Hier zie je hoe ze nu is: “{0}”. Kijk na en klik opnieuw.", S[Meeting.State.Dutch()]] : S.Of(rule));
            return Page();
        }
    }

    // Who does not read every point of the agenda, cannot put it in order.
    private async Task<IActionResult> ArrangeAsync(Guid? moved, int step, CancellationToken cancel)
    {
        if (!await user.HasAsync(Permissions.ManageAgendaItems)) return Forbid();
        var typed = Places;
        if (!ModelState.IsValid)
        {
            SayNumbers();
            if (!await LoadAsync(cancel)) return NotFound();
            Keep(typed);
            return Page();
        }

        Move(typed, moved, step);
        try
        {
            await agendas.ArrangeAsync(new ArrangeAgenda(Id, Seen ?? 0, [.. typed.Select(p => new AgendaPlace(p.ItemId, p.Minutes, p.WorkAgenda))]), cancel);
            TempData["Melding"] = (moved is { } point ? await PlaceOfAsync(point, typed, cancel) : S["De agenda is bewaard."]).Value;
            if (moved is { } again) TempData[nameof(Moved)] = string.Create(CultureInfo.InvariantCulture, $"{again} {step}");
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            if (!await LoadAsync(cancel)) return NotFound();
            Meanwhile = Agenda;
            // The fields follow the places, which may stand elsewhere now.
            ModelState.Clear();
            Keep(typed);
            ModelState.AddModelError("", S["Iemand anders veranderde deze agenda net. Hieronder staat nog wat jij koos. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
            return Page();
        }
        catch (RuleException rule)
        {
            if (!await LoadAsync(cancel)) return NotFound();
            // The fields follow the places, which may have been moved.
            ModelState.Clear();
            Keep(typed);
            ModelState.AddRule(rule);
            return Page();
        }
    }

    // A browser starts at the button itself, which it does not when the address names a part of the page.
    private async Task<LocalizedString> PlaceOfAsync(Guid point, List<TypedPlace> places, CancellationToken cancel)
    {
        var title = await db.Set<AgendaItem>().Where(i => i.Id == point).Select(i => i.Title).SingleOrDefaultAsync(cancel);
        return S["“{0}” staat nu op plaats {1}.", title ?? "", places.FindIndex(p => p.ItemId == point) + 1];
    }

    // What the binder says of a text that is no number, does not say what to type.
    private void SayNumbers()
    {
        foreach (var (key, field) in ModelState.Where(f => f.Key.EndsWith($".{nameof(TypedPlace.Minutes)}", StringComparison.Ordinal)))
        {
            if (field is not { Errors.Count: > 0, AttemptedValue: { } typed } || int.TryParse(typed, NumberStyles.Integer, CultureInfo.CurrentCulture, out _)) continue;
            field.Errors.Clear();
            ModelState.AddModelError(key, S["Typ een getal, zoals 15."]);
        }
    }

    private static void Move(List<TypedPlace> places, Guid? moved, int step)
    {
        var from = places.FindIndex(p => p.ItemId == moved);
        var to = from + step;
        if (from < 0 || to < 0 || to >= places.Count) return;
        (places[from], places[to]) = (places[to], places[from]);
    }

    // What was typed, in its order; points that came in meanwhile at the end, those that left it no longer.
    private void Keep(List<TypedPlace> typed)
    {
        var lines = Agenda.ToDictionary(l => l.ItemId);
        var kept = typed.Where(p => lines.ContainsKey(p.ItemId)).DistinctBy(p => p.ItemId).ToList();
        Places = [.. kept, .. Places.Where(p => !kept.Exists(k => k.ItemId == p.ItemId))];
        Agenda = [.. Places.Select(p => lines[p.ItemId])];
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return false;
        (Meeting, Group) = (meeting, group);
        var lines = await agendas.ReadAsync(Id, await viewers.CurrentAsync(cancel), cancel);
        Agenda = meeting.IsOpen ? [.. lines.Where(l => l.Outcome == EntryOutcome.None)] : lines;
        Places = [.. Agenda.Select(l => new TypedPlace { ItemId = l.ItemId, Minutes = l.Minutes, WorkAgenda = l.WorkAgenda })];
        Attendance = await attendance.FiguresAsync(meeting, cancel);
        MayEnter = await user.HasAsync(Permissions.ManageAgendaItems);
        Questions = meeting.IsOpen && MayEnter ? await AskedQuestions.OfGroupAsync(db, group.Id, S, cancel) : [];
        WorkAgendas = [.. group.WorkAgendas.Select(w => new Choice(w, w))];
        Waiting = meeting is { IsOpen: true, IsOfGroup: true } && MayEnter ? await agendas.WaitingAsync(meeting, await viewers.CurrentAsync(cancel), cancel) : [];
        return true;
    }
}
