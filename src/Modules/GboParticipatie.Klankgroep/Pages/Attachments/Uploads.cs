using GboParticipatie.Files;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Attachments;

/// <summary>Takes in the files of a form: each is looked through and kept, or refused by name with the reason.</summary>
public sealed class Uploads(PublicLimits limits, IStringLocalizer<Startup> S)
{
    // In a quarter of an hour, from one place: some schools and libraries have one address for everybody.
    private const int MostMegabytes = 400;

    /// <summary>Keeps what can be kept; adds one error for all that cannot.</summary>
    /// <param name="uploads">The files of the form.</param>
    /// <param name="there">How many there are already.</param>
    /// <param name="field">Name of the input.</param>
    /// <param name="keep">Keeps one.</param>
    /// <param name="http">The request.</param>
    /// <param name="state">Where the error goes.</param>
    /// <returns>Names of what was kept.</returns>
    public async Task<IReadOnlyList<string>> TakeInAsync(
        IReadOnlyList<IFormFile> uploads, int there, string field, Func<CheckedFile, Task> keep, HttpContext http, ModelStateDictionary state)
    {
        var (kept, refused) = (new List<string>(), new List<string>());
        if (there + uploads.Count > FileLimits.MostFiles)
        {
            var room = FileLimits.MostFiles - there;
            string[] sentences =
            [
                S["Je kan hoogstens {0} bestanden meesturen.", FileLimits.MostFiles],
                there == 0 ? "" : S["Er zijn er al {0}.", there],
                S["Je koos er {0}.", uploads.Count],
                room <= 0 ? S["Haal eerst een bestand weg."] : S.Plural(room, "Kies er 1.", "Kies er {0} of minder."),
            ];
            state.AddModelError(field, string.Join(' ', sentences.Where(t => t.Length > 0)));
            return kept;
        }

        foreach (var upload in uploads)
        {
            try
            {
                if (!limits.Allows("upload", http, MostMegabytes, (int)(upload.Length >> 20) + 1))
                    throw new RuleException("Vanaf deze plaats kwamen net heel veel bestanden. Wacht een kwartier en probeer het dan opnieuw.");
                await using var content = upload.OpenReadStream();
                var file = await FileInspection.CheckAsync(upload.FileName, content, field, http.RequestAborted);
                await keep(file);
                kept.Add(file.Name);
            }
            catch (RuleException rule)
            {
                refused.Add(S.Of(rule));
            }
        }

        if (refused.Count > 0) state.AddModelError(field, string.Join(" ", refused.Distinct(StringComparer.Ordinal)));
        return kept;
    }
}
