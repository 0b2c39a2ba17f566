using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Pages.Workflows;

/// <summary>One run: where it is, what happened, and help for what got stuck.</summary>
[RequiresPermission("ManageWorkflows")]
public sealed class RunModel(WorkflowReader reader, WorkflowRunService runs, WorkflowCatalog catalog, DefinitionText text, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Id of the type.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>Id of the run.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Run { get; set; }

    /// <summary>The run.</summary>
    public RunDetails Details { get; private set; } = null!;

    /// <summary>When it started.</summary>
    public string Started => RunText.When(Details.Run.StartedAt, Details.Run.OnlyDays, S);

    /// <summary>A step in words.</summary>
    public string StepText(string activityId)
        => Find(activityId) is { } activity ? text.Describe(activity) : activityId;

    /// <summary>The input of a step in words: what the version of this run gives it. Never what people wrote.</summary>
    public IReadOnlyList<(string Label, string Value)> SettingsOf(string activityId) => Find(activityId) is { } activity ? text.Settings(activity) : [];

    /// <summary>How a step ended, in words.</summary>
    public string OutcomeText(WorkflowTrace line)
    {
        var outcome = catalog.Source(line.Outcome) is { } source ? S[source.DisplayText] : RunText.Of(line, S);
        return string.Join(": ", new[] { outcome, line.Note is { } note ? S.Stored(note) : null, line.Error }.Where(t => !string.IsNullOrEmpty(t)));
    }

    /// <summary>What a step that is not stuck waits for, in words.</summary>
    public string StateText(WorkflowPosition position) => (position.State, position.DueAt) switch
    {
        (PositionState.Ready, _) => S["Komt zo."],
        (PositionState.Retrying, { } due) => S["Mislukt ({0}). Nieuwe poging: {1}.", position.LastError ?? "", RunText.When(due, false, S)],
        (_, { } due) => S["Tot {0}.", RunText.When(due, false, S)],
        _ => "",
    };

    /// <summary>Shows the run.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Details = await reader.FindRunAsync(Id, Run, cancel);

    /// <summary>Tries a stuck step again.</summary>
    public Task<IActionResult> OnPostRetryAsync(Guid visit, CancellationToken cancel)
        => DoAsync(() => runs.RetryAsync(Run, visit, cancel), S["We proberen het opnieuw."], cancel);

    /// <summary>Leaves out a stuck step.</summary>
    public Task<IActionResult> OnPostSkipAsync(Guid visit, CancellationToken cancel)
        => DoAsync(() => runs.SkipAsync(Run, visit, cancel), S["Overgeslagen. Het gaat verder met de volgende stap."], cancel);

    /// <summary>Stops the run.</summary>
    public Task<IActionResult> OnPostStopAsync(CancellationToken cancel) => DoAsync(() => runs.StopAsync(Run, cancel), S["Gestopt."], cancel);

    private ActivityRecord? Find(string activityId) => Details.Definition.Activities.FirstOrDefault(a => a.ActivityId == activityId);

    private async Task<IActionResult> DoAsync(Func<Task> work, string done, CancellationToken cancel)
    {
        await reader.FindRunAsync(Id, Run, cancel);
        try
        {
            await work();
            TempData["Melding"] = done;
        }
        catch (RuleException rule)
        {
            TempData["Melding"] = S.Of(rule);
        }

        return LocalRedirect($"/beheer/workflows/{Uri.EscapeDataString(Id)}/{Run}");
    }
}
