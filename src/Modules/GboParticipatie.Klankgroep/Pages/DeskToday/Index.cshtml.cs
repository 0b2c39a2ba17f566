using GboParticipatie.Attention;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>Mijn taken: the coach's desk. Who has no points to see to finds only the menu here.</summary>
[RequiresPermission("AccessAdmin")]
public sealed class IndexModel(GboDbContext db, ISiteService site, ICurrentUser user, IEnumerable<IAttentionProvider> attention, TimeProvider time)
    : PointListModel(db, site, user, time)
{
    private readonly GboDbContext _db = db;
    private readonly ICurrentUser _user = user;
    private readonly TimeProvider _time = time;

    /// <inheritdoc />
    public override string Address => "/beheer";

    /// <summary>"Goeiemorgen An".</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>"Zondag 22 november 2026 · nog 16 dagen tot de overkoepelende klankgroep".</summary>
    public string DayLine { get; private set; } = "";

    /// <summary>True for who sees to points.</summary>
    public bool SeesToPoints { get; private set; }

    /// <summary>What asks attention today, of all modules.</summary>
    public IReadOnlyList<AttentionItem> Attention { get; private set; } = [];

    /// <summary>Open points that someone else sees to.</summary>
    public int OfOthers { get; private set; }

    /// <summary>Shows the desk.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        Greeting = $"{Hello(BrusselsTime.ToLocal(now).Hour)} {_user.Name?.Split(' ')[0]}".Trim();
        DayLine = DeskWords.Capital(BrusselsTime.LongDate(Today)) + await NextMeetingAsync(now, cancel);
        SeesToPoints = await _user.HasAsync(Permissions.ManageAgendaItems);
        Attention = await AttentionAsync(cancel);
        if (!SeesToPoints) return;
        var me = _user.Id;
        OfOthers = await _db.Set<AgendaItem>().Where(i => i.OwnerUserId != null && i.OwnerUserId != me).Where(PointsThat.AreOpen).CountAsync(cancel);
        await ReadAsync(cancel);
    }

    /// <summary>The points as a file, for who sees to points.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) => await _user.HasAsync(Permissions.ManageAgendaItems) ? await CsvAsync(cancel) : Forbid();

    /// <inheritdoc />
    protected override IQueryable<AgendaItem> All()
    {
        var me = _user.Id;
        return _db.Set<AgendaItem>().Where(i => i.OwnerUserId == me || i.OwnerUserId == null);
    }

    private async Task<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancel)
    {
        var all = new List<AttentionItem>();
        foreach (var provider in attention) all.AddRange(await provider.ReadAsync(cancel));
        return [.. all.Where(a => a.Count > 0 || !a.OnlyWhenAny).OrderBy(a => a.Position)];
    }

    private async Task<string> NextMeetingAsync(DateTime now, CancellationToken cancel)
    {
        var next = await _db.Set<Session>().AsNoTracking().Where(s => Session.OpenStates.Contains(s.State) && s.EndsAt > now).OrderBy(s => s.StartsAt)
            .Select(s => new { s.StartsAt, Group = s.Group!.NameInText != "" ? s.Group.NameInText : s.Group.Name }).FirstOrDefaultAsync(cancel);
        if (next is null) return "";
        return (BrusselsTime.DayOf(next.StartsAt).DayNumber - Today.DayNumber) switch
        {
            <= 0 => $" · vandaag: {next.Group}",
            1 => $" · morgen: {next.Group}",
            var days => $" · nog {days} dagen tot {next.Group}",
        };
    }

    private static string Hello(int hour) => hour switch
    {
        >= 5 and < 12 => "Goeiemorgen",
        >= 12 and < 18 => "Goeiemiddag",
        _ => "Goeieavond",
    };
}
