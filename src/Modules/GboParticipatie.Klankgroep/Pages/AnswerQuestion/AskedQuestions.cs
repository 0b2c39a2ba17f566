using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.AnswerQuestion;

/// <summary>A question that waits for an answer of a body in which the person sits.</summary>
/// <param name="Address">Where to answer.</param>
/// <param name="Reference">Reference of the point.</param>
/// <param name="Title">Title of the point, or the question when the point is for the coach alone.</param>
/// <param name="Body">The body that is asked.</param>
/// <param name="DueOn">By when.</param>
public sealed record OpenQuestion(string Address, string Reference, string Title, string Body, DateOnly DueOn);

/// <summary>Reads what waits for one person, in one query.</summary>
internal static class OpenQuestions
{
    public static async Task<IReadOnlyList<OpenQuestion>> ReadAsync(GboDbContext db, PointLinks links, Viewer viewer, int take, IStringLocalizer S, CancellationToken cancel)
    {
        if (viewer.PersonId is not { } person) return [];
        var (groups, organisations) = (viewer.MandateGroupIds, viewer.OrganisationIds);
        var rows = await db.Set<Answer>().AsNoTracking()
            .Where(a => a.State == AnswerState.Asked
                && (a.OwnerPersonId == person
                    || (a.GroupId != null && groups.Contains(a.GroupId.Value))
                    || (a.OrganisationId != null && organisations.Contains(a.OrganisationId.Value))))
            .OrderBy(a => a.DueOn).ThenBy(a => a.AskedAt).Take(take)
            .Select(a => new
            {
                a.Id,
                a.LinkVersion,
                a.Question,
                a.DueOn,
                a.Item!.Reference,
                a.Item.Title,
                a.Item.Visibility,
                Body = db.Set<Group>().Where(g => g.Id == a.GroupId).Select(g => g.Name).FirstOrDefault()
                    ?? db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).ToListAsync(cancel);
        return [.. rows.Select(r => new OpenQuestion(
            links.ToAnswer(r.Id, person, r.LinkVersion), r.Reference,
            r.Visibility == Visibility.CoachOnly ? TypedText.TitleFrom(r.Question ?? S["Een vraag"]) : r.Title, r.Body ?? "", r.DueOn))];
    }
}
