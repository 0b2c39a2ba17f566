using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Ledgers;

/// <summary>
/// Counts points for the ledger, in the database, and shows what can be shown. Figures and tables are of points that anyone may read:
/// whoever reads and counts those learns nothing more. What not everyone may read has a line of its own, without group or theme, and
/// counts from the next day on: who looks every minute would see the moment at which it came.
/// </summary>
public sealed class LedgerCounting(GboDbContext db, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S)
{
    private const string None = "-";

    // Points of one group, theme and B in one half of the year.
    private sealed record Row(Guid GroupId, string? LifeDomain, BarrierKind? Barrier, bool IsSecond, int Received, int Answered, int OnTime, int Done);

    /// <summary>The figures of a period.</summary>
    public async Task<Ledger> ReadAsync(int year, LedgerPeriod period, CancellationToken cancel)
    {
        var rows = await RowsAsync(year, cancel);
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var groups = await db.Set<Group>().AsNoTracking().ToDictionaryAsync(g => g.Id, g => g.Name, cancel);
        var total = LedgerFigures.Total(Counts(rows, _ => "", _ => ""));
        var points = Public(year, period);

        List<LedgerFigure> Table(Func<Row, string> key, Func<string, string> name, Spread spread)
            => Figures(LedgerFigures.Lines(Counts(rows, key, name), total).In(period), spread);

        var voices = Brought(year, period).Where(AgendaItemAccess.ReadableByAnyone);
        var byGroup = await SpreadAsync(points, voices, q => q.Select(i => new Part<Guid> { Key = i.GroupId, Days = i.DaysToAnswer, Organisation = i.AuthorOrganisationId }), k => k.ToString(), cancel);
        var byDomain = await SpreadAsync(points, voices, q => q.Select(i => new Part<string?> { Key = i.LifeDomain, Days = i.DaysToAnswer, Organisation = i.AuthorOrganisationId }), k => k ?? None, cancel);
        var organisations = await voices.Where(i => i.AuthorOrganisationId != null).Select(i => i.AuthorOrganisationId).Distinct().CountAsync(cancel);
        var whole = new Spread(byGroup.Days.SelectMany(g => g).ToLookup(_ => ""), new Dictionary<string, int>(StringComparer.Ordinal) { [""] = organisations });
        return new Ledger
        {
            Year = year,
            Period = period,
            Total = Figures(total.In(period), whole)[0],
            Restricted = Told((await RestrictedAsync(year, cancel)).In(period)[0]),
            Feedback = Told((await FeedbackAsync(year, cancel)).In(period)[0]),
            PerGroup = Table(r => r.GroupId.ToString(), k => groups.GetValueOrDefault(Guid.Parse(k), ""), byGroup),
            PerLifeDomain = Table(r => r.LifeDomain ?? None, k => k == None ? S["Zonder thema"] : settings.NameOf(k) ?? k, byDomain),
            PerBarrier = settings.UsesSevenBs
                ? Table(r => r.Barrier?.ToString() ?? None, k => Enum.TryParse<BarrierKind>(k, out var barrier) ? S[barrier.Dutch()] : S["Nog geen B gekozen"],
                    await SpreadAsync(points, voices, q => q.Select(i => new Part<BarrierKind?> { Key = i.Barrier, Days = i.DaysToAnswer, Organisation = i.AuthorOrganisationId }), k => k?.ToString() ?? None, cancel))
                : [],
        };
    }

    private async Task<List<Row>> RowsAsync(int year, CancellationToken cancel)
    {
        var july = new DateOnly(year, 7, 1);
        return await Public(year, LedgerPeriod.Year)
            .Select(i => new
            {
                i.GroupId,
                i.LifeDomain,
                i.Barrier,
                IsSecond = i.ReceivedOn >= july,
                i.AnsweredOn,
                i.AnsweredOnTime,
                // From the point to its actions: joined, SQLite goes through all that was done for each point.
                IsDone = i.AnsweredOn != null && db.Set<ActionPoint>().Any(p => p.ItemId == i.Id && db.Set<ActionItem>().Any(a => a.Id == p.ActionId && a.State == ActionState.Done && !a.IsInquiry)),
            })
            .GroupBy(i => new { i.GroupId, i.LifeDomain, i.Barrier, i.IsSecond })
            .Select(g => new Row(
                g.Key.GroupId, g.Key.LifeDomain, g.Key.Barrier, g.Key.IsSecond,
                g.Count(), g.Sum(i => i.AnsweredOn != null ? 1 : 0), g.Sum(i => i.AnsweredOnTime == true ? 1 : 0), g.Sum(i => i.IsDone ? 1 : 0)))
            .ToListAsync(cancel);
    }

    // What not everyone may read: one line of its own, safe by the same rules, from the next day on.
    private Task<LedgerTable> RestrictedAsync(int year, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        return InHalvesAsync(year, Received(year, LedgerPeriod.Year).Where(AgendaItemAccess.NotReadableByAnyone).Where(i => i.ReceivedOn < today).Select(i => new Came { On = i.ReceivedOn, IsAnswered = i.AnsweredOn != null }), cancel);
    }

    // What people told, with a name or without: the same. It has no day by which it was promised to a body, so nothing is on time or late.
    private Task<LedgerTable> FeedbackAsync(int year, CancellationToken cancel)
    {
        var (from, to, today) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), BrusselsTime.Today(time));
        return InHalvesAsync(year, db.Set<Feedback>().AsNoTracking().Where(f => f.ReceivedOn >= from && f.ReceivedOn <= to && f.ReceivedOn < today).Select(f => new Came { On = f.ReceivedOn, IsAnswered = f.AnsweredOn != null }), cancel);
    }

    private static async Task<LedgerTable> InHalvesAsync(int year, IQueryable<Came> all, CancellationToken cancel)
    {
        var july = new DateOnly(year, 7, 1);
        var halves = await all.GroupBy(c => c.On >= july).Select(g => new { IsSecond = g.Key, Received = g.Count(), Answered = g.Sum(c => c.IsAnswered ? 1 : 0) }).ToListAsync(cancel);
        Tally Half(bool isSecond) => halves.Where(h => h.IsSecond == isSecond).Select(h => new Tally(h.Received, h.Answered, 0, 0)).SingleOrDefault() ?? Tally.None;
        return LedgerFigures.Total([new LedgerCount("", "", Half(false), Half(true))]);
    }

    private static LedgerFigure Told(LedgerLine line) => new(line.Name, false, line.Received, line.Answered, null, null, null, null);

    private IQueryable<AgendaItem> Public(int year, LedgerPeriod period) => Received(year, period).Where(AgendaItemAccess.ReadableByAnyone);

    // Points that stand together count once.
    private IQueryable<AgendaItem> Received(int year, LedgerPeriod period) => Brought(year, period).Where(i => i.MergedIntoId == null);

    // Whoever brought one of them did bring it. Points that their author took back do not count: nobody was asked to answer them.
    private IQueryable<AgendaItem> Brought(int year, LedgerPeriod period)
    {
        var from = new DateOnly(year, period == LedgerPeriod.SecondHalf ? 7 : 1, 1);
        var to = period == LedgerPeriod.FirstHalf ? new DateOnly(year, 6, 30) : new DateOnly(year, 12, 31);
        return db.Set<AgendaItem>().AsNoTracking().Where(i => i.ReceivedOn >= from && i.ReceivedOn <= to && i.Status != AgendaItemStatus.Withdrawn);
    }

    private static List<LedgerCount> Counts(IEnumerable<Row> rows, Func<Row, string> key, Func<string, string> name) =>
        [.. rows.GroupBy(key, StringComparer.Ordinal).Select(g => new LedgerCount(g.Key, name(g.Key), Sum(g.Where(r => !r.IsSecond)), Sum(g.Where(r => r.IsSecond))))];

    private static Tally Sum(IEnumerable<Row> rows) => rows.Aggregate(Tally.None, (sum, r) => sum + new Tally(r.Received, r.Answered, r.Done, r.OnTime));

    // How long answers took and from how many organisations points came, per key; in two questions, however many keys there are.
    private static async Task<Spread> SpreadAsync<TKey>(
        IQueryable<AgendaItem> points, IQueryable<AgendaItem> voices, Func<IQueryable<AgendaItem>, IQueryable<Part<TKey>>> parts, Func<TKey, string> name, CancellationToken cancel)
    {
        var days = await parts(points).Where(p => p.Days != null).GroupBy(p => new { p.Key, p.Days }).Select(g => new { g.Key.Key, g.Key.Days, Count = g.Count() }).ToListAsync(cancel);
        var organisations = await parts(voices).Where(p => p.Organisation != null).Select(p => new { p.Key, p.Organisation }).Distinct()
            .GroupBy(p => p.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return new Spread(days.ToLookup(d => name(d.Key), d => (d.Days!.Value, d.Count), StringComparer.Ordinal), organisations.ToDictionary(o => name(o.Key), o => o.Count, StringComparer.Ordinal));
    }

    // What goes with a line is shown only where the line shows its answers. The organisations of several keys may be the same ones.
    private List<LedgerFigure> Figures(IReadOnlyList<LedgerLine> lines, Spread spread) => [.. lines.Select(line => new LedgerFigure(
        line.IsOther ? S["Andere"] : line.Name, line.IsOther, line.Received, line.Answered, line.Done,
        line is { Received: not null, Keys: [var key] } ? LedgerFigures.AtLeast(spread.Organisations.GetValueOrDefault(key)) : null,
        line is { Answered: >= LedgerFigures.Least and var answered, OnTime: { } onTime } ? (int)Math.Round(100.0 * onTime / answered, MidpointRounding.AwayFromZero) : null,
        line.Answered >= LedgerFigures.LeastForMedian ? Median(line.Keys.SelectMany(k => spread.Days[k])) : null))];

    // The least number of days within which half of them had their answer.
    private static int? Median(IEnumerable<(int Days, int Count)> answers)
    {
        var all = answers.OrderBy(a => a.Days).ToList();
        var half = (all.Sum(a => a.Count) + 1) / 2;
        var sofar = 0;
        foreach (var (days, count) in all)
            if ((sofar += count) >= half) return days;
        return null;
    }

    private sealed class Came
    {
        public required DateOnly On { get; init; }

        public required bool IsAnswered { get; init; }
    }

    private sealed class Part<TKey>
    {
        public required TKey Key { get; init; }

        public int? Days { get; init; }

        public Guid? Organisation { get; init; }
    }

    private sealed record Spread(ILookup<string, (int Days, int Count)> Days, IReadOnlyDictionary<string, int> Organisations);
}
