using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.WhatWasDone;

/// <summary>Wat deden we ermee? Figures of a year or half of it, and the answers of that year.</summary>
[SameForVisitors]
[Public("Cijfers en antwoorden die iedereen mag lezen; kleine aantallen staan er niet in.")]
public sealed class IndexModel(LedgerService ledger, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const int PageSize = 10;
    private const int LastPage = 100_000;

    /// <summary>The period as it stands in the address: "2026", or "2026-1" and "2026-2" for its halves.</summary>
    [BindProperty(SupportsGet = true, Name = "periode")]
    public string? TypedPeriod { get; set; }

    /// <summary>Only answers to points of the group with this name in addresses.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>Only answers about this life domain.</summary>
    [BindProperty(SupportsGet = true, Name = "thema")]
    public string? LifeDomain { get; set; }

    /// <summary>Only answers about this one of the 7 B's, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "drempel")]
    public string? TypedBarrier { get; set; }

    /// <summary>Which page of answers, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page of answers, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>The year.</summary>
    public int Year { get; private set; }

    /// <summary>Which part of the year.</summary>
    public LedgerPeriod Period { get; private set; }

    /// <summary>The period in the address.</summary>
    public string PeriodKey => Key(Year, Period);

    /// <summary>"2026" or "de eerste helft van 2026", for in a sentence.</summary>
    public string PeriodName => Period switch { LedgerPeriod.FirstHalf => S["de eerste helft van {0}", Year], LedgerPeriod.SecondHalf => S["de tweede helft van {0}", Year], _ => $"{Year}" };

    /// <summary>Periods that can be chosen.</summary>
    public IReadOnlyList<Choice> Periods { get; private set; } = [];

    /// <summary>Groups that can be chosen for the answers.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>Life domains that can be chosen for the answers.</summary>
    public IReadOnlyList<Choice> LifeDomains { get; private set; } = [];

    /// <summary>The 7 B's that can be chosen for the answers; none where the region does not use them.</summary>
    public IReadOnlyList<Choice> Barriers { get; private set; } = [];

    /// <summary>True when only some of the answers are asked for.</summary>
    public bool IsFiltered => GroupSlug is not null || LifeDomain is not null || TypedBarrier is not null;

    /// <summary>This page with these answers.</summary>
    public string Address => "/wat-deden-we" + QueryString.Create(
        new (string Name, string? Value)[] { ("periode", PeriodKey), ("groep", GroupSlug), ("thema", LifeDomain), ("drempel", TypedBarrier) }
            .Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)));

    /// <summary>The figures.</summary>
    public Ledger Figures { get; private set; } = new() { Year = 0 };

    /// <summary>Answers that anyone may read.</summary>
    public IReadOnlyList<PublicAnswer> Answers { get; private set; } = [];

    /// <summary>True when there are older answers.</summary>
    public bool HasMore { get; private set; }

    /// <summary>True when nothing came in during the period.</summary>
    public bool IsEmpty => Figures.Total.Received == 0 && Figures.Restricted.Received == 0 && Figures.Feedback.Received == 0;

    /// <summary>Shows the year.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var today = BrusselsTime.Today(time);
        var years = (await ledger.YearsAsync(cancel)).Union([today.Year]).OrderDescending().ToList();
        var periods = years.SelectMany(y => Enum.GetValues<LedgerPeriod>().Where(p => p != LedgerPeriod.SecondHalf || today >= new DateOnly(y, 7, 1)).Select(p => (Year: y, Period: p))).ToList();
        (Year, Period) = periods.FirstOrDefault(p => Key(p.Year, p.Period) == TypedPeriod, periods[0]);
        Periods = [.. periods.Select(p => new Choice(Key(p.Year, p.Period), Words(p.Year, p.Period, S)))];
        Figures = await ledger.ReadAsync(Year, Period, cancel);
        var barrier = await ReadFilterAsync(cancel);
        var filter = new AnswerFilter { Year = Year, Period = Period, Group = GroupSlug, LifeDomain = LifeDomain, Barrier = barrier };
        var found = await ledger.AnswersAsync(filter, (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        HasMore = found.Count > PageSize;
        Answers = [.. found.Take(PageSize)];
    }

    // What is not one of the choices is not asked for: a link with a typing error shows all answers.
    private async Task<BarrierKind?> ReadFilterAsync(CancellationToken cancel)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        Groups = [.. (await ledger.GroupsAsync(cancel)).Select(g => new Choice(g.Slug, g.Name))];
        LifeDomains = [.. settings.LifeDomains.Select(d => new Choice(d.Key, d.Name))];
        Barriers = settings.UsesSevenBs ? [.. Enum.GetValues<BarrierKind>().Select(b => new Choice(b.ToString(), S[b.Dutch()]))] : [];
        GroupSlug = Known(Groups, GroupSlug);
        LifeDomain = Known(LifeDomains, LifeDomain);
        TypedBarrier = Known(Barriers, TypedBarrier);
        return TypedBarrier is null ? null : Enum.Parse<BarrierKind>(TypedBarrier);
    }

    private static string? Known(IReadOnlyList<Choice> choices, string? typed) => choices.FirstOrDefault(c => c.Value == typed)?.Value;

    /// <summary>The bars of a chart. A number that is hidden is not drawn either.</summary>
    public static IReadOnlyList<Bar> BarsOf(IReadOnlyList<LedgerFigure> lines, IStringLocalizer S) => [.. lines.Select(l => new Bar(
        l.Name, l.Received!.Value, l.Answered ?? 0, l.Answered is { } answered ? S["{0} van {1} beantwoord", answered, l.Received] : S["{0} ingebracht", l.Received]))];

    private static string Key(int year, LedgerPeriod period) => period == LedgerPeriod.Year ? $"{year}" : $"{year}-{(int)period}";

    private static string Words(int year, LedgerPeriod period, IStringLocalizer S) => period switch
    {
        LedgerPeriod.FirstHalf => S["{0}, januari tot juni", year],
        LedgerPeriod.SecondHalf => S["{0}, juli tot december", year],
        _ => $"{year}",
    };
}
