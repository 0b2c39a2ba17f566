using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>Something to do, as a row on the desk.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its key.</param>
/// <param name="Address">Its page.</param>
/// <param name="Reference">Number of the point or the story, or empty.</param>
/// <param name="Title">In one line.</param>
/// <param name="From">Who it comes from, as others read it.</param>
/// <param name="IsConfirmed">False while nobody vouches for the author.</param>
/// <param name="Look">Colour of the status.</param>
/// <param name="Status">How far it is.</param>
/// <param name="WhoseTurn">Who has to do something now.</param>
/// <param name="DueOn">By when, or null.</param>
/// <param name="SinceOn">The day that it came.</param>
public sealed record DeskWorkRow(
    WorkKind Kind, Guid Id, string Address, string Reference, string Title, string From, bool IsConfirmed, StatusKind Look, string Status, string WhoseTurn, DateOnly? DueOn, DateOnly? SinceOn);

/// <summary>The one list of everything that a coach sees to.</summary>
public sealed class WorkList(GboDbContext db, MyDesk desk, ISiteService site, IUserDirectory users, ICurrentUser user, TimeProvider time, IStringLocalizer<Startup> S)
{
    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>How many rows there are.</summary>
    public async Task<int> CountAsync(WorkFilter filter, CancellationToken cancel) => await (await QueryAsync(filter, cancel)).CountAsync(cancel);

    /// <summary>A part of the list.</summary>
    public async Task<IReadOnlyList<DeskWorkRow>> ReadAsync(WorkFilter filter, int skip, int take, CancellationToken cancel)
    {
        var rows = await (await QueryAsync(filter, cancel)).ReadAsync(skip, take, cancel);
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        var others = rows.Select(r => r.Owner).OfType<string>().Where(o => o != user.Id).Distinct(StringComparer.Ordinal).ToList();
        var names = others.Count == 0 ? null : await users.FindByIdsAsync(others, cancel);
        return [.. rows.Select(r => Shown(r, coach, r.Owner is { } owner && names?.TryGetValue(owner, out var colleague) == true ? colleague.Name : null, StatusOnScreen))];
    }

    /// <summary>Heads of the columns of the file.</summary>
    public static IReadOnlyList<string> Columns(IStringLocalizer S) => [S["Soort"], S["Nummer"], S["Onderwerp"], S["Van"], S["Status"], S["Wie is aan zet"], S["Tegen wanneer"], S["Sinds"]];

    /// <summary>All rows as cells of a file, one after the other. A file is passed on: of what is for the coach alone it has only the number, colleagues are called by what they are, and who must be told is not named.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string?>> CellsAsync(WorkFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        await foreach (var row in (await QueryAsync(filter, cancel)).StreamAsync().WithCancellation(cancel))
        {
            var shown = Shown(row, coach, coach, StatusInFile);
            var title = row.Readers == nameof(Visibility.CoachOnly) ? S["Alleen voor de {0}", coach] : shown.Title;
            yield return [S[shown.Kind.Dutch()], shown.Reference, title, shown.Kind == WorkKind.Letter ? "" : shown.From, shown.Status, shown.WhoseTurn, $"{shown.DueOn:yyyy-MM-dd}", $"{shown.SinceOn:yyyy-MM-dd}"];
        }
    }

    private async Task<WorkQuery> QueryAsync(WorkFilter filter, CancellationToken cancel)
        => new(db, filter, await desk.OwnersAsync(cancel), Today, time.GetUtcNow().UtcDateTime);

    // Eight columns fit beside each other on a laptop: the day of a meeting is short there, and whole in a file.
    private string StatusOnScreen(WorkKind kind, WorkRow row)
        => kind == WorkKind.Point ? DeskWords.Short(Enum.Parse<AgendaItemStatus>(row.Status), row.MeetingAt, S) : StatusInFile(kind, row);

    private string StatusInFile(WorkKind kind, WorkRow row) => WorkWords.Status(kind, row.Status, S, row.MeetingAt);

    private DeskWorkRow Shown(WorkRow row, string coach, string? colleague, Func<WorkKind, WorkRow, string> statusOf)
    {
        var kind = Enum.Parse<WorkKind>(row.Kind);
        var isLate = row.DueOn < Today && kind != WorkKind.Report;
        var isOver = kind switch
        {
            WorkKind.Point => Enum.Parse<AgendaItemStatus>(row.Status) is AgendaItemStatus.Answered or AgendaItemStatus.Closed or AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn,
            WorkKind.Feedback => row.DueOn is null,
            WorkKind.Answer => row.Status == nameof(AnswerState.Answered),
            WorkKind.Action => row.Status is nameof(ActionState.Done) or nameof(ActionState.NotDone),
            WorkKind.Letter => row.Status.Length == 0,
            _ => false,
        };
        return new DeskWorkRow(
            kind, row.Id, WorkPlaces.Address(kind, row.Id, row.ItemId), row.Reference,
            kind is WorkKind.Feedback or WorkKind.Action ? TypedText.TitleFrom(row.Title) : row.Title,
            From(kind, row, coach, S), row.IsConfirmed,
            isLate && !isOver ? StatusKind.Late : row.HasComeBack ? StatusKind.Busy : WorkWords.Look(kind, row.Status),
            row.HasComeBack ? DeskWords.CameBack(S) : isLate && !isOver ? DeskWords.Late(row.DueOn!.Value, Today, S) : statusOf(kind, row),
            isOver ? "" : DeskWords.AtHead(row.BodyName ?? colleague ?? S["Jij"]), isOver && kind != WorkKind.Answer ? null : row.DueOn, row.SinceOn);
    }

    private static string From(WorkKind kind, WorkRow row, string coach, IStringLocalizer S) => (kind, row.Readers) switch
    {
        (WorkKind.Answer or WorkKind.Action, _) => "",
        // Who must be told; whose meeting it was.
        (WorkKind.Letter or WorkKind.Report, _) => row.FromName ?? "",
        (_, nameof(Visibility.CoachOnly)) => S["Alleen voor de {0}", coach],
        (_, nameof(Visibility.WithName)) when row.FromName is { } name => name,
        _ => S["Zonder naam"],
    };
}
