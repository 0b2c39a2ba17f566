using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Problem;

/// <summary>Says what went wrong and what to do. Drawn in place of the page that was asked, with its status.</summary>
[Public("Legt uit wat er misging, toont geen gegevens.")]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel(ISiteService site, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>The heading.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What happened and what to do, a sentence or two a line.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>Reference that also stands in the log; empty when there is nothing to look up.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Draws the page, whatever the method of the request that failed.</summary>
    public Task OnGetAsync(CancellationToken cancel) => ExplainAsync(cancel);

    /// <summary>Draws the page after a failed post.</summary>
    public Task OnPostAsync(CancellationToken cancel) => ExplainAsync(cancel);

    private async Task ExplainAsync(CancellationToken cancel)
    {
        var problem = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        // Someone who types the address of this page itself finds nothing here.
        Status = problem is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null ? 404 : Response.StatusCode;
        Response.StatusCode = Status;
        var text = Status == 400 && ProblemSetup.IsStaleForm(HttpContext)
            ? ProblemText.StaleForm(S)
            : ProblemText.Of(Status, problem as RuleException, (await site.GetAsync<SiteSettings>(cancel)).CoachTitle, S);
        Title = text.Title;
        Lines = text.Lines;
        if (Status >= 500) Reference = RequestLog.ReferenceOf(HttpContext);
    }
}
