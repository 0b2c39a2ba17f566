using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>What asks attention today, as counts that lead to their lists.</summary>
/// <param name="LateAnswers">Answers that should have been there.</param>
/// <param name="AnswersThisWeek">Answers due within seven days.</param>
/// <param name="NewPoints">Points of this coach whose author has heard nothing yet.</param>
/// <param name="NotConfirmed">Points of this coach for whose author nobody vouches.</param>
/// <param name="ReportsMissing">Meetings that are over without report.</param>
public sealed record Attention(int LateAnswers, int AnswersThisWeek, int NewPoints, int NotConfirmed, int ReportsMissing);

/// <summary>Mijn taken: the coach's desk. Who has no points to see to finds only the menu here.</summary>
[RequiresPermission("AccessAdmin")]
public sealed class IndexModel(GboDbContext db, ISiteService site, ICurrentUser user, TimeProvider time) : PointListModel(db, site, user, time)
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

    /// <summary>What asks attention.</summary>
    public Attention Attention { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Open points that someone else sees to.</summary>
    public int OfOthers { get; private set; }

    /// <summary>Shows the desk.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        Greeting = $"{Hello(BrusselsTime.ToLocal(now).Hour)} {_user.Name?.Split(' ')[0]}".Trim();
        DayLine = DeskWords.Capital(BrusselsTime.LongDate(Today)) + await NextMeetingAsync(now, cancel);
        SeesToPoints = await _user.HasAsync(Permissions.ManageAgendaItems);
        if (!SeesToPoints) return;
        Attention = await AttentionAsync(now, cancel);
        var me = _user.Id;
        OfOthers = await OnlyOpen(_db.Set<AgendaItem>().Where(i => i.OwnerUserId != null && i.OwnerUserId != me)).CountAsync(cancel);
        await ReadAsync(cancel);
    }

    /// <inheritdoc />
    protected override IQueryable<AgendaItem> All()
    {
        var me = _user.Id;
        return _db.Set<AgendaItem>().Where(i => i.OwnerUserId == me || i.OwnerUserId == null);
    }

    private async Task<Attention> AttentionAsync(DateTime now, CancellationToken cancel)
    {
        var week = Today.AddDays(7);
        var asked = _db.Set<Answer>().Where(a => a.State == AnswerState.Asked);
        return new Attention(
            await asked.CountAsync(a => a.DueOn < Today, cancel),
            await asked.CountAsync(a => a.DueOn >= Today && a.DueOn <= week, cancel),
            await OnlyNew(All()).CountAsync(cancel),
            await OnlyNotConfirmed(All()).CountAsync(cancel),
            await DeskMeetings.MeetingList.ReportMissing(_db, now).CountAsync(cancel));
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
