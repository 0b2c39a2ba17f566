using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Ledgers;

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
    Decision Decision, string Why, string? WhatHappens, DateOnly? ByWhen, DateTime AnsweredAt)
{
    /// <summary>What came of what it promises; null when it promises nothing that is kept an eye on.</summary>
    public KeptPromise? Promise { get; init; }
}

/// <summary>What came of a promise.</summary>
/// <param name="State">How far it is.</param>
/// <param name="By">The day by which it is done, or the trial ends.</param>
/// <param name="EndedOn">When it was done, or said not to be; null while it is open.</param>
/// <param name="WhyNot">Why it is not done, for everyone; or null.</param>
public sealed record KeptPromise(ActionState State, DateOnly By, DateOnly? EndedOn, string? WhyNot);

/// <summary>A number of the ledger with what goes with it.</summary>
/// <param name="Name">What people read.</param>
/// <param name="IsOther">True for the line that gathers what was too small.</param>
/// <param name="Received">How many points came in; null when that could give a number under five away.</param>
/// <param name="Answered">How many of them were answered, or null.</param>
/// <param name="Done">Of how many something was done, or null.</param>
/// <param name="Organisations">From at least how many organisations, in fives; null when that is under five.</param>
/// <param name="OnTimePercent">Share of the answers that came on time, in whole percents; null where that could give a number under five away.</param>
/// <param name="MedianDays">Days within which half of the answered points had their answer; null where that half is under five.</param>
public sealed record LedgerFigure(
    string Name, bool IsOther, int? Received, int? Answered, int? Done, int? Organisations, int? OnTimePercent, int? MedianDays);

/// <summary>What came in during a period and what was done with it, as anyone may read it.</summary>
public sealed record Ledger
{
    /// <summary>The year of receipt. Whole years and their halves only: periods that overlap could be subtracted from each other.</summary>
    public required int Year { get; init; }

    /// <summary>Which part of it.</summary>
    public LedgerPeriod Period { get; init; }

    /// <summary>All points that anyone may read together.</summary>
    public LedgerFigure Total { get; init; } = new("", false, 0, 0, 0, null, null, null);

    /// <summary>Points that not everyone may read: how many, and how many were answered. Apart from the others, which anyone can count.</summary>
    public LedgerFigure Restricted { get; init; } = new("", false, 0, 0, 0, null, null, null);

    /// <summary>What people told they notice, also without a name: how often, and how often it was answered. Apart from the points.</summary>
    public LedgerFigure Feedback { get; init; } = new("", false, 0, 0, 0, null, null, null);

    /// <summary>Per group.</summary>
    public IReadOnlyList<LedgerFigure> PerGroup { get; init; } = [];

    /// <summary>Per life domain.</summary>
    public IReadOnlyList<LedgerFigure> PerLifeDomain { get; init; } = [];

    /// <summary>Per one of the seven B's; empty where the region does not use them.</summary>
    public IReadOnlyList<LedgerFigure> PerBarrier { get; init; } = [];
}

/// <summary>A group to choose.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
public sealed record GroupName(string Slug, string Name);

/// <summary>Which answers.</summary>
public sealed record AnswerFilter
{
    /// <summary>Of points that came in during this year; null: of all.</summary>
    public int? Year { get; init; }

    /// <summary>Which part of that year.</summary>
    public LedgerPeriod Period { get; init; }

    /// <summary>Brought to the group with this name in addresses; null: to any.</summary>
    public string? Group { get; init; }

    /// <summary>About this life domain (its key); null: about any.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>About this one of the seven B's; null: about any.</summary>
    public BarrierKind? Barrier { get; init; }
}

/// <summary>"Wat deden we ermee?": figures and answers that anyone may read.</summary>
public sealed class LedgerService(GboDbContext db, LedgerCounting count, LedgerCache cache, IStringLocalizer<Startup> S)
{
    /// <summary>The years in which something came in, latest first.</summary>
    public Task<IReadOnlyList<int>> YearsAsync(CancellationToken cancel = default) => cache.GetAsync<IReadOnlyList<int>>("years", async c =>
    {
        // Look-ups at the ends of an index, however many there are.
        var points = db.Set<AgendaItem>().Select(i => (DateOnly?)i.ReceivedOn);
        var told = db.Set<Feedback>().Select(f => (DateOnly?)f.ReceivedOn);
        DateOnly?[] days =
        [
            await points.OrderBy(d => d).FirstOrDefaultAsync(c), await points.OrderByDescending(d => d).FirstOrDefaultAsync(c),
            await told.OrderBy(d => d).FirstOrDefaultAsync(c), await told.OrderByDescending(d => d).FirstOrDefaultAsync(c),
        ];
        return days.Max() is not { } last ? [] : [.. Enumerable.Range(days.Min()!.Value.Year, last.Year - days.Min()!.Value.Year + 1).Reverse()];
    }, cancel);

    /// <summary>The figures of a year or half of it, at most half a minute old; they have names in the language of the reader.</summary>
    public Task<Ledger> ReadAsync(int year, LedgerPeriod period = LedgerPeriod.Year, CancellationToken cancel = default)
        => cache.GetAsync($"ledger-{year}-{period}-{ReadersLanguage.Culture.Name}", c => count.ReadAsync(year, period, c), cancel);

    /// <summary>The groups whose points anyone may read, in their order, also those that have ended; at most half a minute old.</summary>
    public Task<IReadOnlyList<GroupName>> GroupsAsync(CancellationToken cancel = default) => cache.GetAsync<IReadOnlyList<GroupName>>("groups", async c =>
        await db.Set<Group>().AsNoTracking().Where(g => g.AcceptsItems && g.Readers == GroupReaders.Everyone).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new GroupName(g.Slug, g.Name)).ToListAsync(c), cancel);

    /// <summary>The latest answers that anyone may read.</summary>
    /// <param name="filter">Which of them; null: all.</param>
    /// <param name="skip">How many to leave out at the start.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<PublicAnswer>> AnswersAsync(AnswerFilter? filter = null, int skip = 0, int take = 20, CancellationToken cancel = default)
    {
        var items = db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableByAnyone);
        var answers = db.Set<Answer>().AsNoTracking().Where(a => a.AnsweredAt != null && !a.IsReopened);
        if (filter?.Group is { } slug) items = items.Where(i => i.Group!.Slug == slug);
        if (filter?.LifeDomain is { } domain) items = items.Where(i => i.LifeDomain == domain);
        if (filter?.Barrier is { } barrier) items = items.Where(i => i.Barrier == barrier);
        if (filter?.Year is { } y)
        {
            // By the year and not as a range of days: for a range, SQLite reads all points of the year to sort their answers. So it
            // goes from the latest answer back, at most to the start of the period: no point is answered before it comes in.
            items = items.Where(i => i.ReceivedOn.Year == y);
            if (filter.Period != LedgerPeriod.Year) items = items.Where(i => (i.ReceivedOn.Month > 6) == (filter.Period == LedgerPeriod.SecondHalf));
            var start = BrusselsTime.StartOfDay(new DateOnly(y, filter.Period == LedgerPeriod.SecondHalf ? 7 : 1, 1));
            answers = answers.Where(a => a.AnsweredAt >= start);
        }

        var rows = await (
            from answer in answers
            join item in items on answer.ItemId equals item.Id
            join promised in db.Set<ActionItem>() on (Guid?)answer.Id equals promised.FromAnswerId into promises
            from promise in promises.DefaultIfEmpty()
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
                State = (ActionState?)promise!.State,
                DueOn = (DateOnly?)promise!.DueOn,
                promise!.TrialUntil,
                promise!.EndedOn,
                WhyNot = promise!.State == ActionState.NotDone
                    ? db.Set<ActionNote>().Where(n => n.ActionId == promise!.Id && n.State == ActionState.NotDone).OrderByDescending(n => n.At).Select(n => n.Text).FirstOrDefault()
                    : null,
            }).Skip(skip).Take(take).ToListAsync(cancel);
        return [.. rows.Select(r => new PublicAnswer(
            r.Id, r.Reference, r.Title, AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S), r.HeardFrom,
            r.LifeDomain, r.GroupName, r.Body ?? "", r.Decision!.Value, r.Why!, r.WhatHappens, r.ByWhen, r.AnsweredAt!.Value)
        {
            Promise = r is { State: { } state, DueOn: { } due } ? new KeptPromise(state, r.TrialUntil > due ? r.TrialUntil.Value : due, r.EndedOn, r.WhyNot) : null,
        })];
    }
}
