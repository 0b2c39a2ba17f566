using GboParticipatie.Json;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Workflows.Activities;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Pages.Workflows;

/// <summary>One workflow type in words, and its runs.</summary>
[RequiresPermission("ManageWorkflows")]
public sealed class TypeModel(WorkflowReader reader, WorkflowTypeService types, DefinitionText text, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Runs on a page.</summary>
    public const int PageSize = 50;

    private const int LastPage = 10_000;

    /// <summary>Id of the type.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>Only runs in this state, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>Which page, as it stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int TypedPage { get; set; } = 1;

    /// <summary>Only runs in this state; null for all.</summary>
    public WorkflowState? State => ChoiceNames.TryRead<WorkflowState>(Status, out var state) ? state : null;

    /// <summary>Which page, from 1.</summary>
    public int PageNumber => Math.Clamp(TypedPage, 1, LastPage);

    /// <summary>Name of the type.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it is on.</summary>
    public bool IsEnabled { get; private set; }

    /// <summary>Whether a person can start it now.</summary>
    public bool CanStart { get; private set; }

    /// <summary>Number of the current version.</summary>
    public int VersionNumber { get; private set; }

    /// <summary>The steps in words.</summary>
    public IReadOnlyList<StepText> Steps { get; private set; } = [];

    /// <summary>The runs of this page.</summary>
    public IReadOnlyList<RunSummary> Runs { get; private set; } = [];

    /// <summary>How many runs there are.</summary>
    public int Total { get; private set; }

    /// <summary>The states to choose from.</summary>
    public IEnumerable<Choice> States => Enum.GetValues<WorkflowState>().Select(s => new Choice(s.ToString(), RunText.Of(s, S)));

    /// <summary>Shows the type.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (type, number, definition) = await reader.FindAsync(Id, cancel);
        (Name, IsEnabled, VersionNumber) = (type.Name, type.IsEnabled, number);
        CanStart = type.IsEnabled && definition.Activities.Any(a => a.IsStart && a.Name == ManualStart.ActivityName);
        Steps = text.Describe(definition);
        (Runs, Total) = await reader.RunsAsync(Id, State, (PageNumber - 1) * PageSize, PageSize, cancel);
    }

    /// <summary>Switches the type on.</summary>
    public Task<IActionResult> OnPostEnableAsync(CancellationToken cancel) => SwitchAsync(true, cancel);

    /// <summary>Switches the type off.</summary>
    public Task<IActionResult> OnPostDisableAsync(CancellationToken cancel) => SwitchAsync(false, cancel);

    /// <summary>Starts a run.</summary>
    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel)
    {
        try
        {
            var run = await types.StartAsync(Id, cancel);
            return LocalRedirect($"/beheer/workflows/{Uri.EscapeDataString(Id)}/{run}");
        }
        catch (RuleException rule)
        {
            return Back(S.Of(rule));
        }
    }

    private async Task<IActionResult> SwitchAsync(bool isEnabled, CancellationToken cancel)
    {
        await types.SetEnabledAsync(Id, isEnabled, cancel);
        return Back(isEnabled ? S["Staat aan."] : S["Staat uit. Wat al loopt, loopt af."]);
    }

    private LocalRedirectResult Back(string message)
    {
        TempData["Melding"] = message;
        return LocalRedirect($"/beheer/workflows/{Uri.EscapeDataString(Id)}");
    }
}
