using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.Binding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>
/// Wil je er een foto of bestand bij doen? Whatever button is pressed, chosen files come along first: who chooses one and presses
/// Volgende loses nothing.
/// </summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
[TakesFiles]
public sealed class FilesModel(ProposeJourney journey, ProposalDraftService drafts, IFileStore files, Uploads uploads) : QuestionPage<ProposalDraft>(journey)
{
    private IReadOnlyList<string> _kept = [];

    /// <summary>What was chosen now.</summary>
    [BindProperty]
    public List<IFormFile> Upload { get; set; } = [];

    /// <summary>What is there.</summary>
    public IReadOnlyList<FileRow> Files { get; private set; } = [];

    /// <inheritdoc />
    public override string Step => ProposeSteps.Files;

    /// <summary>Keeps what was chosen, and stays here.</summary>
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (Upload.Count == 0) ModelState.AddModelError(nameof(Upload), S["Kies eerst een foto of bestand."]);
        var result = await SaveAndGoAsync(FormAction, cancel);
        if (_kept.Count > 0 && ModelState.IsValid) TempData["Melding"] = (_kept.Count == 1 ? S["“{0}” is erbij.", _kept[0]] : S["{0} bestanden zijn erbij.", _kept.Count]).Value;
        return result;
    }

    /// <summary>Takes one away, and stays here.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([FromQuery(Name = "bestand")] Guid file, CancellationToken cancel)
    {
        if ((await OpenedAsync(cancel)) is { } draft)
        {
            var name = (await files.FindAsync(draft.Id, file, cancel))?.Name;
            await drafts.RemoveFileAsync(draft.Id, file, cancel);
            if (name is not null) TempData["Melding"] = S["“{0}” is weg.", name].Value;
        }

        return await SaveAndGoAsync(FormAction, cancel);
    }

    /// <inheritdoc />
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (TakesFilesAttribute.Problem(context.HttpContext) is { } problem)
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Upload), problem);
            context.Result = await ShowAgainAsync(context.HttpContext.RequestAborted);
            return;
        }

        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft)
    {
        // Files are no answer of the draft itself.
    }

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft)
    {
        // They were kept already.
    }

    /// <inheritdoc />
    protected override async Task TakeInAsync(ProposalDraft draft, CancellationToken cancel)
    {
        if (Upload.Count == 0) return;
        var there = (await files.ListAsync(draft.Id, cancel: cancel)).Count;
        _kept = await uploads.TakeInAsync(Upload, there, nameof(Upload), file => drafts.AddFileAsync(draft.Id, file, cancel), HttpContext, ModelState);
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        if (await OpenedAsync(cancel) is { } draft) Files = FileRow.Of(await files.ListAsync(draft.Id, cancel: cancel), ProposeSteps.Files, knowsNames: true, S);
    }

    private async Task<ProposalDraft?> OpenedAsync(CancellationToken cancel) => Draft ?? (await journey.OpenAsync(DraftKey, cancel)).Draft;
}
