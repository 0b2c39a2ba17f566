using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>An answer that anyone may read.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="AuthorShown">Organisation, or "Zonder naam".</param>
/// <param name="HeardFrom">For how many people, or null.</param>
/// <param name="LifeDomain">Key of a life domain, or null.</param>
/// <param name="GroupName">The group it was brought to.</param>
/// <param name="Body">The body that answers.</param>
/// <param name="Decision">What it decides.</param>
/// <param name="Why">Why.</param>
/// <param name="WhatHappens">What happens, or null.</param>
/// <param name="ByWhen">By when, or null.</param>
/// <param name="AnsweredAt">When it answered (UTC).</param>
public sealed record PublicAnswer(
    Guid ItemId, string Reference, string Title, string AuthorShown, HeardFrom? HeardFrom, string? LifeDomain, string GroupName, string Body,
    Decision Decision, string Why, string? WhatHappens, DateOnly? ByWhen, DateTime AnsweredAt);

/// <summary>What came in during a year and what was done with it, as anyone may read it.</summary>
public sealed record Ledger
{
    /// <summary>The year of receipt. Whole years only: periods that overlap could be subtracted from each other.</summary>
    public required int Year { get; init; }

    /// <summary>How many points came in; null when that is under five.</summary>
    public int? Received { get; init; }

    /// <summary>From how many organisations; null when that is under five.</summary>
    public int? Organisations { get; init; }

    /// <summary>How many were answered; null when that is under five.</summary>
    public int? Answered { get; init; }

    /// <summary>Share of the answers that came on time, in whole percents; null with fewer than five answers.</summary>
    public int? OnTimePercent { get; init; }

    /// <summary>Days within which half of the answered points had their answer; null with fewer than five answers.</summary>
    public int? MedianDays { get; init; }

    /// <summary>Per group.</summary>
    public IReadOnlyList<LedgerLine> PerGroup { get; init; } = [];

    /// <summary>Per life domain.</summary>
    public IReadOnlyList<LedgerLine> PerLifeDomain { get; init; } = [];
}

/// <summary>"Wat deden we ermee?": figures and answers that anyone may read.</summary>
public sealed class LedgerService(GboDbContext db, ISiteService site, LedgerCache cache)
{
    /// <summary>The years in which points came in, latest first.</summary>
    public Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel = default) => cache.GetAsync<IReadOnlyList<int>>("years", async c =>
    {
        // Two look-ups at the ends of an index, however many points there are.
        var first = await db.Set<AgendaItem>().OrderBy(i => i.ReceivedOn).Select(i => (DateOnly?)i.ReceivedOn).FirstOrDefaultAsync(c);
        var last = await db.Set<AgendaItem>().OrderByDescending(i => i.ReceivedOn).Select(i => (DateOnly?)i.ReceivedOn).FirstOrDefaultAsync(c);
        return first is null ? [] : [.. Enumerable.Range(first.Value.Year, last!.Value.Year - first.Value.Year + 1).Reverse()];
    }, cancel);

    /// <summary>The figures of a year, at most half a minute old.</summary>
    public Task<Ledger> ReadAsync(int year, CancellationToken cancel = default)
        => cache.GetAsync($"ledger-{year}", c => CountAsync(year, c), cancel);

    /// <summary>The latest answers that anyone may read.</summary>
    /// <param name="year">Of points that came in during this year; null: of all.</param>
    /// <param name="skip">How many to leave out at the start.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<PublicAnswer>> AnswersAsync(int? year = null, int skip = 0, int take = 20, CancellationToken cancel = default)
    {
        var items = db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableByAnyone);
        var answers = db.Set<Answer>().AsNoTracking().Where(a => a.AnsweredAt != null && !a.IsReopened);
        if (year is { } y)
        {
            // By the year and not as a range of days: for a range, SQLite reads all points of the year to sort their answers. So it
            // goes from the latest answer back, at most to the start of the year: no point is answered before it comes in.
            items = items.Where(i => i.ReceivedOn.Year == y);
            var start = BrusselsTime.StartOfDay(new DateOnly(y, 1, 1));
            answers = answers.Where(a => a.AnsweredAt >= start);
        }

        var rows = await (
            from answer in answers
            join item in items on answer.ItemId equals item.Id
            orderby answer.AnsweredAt descending
            select new
            {
                item.Id,
                item.Reference,
                item.Title,
                item.Visibility,
                item.HeardFrom,
                item.LifeDomain,
                item.AuthorOrganisationName,
                item.IsConfirmed,
                Organisation = db.Set<Organisation>().Where(o => o.Id == item.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
                GroupName = item.Group!.Name,
                Body = db.Set<Group>().Where(g => g.Id == answer.GroupId).Select(g => g.Name).FirstOrDefault()
                    ?? db.Set<Organisation>().Where(o => o.Id == answer.OrganisationId).Select(o => o.Name).FirstOrDefault(),
                answer.Decision,
                answer.Why,
                answer.WhatHappens,
                answer.ByWhen,
                answer.AnsweredAt,
            }).Skip(skip).Take(take).ToListAsync(cancel);
        return [.. rows.Select(r => new PublicAnswer(
            r.Id, r.Reference, r.Title, AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed), r.HeardFrom,
            r.LifeDomain, r.GroupName, r.Body ?? "", r.Decision!.Value, r.Why!, r.WhatHappens, r.ByWhen, r.AnsweredAt!.Value))];
    }

    private async Task<Ledger> CountAsync(int year, CancellationToken cancel)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        // Points that their author took back do not count: nobody was asked to answer them.
        var items = db.Set<AgendaItem>().AsNoTracking().Where(i => i.ReceivedOn >= from && i.ReceivedOn <= to && i.Status != AgendaItemStatus.Withdrawn);
        var counts = await items.GroupBy(i => new { i.GroupId, i.LifeDomain })
            .Select(g => new
            {
                g.Key.GroupId,
                g.Key.LifeDomain,
                Received = g.Count(),
                Answered = g.Count(i => i.AnsweredOn != null),
                OnTime = g.Count(i => i.AnsweredOnTime == true),
            }).ToListAsync(cancel);
        var organisations = await items.Where(i => i.AuthorOrganisationId != null).Select(i => i.AuthorOrganisationId).Distinct().CountAsync(cancel);
        var (received, answered, onTime) = (counts.Sum(c => c.Received), counts.Sum(c => c.Answered), counts.Sum(c => c.OnTime));
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var groupNames = await db.Set<Group>().AsNoTracking().ToDictionaryAsync(g => g.Id, g => g.Name, cancel);
        return new Ledger
        {
            Year = year,
            Received = Shown(received),
            Organisations = Shown(organisations),
            Answered = Shown(answered),
            OnTimePercent = answered >= LedgerFigures.Least ? (int)Math.Round(100.0 * onTime / answered, MidpointRounding.AwayFromZero) : null,
            MedianDays = answered >= LedgerFigures.Least ? await MedianAsync(items, answered, cancel) : null,
            PerGroup = LedgerFigures.Suppress(counts.GroupBy(c => c.GroupId)
                .Select(g => new LedgerCount(g.Key.ToString(), groupNames.GetValueOrDefault(g.Key, ""), g.Sum(c => c.Received), g.Sum(c => c.Answered)))),
            PerLifeDomain = LedgerFigures.Suppress(counts.GroupBy(c => c.LifeDomain ?? "-")
                .Select(g => new LedgerCount(g.Key, g.Key == "-" ? "Zonder thema" : settings.NameOf(g.Key)!, g.Sum(c => c.Received), g.Sum(c => c.Answered)))),
        };
    }

    private static async Task<int?> MedianAsync(IQueryable<AgendaItem> items, int answered, CancellationToken cancel)
        => await items.Where(i => i.DaysToAnswer != null).OrderBy(i => i.DaysToAnswer).Skip((answered - 1) / 2).Select(i => i.DaysToAnswer).FirstOrDefaultAsync(cancel);

    private static int? Shown(int number) => LedgerFigures.IsSafe(number) ? number : null;
}
