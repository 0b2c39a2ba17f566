using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A question that waits for an answer of a body in which the person sits.</summary>
/// <param name="Address">Where to answer.</param>
/// <param name="Reference">Reference of the point.</param>
/// <param name="Title">Title of the point, or the question when the point is for the coach alone.</param>
/// <param name="Body">The body that is asked.</param>
/// <param name="DueOn">By when.</param>
public sealed record AskedQuestion(string Address, string Reference, string Title, string Body, DateOnly DueOn)
{
    /// <summary>What is asked, in the coach's words; null when that is the title, or nothing.</summary>
    public string? Question { get; init; }
}

/// <summary>Reads what waits for one person or one group, in one query.</summary>
internal static class AskedQuestions
{
    // A meeting that has more to answer sees the rest in the list of answers.
    private const int MostOfGroup = 20;

    /// <summary>What a group is asked, with where the coach types what it says.</summary>
    public static async Task<IReadOnlyList<AskedQuestion>> OfGroupAsync(GboDbContext db, Guid group, IStringLocalizer S, CancellationToken cancel)
        => [.. (await RowsAsync(db, db.Set<Answer>().Where(a => a.State == AnswerState.Asked && a.GroupId == group), MostOfGroup, cancel)).Select(r => r.Read($"/beheer/antwoorden/{r.Id}/help", S))];

    /// <summary>What a group is asked, with where this person, who sits in it, answers.</summary>
    public static async Task<IReadOnlyList<AskedQuestion>> OfGroupAsync(GboDbContext db, PointLinks links, Viewer viewer, Guid group, IStringLocalizer S, CancellationToken cancel)
    {
        if (viewer.PersonId is not { } person) return [];
        var asked = db.Set<Answer>().Where(a => a.State == AnswerState.Asked && a.GroupId == group);
        return [.. (await RowsAsync(db, asked, MostOfGroup, cancel)).Select(r => r.Read(links.ToAnswer(r.Id, person, r.LinkVersion), S))];
    }

    /// <summary>What a person is asked, alone or for a body.</summary>
    public static async Task<IReadOnlyList<AskedQuestion>> ReadAsync(GboDbContext db, PointLinks links, Viewer viewer, int take, IStringLocalizer S, CancellationToken cancel)
    {
        if (viewer.PersonId is not { } person) return [];
        var (groups, organisations) = (viewer.MandateGroupIds, viewer.OrganisationIds);
        var asked = db.Set<Answer>()
            .Where(a => a.State == AnswerState.Asked
                && (a.OwnerPersonId == person
                    || (a.GroupId != null && groups.Contains(a.GroupId.Value))
                    || (a.OrganisationId != null && organisations.Contains(a.OrganisationId.Value))));
        return [.. (await RowsAsync(db, asked, take, cancel)).Select(r => r.Read(links.ToAnswer(r.Id, person, r.LinkVersion), S))];
    }

    private static Task<List<Row>> RowsAsync(GboDbContext db, IQueryable<Answer> answers, int take, CancellationToken cancel)
        => answers.AsNoTracking().OrderBy(a => a.DueOn).ThenBy(a => a.AskedAt).Take(take).Select(a => new Row
        {
            Id = a.Id,
            LinkVersion = a.LinkVersion,
            Question = a.Question,
            DueOn = a.DueOn,
            Reference = a.Item!.Reference,
            Title = a.Item.Title,
            Visibility = a.Item.Visibility,
            Body = db.Set<Group>().Where(g => g.Id == a.GroupId).Select(g => g.Name).FirstOrDefault()
                ?? db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault(),
        }).ToListAsync(cancel);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public int LinkVersion { get; init; }

        public string? Question { get; init; }

        public DateOnly DueOn { get; init; }

        public string Reference { get; init; } = "";

        public string Title { get; init; } = "";

        public Visibility Visibility { get; init; }

        public string? Body { get; init; }

        public AskedQuestion Read(string address, IStringLocalizer S)
            => new(address, Reference, Visibility == Visibility.CoachOnly ? TypedText.TitleFrom(Question ?? S["Een vraag"]) : Title, Body ?? "", DueOn) { Question = Question };
    }
}
