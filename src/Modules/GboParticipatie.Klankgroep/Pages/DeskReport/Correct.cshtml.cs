using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskReport;

/// <summary>Corrects what a report says about one point: with why, once the report is out.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class CorrectModel(SessionService sessions, AgendaService agendas, ReportService reports, Viewers viewers, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Which point.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Item { get; set; }

    /// <summary>What it says from now on.</summary>
    [BindProperty]
    public string? WhatWasSaid { get; set; }

    /// <summary>What it gives as conclusion from now on.</summary>
    [BindProperty]
    public string? Conclusion { get; set; }

    /// <summary>True to tell the members who got the report.</summary>
    [BindProperty]
    public bool TellMembers { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Mark of the text that the coach began from.</summary>
    [BindProperty]
    public string? Was { get; set; }

    /// <summary>The same of the conclusion.</summary>
    [BindProperty]
    public string? WasConclusion { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>The point as it stands in the report.</summary>
    public AgendaLine Line { get; private set; } = default!;

    /// <summary>What someone else made of it meanwhile; null when nobody did.</summary>
    public SaidText? Meanwhile { get; private set; }

    /// <summary>What stood there before.</summary>
    public IReadOnlyList<ReportCorrection> Earlier { get; private set; } = [];

    /// <summary>True once members can read the report.</summary>
    public bool IsOut => Meeting.State == SessionState.Reported;

    /// <summary>Address of the report.</summary>
    public string Report => $"/beheer/bijeenkomsten/{Id}/verslag";

    /// <summary>Shows the text.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (WhatWasSaid, Conclusion) = (Line.WhatWasSaid, Line.Conclusion);
        (Was, WasConclusion) = (TypedText.Mark(Line.WhatWasSaid), TypedText.Mark(Line.Conclusion));
        return Page();
    }

    /// <summary>Corrects it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            await reports.CorrectAsync(new CorrectReport
            {
                SessionId = Id,
                ItemId = Item,
                WhatWasSaid = WhatWasSaid,
                Conclusion = Conclusion,
                Why = Why,
                Seen = Was ?? "",
                SeenConclusion = WasConclusion ?? "",
                TellMembers = TellMembers,
            }, cancel);
            TempData["Melding"] = (!IsOut ? S["Bewaard."] : TellMembers
                ? S["Het verslag is verbeterd en de leden krijgen bericht. Wat er eerst stond, blijft te lezen."] : S["Het verslag is verbeterd. Wat er eerst stond, blijft te lezen."]).Value;
            return LocalRedirect(Report);
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            Meanwhile = new SaidText(Line.WhatWasSaid, Line.Conclusion);
            ModelState.Remove(nameof(Was));
            ModelState.Remove(nameof(WasConclusion));
            (Was, WasConclusion) = (TypedText.Mark(Line.WhatWasSaid), TypedText.Mark(Line.Conclusion));
            ModelState.AddModelError("", S["Iemand anders verbeterde dit net. Hieronder staat wat er nu staat, en wat jij typte. Kijk na en bewaar opnieuw."]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { State: SessionState.Held or SessionState.Reported } meeting) return false;
        var lines = await agendas.ReadAsync(Id, await viewers.CurrentAsync(cancel), cancel);
        if (lines.FirstOrDefault(l => l.ItemId == Item && l.Outcome == EntryOutcome.Discussed) is not { } line) return false;
        (Meeting, Line) = (meeting, line);
        Earlier = [.. (await reports.CorrectionsAsync(Id, cancel))[Item]];
        return true;
    }
}
