using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskLines;

/// <summary>One line as it is sent.</summary>
public sealed class TypedLine
{
    /// <summary>What was said; empty: it is left out.</summary>
    public string? Text { get; set; }

    /// <summary>Who said it.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>What it is about.</summary>
    public string? LifeDomain { get; set; }
}

/// <summary>"Eén lijn, één punt": the coach types or pastes lines, looks them over, and each becomes a point.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(SessionService sessions, GroupService groups, LineService lines, LinesDrafts drafts, ISiteService site, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Makes the form count once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>What was typed or pasted.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Who said it, unless a line says otherwise.</summary>
    [BindProperty]
    public Guid? OrganisationId { get; set; }

    /// <summary>Who may read the points.</summary>
    [BindProperty]
    public Visibility? Visibility { get; set; } = Models.Visibility.WithName;

    /// <summary>The lines, to look over.</summary>
    [BindProperty]
    public List<TypedLine> Rows { get; set; } = [];

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Life domains to choose from.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <summary>Who may read the points, to choose from.</summary>
    public IReadOnlyList<Choice> Audiences => [
        new(nameof(Models.Visibility.WithName), S["Met de naam van de organisatie"], Readers),
        new(nameof(Models.Visibility.WithoutName), S["Zonder naam"], Readers)];

    /// <summary>True when they were said there; else they are for the agenda.</summary>
    public bool IsSaid => LineService.IsSaid(Meeting, time.GetUtcNow().UtcDateTime);

    /// <summary>Where the points come to stand.</summary>
    public string WhatBecomes => (Meeting.IsOfGroup, IsSaid) switch
    {
        (false, _) => S["Je bent hier te gast: de punten komen op de agenda van de volgende bijeenkomst van {0}.", Group.SpokenName],
        (_, true) => S["De punten zijn meteen besproken in deze bijeenkomst."],
        _ => S["De punten komen op de agenda van deze bijeenkomst."],
    };

    /// <summary>Why nothing can be added; null when it can.</summary>
    public string? Closed => Meeting.State == SessionState.Cancelled ? S["Deze bijeenkomst gaat niet door."].Value
        : !Group.AcceptsItems || !Group.ExistsOn(BrusselsTime.Today(time)) ? S["Mensen brengen geen punten naar {0}.", Group.SpokenName].Value : null;

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/lijnen";

    private string Readers => Group.Readers == GroupReaders.Everyone ? S["De leden van {0} en iedereen die de site bezoekt.", Group.SpokenName] : S["De leden van {0} en van de groep die antwoordt.", Group.SpokenName];

    /// <summary>Asks for the lines.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        (Key, Text) = (NewId.Random(), await drafts.FindAsync(Id, cancel));
        return Page();
    }

    /// <summary>Shows each line as the point that it becomes.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        // The fields of the next step follow what is split now.
        ModelState.Clear();
        var split = SaidLines.Of(Text);
        if (split.Count == 0) ModelState.AddModelError(nameof(Text), S["Schrijf minstens één lijn."]);
        else if (split.Count > SaidLines.Most) ModelState.AddModelError(nameof(Text), S["Dat zijn {0} lijnen. Hoogstens {1} in één keer: doe de rest daarna.", split.Count, SaidLines.Most]);
        else Rows = [.. split.Select(LineOf)];
        return Page();
    }

    /// <summary>Goes back to the text, with what was changed in it.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        ModelState.Clear();
        (Text, Rows) = (AsText(), []);
        return Page();
    }

    /// <summary>Keeps what was typed when the page goes out of sight, for this coach alone.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        await drafts.SaveAsync(Id, Rows.Count > 0 ? AsText() : Text, cancel);
        return new NoContentResult();
    }

    /// <summary>Makes the points.</summary>
    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var kept = Rows.Where(r => !string.IsNullOrWhiteSpace(r.Text)).ToList();
        // A line that was emptied is left out, and the fields follow the ones that are left.
        if (kept.Count != Rows.Count) ModelState.Clear();
        Rows = kept;
        try
        {
            await lines.AddAsync(new AddLines
            {
                Key = Key,
                SessionId = Id,
                Visibility = Visibility ?? (Visibility)(-1),
                Lines = [.. Rows.Select(r => new SaidLine(r.Text, r.OrganisationId, r.LifeDomain))],
            }, cancel);
            await drafts.RemoveAsync(Id, cancel);
            return LocalRedirect($"{Address}/{Key}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    // Each line with its organisation in front, as it can be typed.
    private string AsText()
    {
        var names = Organisations.ToDictionary(o => o.Value, o => o.Text);
        return string.Join('\n', Rows.Where(r => !string.IsNullOrWhiteSpace(r.Text))
            .Select(r => r.OrganisationId is { } o && names.TryGetValue(o.ToString(), out var name) ? $"{name}: {r.Text}" : r.Text));
    }

    private TypedLine LineOf(string line)
    {
        var (said, text) = SaidLines.WithAuthor(line, Organisations.Select(o => (Guid.Parse(o.Value), o.Text)));
        return new TypedLine { Text = text, OrganisationId = said ?? OrganisationId };
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return false;
        (Meeting, Group) = (meeting, group);
        Organisations = await MeetingOrganisations.ChoicesAsync(db, meeting, S, cancel);
        Domains = (await site.GetAsync<KlankgroepSettings>(cancel)).Choices();
        return true;
    }
}
