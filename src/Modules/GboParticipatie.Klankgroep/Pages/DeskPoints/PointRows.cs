using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>A point as a row on the desk.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">Who brought it, as others read it; for the coach alone: just that.</param>
/// <param name="IsConfirmed">False while nobody vouches for the author.</param>
/// <param name="Theme">One of the seven B's, or empty.</param>
/// <param name="Look">Colour of the status.</param>
/// <param name="Status">"Agenda 8 dec", "4 dagen te laat".</param>
/// <param name="WhoseTurn">Who has to do something now, or empty.</param>
/// <param name="DueOn">By when, or null.</param>
/// <param name="TogetherWith">How many points about the same stand together with it.</param>
public sealed record DeskPointRow(
    Guid Id, string Reference, string Title, string From, bool IsConfirmed, string Theme, StatusKind Look, string Status, string WhoseTurn, DateOnly? DueOn, int TogetherWith);

/// <summary>What the desk says about a point, beside the words that everyone reads.</summary>
internal static class DeskWords
{
    /// <summary>"4 dagen te laat".</summary>
    public static string Late(DateOnly due, DateOnly today, IStringLocalizer S)
        => S.Plural(today.DayNumber - due.DayNumber, "1 dag te laat", "{0} dagen te laat");

    /// <summary>Short enough for a table: "Agenda 8 dec".</summary>
    public static string Short(AgendaItemStatus status, DateTime? meeting, IStringLocalizer S) => status switch
    {
        AgendaItemStatus.OnAgenda when meeting is { } start => S["Agenda {0}", BrusselsTime.ShortDate(BrusselsTime.DayOf(start))],
        AgendaItemStatus.Parked when meeting is { } start => S["Volgende keer: {0}", BrusselsTime.ShortDate(BrusselsTime.DayOf(start))],
        _ => S[status.Dutch()],
    };

    /// <summary>Of a point whose author said "nee" to an answer, or to "Is er iets veranderd?".</summary>
    public static string CameBack(IStringLocalizer S) => S["Kwam terug na een antwoord"];

    /// <summary>"de stuurgroep" as it stands alone in a cell: "Stuurgroep".</summary>
    public static string AtHead(string spoken)
        => Capital(spoken.StartsWith("de ", StringComparison.Ordinal) ? spoken[3..] : spoken.StartsWith("het ", StringComparison.Ordinal) ? spoken[4..] : spoken);

    /// <summary>With a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

/// <summary>Reads points for a table of the desk, in one query.</summary>
internal static class DeskPointRows
{
    /// <summary>The points in this order, as rows.</summary>
    /// <param name="db">The database.</param>
    /// <param name="points">Which, ordered and cut to a page.</param>
    /// <param name="me">Who looks (an opaque user id).</param>
    /// <param name="coach">What the coach is called.</param>
    /// <param name="today">Today in Brussels.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<DeskPointRow>> ReadAsync(
        GboDbContext db, IQueryable<AgendaItem> points, string? me, string coach, DateOnly today, IStringLocalizer S, CancellationToken cancel)
    {
        var rows = await points.Select(i => new
        {
            i.Id,
            i.Reference,
            i.Title,
            i.Visibility,
            i.AuthorOrganisationName,
            i.IsConfirmed,
            i.Status,
            i.DueOn,
            i.Barrier,
            i.LifeDomain,
            i.OwnerUserId,
            i.TogetherWith,
            HasComeBack = db.Set<AgendaItem>().Where(PointsThat.CameBack).Any(u => u.Id == i.Id),
            Organisation = db.Set<Organisation>().Where(o => o.Id == i.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
            Start = db.Set<Session>().Where(s => s.Id == i.CurrentSessionId).Select(s => (DateTime?)s.StartsAt).FirstOrDefault(),
            Group = i.Group!.NameInText != "" ? i.Group.NameInText : i.Group.Name,
            Body = db.Set<Group>().Where(g => g.Id == i.CurrentBodyId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
            AskedOrganisation = i.Answers.Where(a => a.State == AnswerState.Asked && a.OrganisationId != null).OrderBy(a => a.DueOn)
                .Select(a => db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault()).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. rows.Select(r =>
        {
            var isLate = r.DueOn < today;
            return new DeskPointRow(
                r.Id, r.Reference, r.Title,
                r.Visibility == Visibility.CoachOnly ? S["Alleen voor de {0}", coach] : AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, isConfirmed: true, S),
                r.IsConfirmed, r.Barrier is { } barrier ? S[barrier.Dutch()] : "",
                isLate ? StatusKind.Late : r.HasComeBack ? StatusKind.Busy : r.Status.Kind(), r.HasComeBack ? DeskWords.CameBack(S) : isLate ? DeskWords.Late(r.DueOn!.Value, today, S) : DeskWords.Short(r.Status, r.Start, S),
                DeskWords.AtHead(Turn(r.Status, r.Group, r.Body ?? r.AskedOrganisation, r.OwnerUserId == me ? S["Jij"] : coach)), r.DueOn, r.TogetherWith);
        })];
    }

    private static string Turn(AgendaItemStatus status, string group, string? body, string coach) => status switch
    {
        AgendaItemStatus.Forwarded => body ?? coach,
        AgendaItemStatus.OnAgenda => group,
        AgendaItemStatus.Submitted or AgendaItemStatus.Discussed or AgendaItemStatus.Parked => coach,
        _ => "",
    };
}
