using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.WhatWasDone;

/// <summary>Wat deden we ermee? Figures and answers of a year.</summary>
[SameForVisitors]
[Public("Cijfers en antwoorden die iedereen mag lezen; kleine aantallen staan er niet in.")]
public sealed class IndexModel(LedgerService ledger, TimeProvider time) : PageModel
{
    private const int PageSize = 10;
    private const int LastPage = 100_000;

    /// <summary>The year as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "jaar")]
    public int? TypedYear { get; set; }

    /// <summary>Which page of answers, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Which page of answers, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>The year.</summary>
    public int Year { get; private set; }

    /// <summary>Years that can be chosen.</summary>
    public IReadOnlyList<Choice> Years { get; private set; } = [];

    /// <summary>The figures.</summary>
    public Ledger Figures { get; private set; } = new() { Year = 0 };

    /// <summary>Per life domain.</summary>
    public IReadOnlyList<Bar> Domains { get; private set; } = [];

    /// <summary>Per group.</summary>
    public IReadOnlyList<Bar> Groups { get; private set; } = [];

    /// <summary>Answers that anyone may read.</summary>
    public IReadOnlyList<PublicAnswer> Answers { get; private set; } = [];

    /// <summary>True when there are older answers.</summary>
    public bool HasMore { get; private set; }

    /// <summary>True when nothing came in during the year.</summary>
    public bool IsEmpty => Figures.Received == 0;

    /// <summary>Shows the year.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var today = BrusselsTime.Today(time).Year;
        var years = (await ledger.YearsAsync(cancel)).Union([today]).OrderDescending().ToList();
        Year = TypedYear is { } typed && years.Contains(typed) ? typed : years[0];
        Years = [.. years.Select(y => new Choice($"{y}", $"{y}"))];
        Figures = await ledger.ReadAsync(Year, cancel);
        Domains = BarsOf(Figures.PerLifeDomain);
        Groups = BarsOf(Figures.PerGroup);
        var found = await ledger.AnswersAsync(Year, (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        HasMore = found.Count > PageSize;
        Answers = [.. found.Take(PageSize)];
    }

    // A number of answers that is hidden is not drawn either.
    private static IReadOnlyList<Bar> BarsOf(IReadOnlyList<LedgerLine> lines) => [.. lines.Select(l => new Bar(
        l.Name, l.Received, l.Answered ?? 0, l.Answered is { } answered ? $"{answered} van {l.Received} beantwoord" : $"{l.Received} ingebracht"))];
}
