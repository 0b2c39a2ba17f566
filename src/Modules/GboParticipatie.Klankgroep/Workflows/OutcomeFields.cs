using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>What a meeting did with a point, for whoever brought it.</summary>
public sealed class OutcomeFields(GboDbContext db, PointFields points, Viewers viewers, IStringLocalizer<Startup> S)
{
    /// <summary>About the meeting that is over, beside the point.</summary>
    public static IReadOnlyList<WorkflowField> OfOutcome { get; } =
    [
        .. PointFields.OfPoint,
        new("meeting.day", "dag van de bijeenkomst die voorbij is", FieldType.Date),
        new("meeting.said", "wat er over het punt gezegd en besloten werd", FieldType.Text),
        new("meeting.next", "wat er nu gebeurt met het punt, in een zin", FieldType.Text),
        new("meeting.isMember", "wie het punt bracht, mag het hele verslag lezen", FieldType.YesNo),
        new("meeting.reportLink", "pagina met het verslag, na het inloggen", FieldType.Link),
    ];

    /// <summary>The values; null when the point or the meeting is gone.</summary>
    public async Task<WorkflowValues?> ReadAsync(Guid itemId, Guid sessionId, CancellationToken cancel)
    {
        if (await points.PointAsync(itemId, OfOutcome, cancel) is not { } values) return null;
        var own = await db.Set<AgendaItem>().AsNoTracking().SingleAsync(i => i.Id == itemId, cancel);
        var rootId = own.MergedIntoId ?? own.Id;
        var root = await db.Set<AgendaItem>().AsNoTracking().Include(i => i.Answers).Include(i => i.Entries).ThenInclude(e => e.Session).AsSplitQuery()
            .SingleAsync(i => i.Id == rootId, cancel);
        if (root.Entries.Find(e => e.SessionId == sessionId) is not { Session: { } session } entry) return null;
        var author = own.AuthorPersonId is { } person ? await viewers.OfPersonAsync(person, cancel) : Viewer.Anyone;
        var said = entry.Outcome == EntryOutcome.Discussed && SessionAccess.IsReportToldTo(author, session) ? TimelineTeller.SaidAt(entry, S) : null;
        return values.Set("meeting.day", BrusselsTime.DayOf(session.StartsAt)).Set("meeting.said", said ?? S["In het verslag staat er niets meer over."])
            .Set("meeting.next", await NextAsync(own, root, cancel)).Set("meeting.isMember", author.GroupIds.Contains(own.GroupId))
            .Set("meeting.reportLink", new WorkflowLink(_ => $"/inloggen?returnUrl={Uri.EscapeDataString($"/bijeenkomsten/{session.Id}")}"));
    }

    private async Task<string> NextAsync(AgendaItem own, AgendaItem root, CancellationToken cancel)
    {
        if (root.Status is AgendaItemStatus.Answered or AgendaItemStatus.Closed) return S["Er is al een antwoord op je punt."];
        var open = root.Answers.Where(a => a.State == AnswerState.Asked).MinBy(a => (a.DueOn, a.AskedAt));
        return open is not null
            ? S["Je punt ligt nu bij {0}. Je krijgt ten laatste op {1} antwoord.", await db.NameOfBodyAsync(open, cancel), BrusselsTime.LongDate(open.DueOn)]
            : S["Je krijgt ten laatste op {0} antwoord.", BrusselsTime.LongDate(own.AnswerDueOn)];
    }
}
