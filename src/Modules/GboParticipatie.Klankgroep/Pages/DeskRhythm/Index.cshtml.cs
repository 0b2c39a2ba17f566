using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskRhythm;

/// <summary>How often a group meets, and its next meetings with one tap.</summary>
[RequiresPermission("ManageSessions")]
public sealed class IndexModel(GroupService groups, RhythmService rhythms, IStringLocalizer<Startup> S) : PageModel
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Name of the group in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>Every how many months.</summary>
    [BindProperty]
    public int? EveryMonths { get; set; } = 3;

    /// <summary>Which of that weekday in the month.</summary>
    [BindProperty]
    public int? Week { get; set; } = 2;

    /// <summary>Day of the week.</summary>
    [BindProperty]
    public DayOfWeek? Day { get; set; } = DayOfWeek.Tuesday;

    /// <summary>When it begins.</summary>
    [BindProperty]
    [Required(ErrorMessage = "Vul in hoe laat het begint.")]
    public TimeOnly? StartsAt { get; set; } = new(14, 0);

    /// <summary>How long it takes.</summary>
    [BindProperty]
    [Required(ErrorMessage = "Vul in hoeveel minuten het duurt.")]
    public int? Minutes { get; set; } = 120;

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>Days on which meetings are to be made.</summary>
    [BindProperty]
    public List<string> Days { get; set; } = [];

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>Its rhythm, or null.</summary>
    public Rhythm? Rhythm { get; private set; }

    /// <summary>The days that are proposed.</summary>
    public IReadOnlyList<DateOnly> Proposed { get; private set; } = [];

    /// <summary>The days that are proposed, to choose from.</summary>
    public IReadOnlyList<Choice> ProposedDays => [.. Proposed.Select(d => new Choice(d.ToString(DayFormat, CultureInfo.InvariantCulture), BrusselsTime.LongDate(d)))];

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/groepen/{Group.Slug}/ritme";

    /// <summary>Every how many months, to choose from.</summary>
    public static IReadOnlyList<Choice> Frequencies(IStringLocalizer S) => [
        new("1", S["Elke maand"]), new("2", S["Om de 2 maanden"]), new("3", S["Om de 3 maanden"]), new("4", S["Om de 4 maanden"]), new("6", S["Om de 6 maanden"]), new("12", S["Elk jaar"])];

    /// <summary>Which of the month, to choose from.</summary>
    public static IReadOnlyList<Choice> Weeks(IStringLocalizer S) => [new("1", S["Eerste"]), new("2", S["Tweede"]), new("3", S["Derde"]), new("4", S["Vierde"]), new("5", S["Laatste"])];

    /// <summary>Days to choose from.</summary>
    public static IReadOnlyList<Choice> WeekDays =>
        [.. Enum.GetValues<DayOfWeek>().OrderBy(d => d == DayOfWeek.Sunday).Select(d => new Choice(d.ToString(), ReadersLanguage.Culture.DateTimeFormat.GetDayName(d)))];

    /// <summary>"Om de 3 maanden, de tweede dinsdag om 14.00 uur".</summary>
    public string InWords => Rhythm is not { } rhythm ? "" :
        S["{0}, de {1} {2}, van {3:H\\.mm} tot {4:H\\.mm} uur", Frequencies(S).FirstOrDefault(f => f.Value == $"{rhythm.EveryMonths}")?.Text ?? S["Om de {0} maanden", rhythm.EveryMonths], Weeks(S)[rhythm.Week - 1].Text.ToLower(ReadersLanguage.Culture), WeekDays.First(d => d.Value == rhythm.Day.ToString()).Text, rhythm.StartsAt, rhythm.StartsAt.AddMinutes(rhythm.Minutes)];

    /// <summary>Shows the rhythm and what follows from it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        Days = [.. ProposedDays.Select(d => d.Value)];
        if (Rhythm is { } known) (EveryMonths, Week, Day, StartsAt, Minutes) = (known.EveryMonths, known.Week, known.Day, known.StartsAt, known.Minutes);
        return Page();
    }

    /// <summary>Sets the rhythm.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (!ModelState.IsValid) return Page();
        try
        {
            await rhythms.SetAsync(Group.Id, new RhythmDetails(EveryMonths ?? 0, Week ?? 0, Day ?? (DayOfWeek)(-1), StartsAt!.Value, Minutes!.Value), Seen, cancel);
            TempData["Melding"] = S["Bewaard. Hieronder staan de volgende data."].Value;
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            ModelState.Remove(nameof(Seen));
            ModelState.AddModelError("", S["Iemand anders koos net een ander ritme: {0}. Wat jij koos, staat hieronder nog. Bewaar opnieuw als het zo moet.", InWords.ToLowerInvariant()]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    /// <summary>Makes the meetings.</summary>
    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        ModelState.Clear();
        try
        {
            var days = Days.Select(d => DateOnly.TryParseExact(d, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).OfType<DateOnly>().ToList();
            if (days.Count == 0) throw new RuleException("Vink minstens één dag aan.", nameof(Days));
            var made = await rhythms.MakeAsync(Group.Id, days, cancel);
            TempData["Melding"] = (made == 0 ? S["Deze bijeenkomsten stonden er al."] : S.Plural(made, "De bijeenkomst staat klaar, in opmaak.", "{0} bijeenkomsten staan klaar, in opmaak.")).Value;
            return LocalRedirect("/beheer/bijeenkomsten");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await groups.FindBySlugAsync(Slug, cancel) is not { } group) return false;
        Group = group;
        Rhythm = await rhythms.FindAsync(group.Id, cancel);
        if (Rhythm is { } rhythm) Proposed = await rhythms.ProposeAsync(rhythm, cancel);
        return true;
    }
}
