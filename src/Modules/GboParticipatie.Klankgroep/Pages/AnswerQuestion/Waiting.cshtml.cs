using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.AnswerQuestion;

/// <summary>Wacht op jouw antwoord: the questions to the bodies that the person sits in, the latest first.</summary>
[RequiresSignIn]
public sealed class WaitingModel(GboDbContext db, Viewers viewers, PointLinks links, TimeProvider time) : PageModel
{
    /// <summary>Questions that wait.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
        => Questions = await OpenQuestions.ReadAsync(db, links, await viewers.CurrentAsync(cancel), take: 100, cancel);
}
