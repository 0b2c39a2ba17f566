using System.Runtime.CompilerServices;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskAnswers;

/// <summary>Answers as cells of a file. Of a point for the coach alone it has only the number. A body answers: who typed it is in no file.</summary>
internal static class AnswerCells
{
    /// <summary>Heads of the columns.</summary>
    public static IReadOnlyList<string> Columns(IStringLocalizer S) =>
        [S["Nummer"], S["Onderwerp"], S["Vraag"], S["Wie antwoordt"], S["Status"], S["Antwoord"], S["Waarom"], S["Wat gebeurt er?"], S["Tegen wanneer gebeurt het?"], S["Duidelijk?"], S["Gevraagd"], S["Tegen wanneer antwoord"], S["Beantwoord"]];

    /// <summary>All answers of the query, in its order.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(GboDbContext db, IQueryable<Answer> answers, string coach, IStringLocalizer S, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = answers.Select(a => new
        {
            a.Item!.Reference,
            a.Item.Title,
            a.Item.Visibility,
            a.Question,
            Body = db.Set<Group>().Where(g => g.Id == a.GroupId).Select(g => g.Name).FirstOrDefault() ?? db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            a.State,
            a.Decision,
            a.Why,
            a.WhatHappens,
            a.ByWhen,
            a.ClarityRating,
            a.AskedAt,
            a.DueOn,
            a.AnsweredAt,
        });
        await foreach (var r in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            string? Open(string? text) => r.Visibility == Visibility.CoachOnly ? "" : text;
            yield return
            [
                r.Reference, r.Visibility == Visibility.CoachOnly ? S["Alleen voor de {0}", coach] : r.Title, Open(r.Question), r.Body, S[r.State.Dutch()], r.Decision is { } decision ? S[decision.Dutch()].Value : null, Open(r.Why), Open(r.WhatHappens),
                $"{r.ByWhen:yyyy-MM-dd}", r.ClarityRating is { } rating ? S[rating.Dutch()].Value : null, Day(r.AskedAt), $"{r.DueOn:yyyy-MM-dd}", r.AnsweredAt is { } at ? Day(at) : "",
            ];
        }
    }

    private static string Day(DateTime at) => $"{BrusselsTime.DayOf(at):yyyy-MM-dd}";
}
