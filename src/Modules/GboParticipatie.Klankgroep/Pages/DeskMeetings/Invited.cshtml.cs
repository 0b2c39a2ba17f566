using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>Who is invited to a meeting, what they said, and what they need, added up.</summary>
[RequiresPermission("ManageSessions")]
public sealed class InvitedModel(SessionService sessions, InvitationService invitations, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>How many a page.</summary>
    public const int PageSize = 50;

    private static readonly IReadOnlyDictionary<string, Expression<Func<Invitation, bool>>> ByFilter = new Dictionary<string, Expression<Func<Invitation, bool>>>(StringComparer.Ordinal)
    {
        ["komt"] = i => i.Reply == InvitationReply.Yes && i.WaitingSince == null,
        ["misschien"] = i => i.Reply == InvitationReply.Maybe,
        ["wacht"] = i => i.WaitingSince != null,
        ["niet"] = i => i.Reply == InvitationReply.No,
        ["geen"] = i => i.Reply == InvitationReply.None,
        ["vroeger"] = i => i.AskedAgainAt != null,
    };

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<Choice> Filters(IStringLocalizer S) =>
        [new("komt", S["Komt"]), new("misschien", S["Misschien"]), new("wacht", S["Wachtlijst"]), new("niet", S["Komt niet"]), new("geen", S["Nog niets gehoord"]), new("vroeger", S["Antwoordde voor de verandering"])];

    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Only who said this.</summary>
    [BindProperty(SupportsGet = true, Name = "antwoord")]
    public string? Typed { get; set; }

    /// <summary>Which page, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, 10_000);

    /// <summary>The filter, when it is one.</summary>
    public string? Filter => Typed is not null && ByFilter.ContainsKey(Typed) ? Typed : null;

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/genodigden";

    /// <summary>True while people can be invited, reminded and written down.</summary>
    public bool CanInvite => Meeting.IsOpen && Meeting.State != SessionState.Draft && Meeting.Kind != SessionKind.GuestAt && Meeting.EndsAt > time.GetUtcNow().UtcDateTime;

    /// <summary>Invitations in all.</summary>
    public int All { get; private set; }

    /// <summary>People who come and have a place.</summary>
    public int Coming { get; private set; }

    /// <summary>People who come perhaps.</summary>
    public int Perhaps { get; private set; }

    /// <summary>People who wait for a place.</summary>
    public int Waiting { get; private set; }

    /// <summary>Invitations without an answer.</summary>
    public int Silent { get; private set; }

    /// <summary>Invitations with an answer for another moment or place than the meeting has now.</summary>
    public int OfBefore { get; private set; }

    /// <summary>What those who come need, added up: "2 tolken".</summary>
    public IReadOnlyList<string> Needs { get; private set; } = [];

    /// <summary>Which languages interpreters are asked for, and how often: "Arabisch 2 keer, Turks".</summary>
    public string InterpreterLanguages { get; private set; } = "";

    /// <summary>Invitations that the filter lets through.</summary>
    public int Total { get; private set; }

    /// <summary>This page of them.</summary>
    public IReadOnlyList<InvitedParty> Rows { get; private set; } = [];

    /// <summary>How to reach someone who gets no mail.</summary>
    public static string ReachOf(InvitedParty row, IStringLocalizer S) => row.Channel switch
    {
        ContactChannel.Letter => S["Stuur een brief"],
        ContactChannel.ViaOrganisation => S["Via de organisatie"],
        _ when row.Phone is { Length: > 0 } phone => S["Bel {0}", phone],
        _ => S["Geen mail of telefoon"],
    };

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : NotFound();
    }

    /// <summary>Invites who joined the group since.</summary>
    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancel) => ActAsync(async () => await invitations.InviteAsync(Id, cancel) switch
    {
        0 => S["Iedereen van de groep was al uitgenodigd."],
        var count => S.Plural(count, "Er is 1 nieuwe uitnodiging. Wie mail leest, krijgt ze zo.", "Er zijn {0} nieuwe uitnodigingen. Wie mail leest, krijgt ze zo."),
    }, cancel);

    /// <summary>Reminds who said nothing.</summary>
    public Task<IActionResult> OnPostRemindAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        var (reminded, toCall) = await invitations.RemindAsync(Id, cancel);
        if (reminded + toCall == 0) return S["Vandaag kreeg iedereen al een herinnering."];
        List<string> done = [];
        if (reminded > 0) done.Add(S.Plural(reminded, "1 genodigde krijgt een herinnering.", "{0} genodigden krijgen een herinnering."));
        if (toCall > 0) done.Add(S.Plural(toCall, "1 genodigde leest geen mail: je vindt die bij “Te vertellen”.", "{0} genodigden lezen geen mail: je vindt hen bij “Te vertellen”."));
        return string.Join(' ', done);
    }, cancel);

    private async Task<IActionResult> ActAsync(Func<Task<string>> act, CancellationToken cancel)
    {
        ModelState.Clear();
        try
        {
            TempData["Melding"] = await act();
            return LocalRedirect(Address);
        }
        catch (RuleException rule)
        {
            if (!await LoadAsync(cancel)) return NotFound();
            ModelState.AddRule(rule, "");
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return false;
        Meeting = meeting;
        var all = db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == Id);
        await AddUpAsync(all, cancel);
        var rows = Filter is null ? all : all.Where(ByFilter[Filter]);
        Total = await rows.CountAsync(cancel);
        Rows = await db.WithNames(rows).OrderBy(r => r.Name).ThenBy(r => r.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return true;
    }

    private async Task AddUpAsync(IQueryable<Invitation> all, CancellationToken cancel)
    {
        var groups = await all.GroupBy(i => new { i.Reply, Waits = i.WaitingSince != null })
            .Select(g => new
            {
                g.Key.Reply,
                g.Key.Waits,
                Invitations = g.Count(),
                OfBefore = g.Count(i => i.AskedAgainAt != null),
                People = g.Sum(i => i.People),
                Interpreters = g.Sum(i => i.Needs.Interpreters),
                LargePrint = g.Sum(i => i.Needs.LargePrint),
                Children = g.Sum(i => i.Needs.Children),
                Transport = g.Sum(i => i.Needs.Transport),
                Wheelchairs = g.Sum(i => i.Needs.Wheelchairs),
            }).ToListAsync(cancel);
        All = groups.Sum(g => g.Invitations);
        Coming = groups.Where(g => g.Reply == InvitationReply.Yes && !g.Waits).Sum(g => g.People);
        Waiting = groups.Where(g => g.Waits).Sum(g => g.People);
        Perhaps = groups.Where(g => g.Reply == InvitationReply.Maybe).Sum(g => g.People);
        OfBefore = groups.Sum(g => g.OfBefore);
        Silent = groups.Where(g => g.Reply == InvitationReply.None).Sum(g => g.Invitations);
        var coming = groups.Find(g => g.Reply == InvitationReply.Yes && !g.Waits);
        if (coming is null) return;
        Needs = new NeedCounts
        {
            Interpreters = coming.Interpreters,
            LargePrint = coming.LargePrint,
            Children = coming.Children,
            Transport = coming.Transport,
            Wheelchairs = coming.Wheelchairs,
        }.InWords(S);
        if (coming.Interpreters > 0) InterpreterLanguages = await LanguagesAsync(all, cancel);
    }

    private async Task<string> LanguagesAsync(IQueryable<Invitation> all, CancellationToken cancel)
    {
        var coming = await (from i in all
                            where i.Reply == InvitationReply.Yes && i.WaitingSince == null && i.Needs.Interpreters > 0
                            from p in db.Set<Person>().Where(p => p.Id == i.PersonId).DefaultIfEmpty()
                            group i.Needs.Interpreters by i.InterpreterLanguage ?? p!.Language into g
                            select new { Language = g.Key, Count = g.Sum() }).ToListAsync(cancel);
        var languages = coming.Where(c => c.Language is not (null or Languages.Dutch)).Select(c => (Name: S[Languages.NameOf(c.Language!)].Value, c.Count));
        return string.Join(", ", languages.OrderByDescending(l => l.Count).ThenBy(l => l.Name, StringComparer.CurrentCulture).Select(l => l.Count == 1 ? l.Name : S["{0} {1} keer", l.Name, l.Count].Value));
    }
}
