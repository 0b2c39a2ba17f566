using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Letters;

/// <summary>News that someone must hear otherwise than by mail.</summary>
/// <param name="Id">Key.</param>
/// <param name="Means">How.</param>
/// <param name="Name">Who must hear it.</param>
/// <param name="Reference">Number of the point or feedback, or null: it is about a meeting.</param>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="MeetingAt">When the meeting begins (UTC), or null.</param>
/// <param name="CreatedAt">When the news came (UTC).</param>
/// <param name="DoneOn">When it was told, or null.</param>
public sealed record TellRow(Guid Id, ContactMeans Means, string Name, string? Reference, string Title, DateTime? MeetingAt, DateTime CreatedAt, DateOnly? DoneOn);

/// <summary>Reads rows about points, meetings and what people told, in one question.</summary>
internal static class TellRows
{
    public static async Task<IReadOnlyList<TellRow>> ReadAsync(GboDbContext db, IQueryable<ContactTask> tasks, IStringLocalizer S, CancellationToken cancel)
    {
        var rows = await tasks.Select(t => new
        {
            t.Id,
            t.Means,
            Person = db.Set<Person>().Where(p => p.Id == t.PersonId).Select(p => p.Name).FirstOrDefault(),
            Organisation = db.Set<Organisation>().Where(o => o.Id == t.Item!.AuthorOrganisationId || o.Id == t.Feedback!.AuthorOrganisationId || o.Id == t.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            Typed = t.Feedback!.AuthorName ?? t.Feedback.AuthorOrganisationName,
            Reference = t.Item!.Reference ?? t.Feedback.Reference,
            Title = t.Item.Title ?? t.Session!.Title,
            Told = t.Feedback.Description,
            MeetingAt = t.Session != null ? t.Session.StartsAt : (DateTime?)null,
            t.CreatedAt,
            t.DoneOn,
        }).ToListAsync(cancel);
        return [.. rows.Select(r => new TellRow(
            r.Id, r.Means, r.Person ?? r.Typed ?? r.Organisation ?? (r.Told is null ? S["Wie het punt bracht"] : S["Wie dit vertelde"]),
            r.Reference, r.Title ?? TypedText.TitleFrom(r.Told ?? ""), r.MeetingAt, r.CreatedAt, r.DoneOn))];
    }
}
