using System.Text.RegularExpressions;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Which mails tell of a point that not everyone may read. A mail is about the points that its text and its button name.</summary>
public sealed partial class PointMailReaders(GboDbContext db, Viewers viewers, PointLinks links) : IMailReaders
{
    /// <inheritdoc />
    public async Task<bool> MayReadAllAsync(CancellationToken cancel = default) => (await viewers.CurrentAsync(cancel)).ReadsAll;

    /// <inheritdoc />
    public async Task<IReadOnlySet<Guid>> ClosedAsync(IReadOnlyList<StoredMail> mails, CancellationToken cancel = default)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        if (viewer.ReadsAll) return new HashSet<Guid>();
        var named = mails.ToDictionary(m => m.Id, Named);
        var references = named.Values.SelectMany(n => n.References).Distinct(StringComparer.Ordinal).ToList();
        var answers = named.Values.SelectMany(n => n.Answers).Distinct().ToList();
        var confidential = await db.Set<AgendaItem>().AsNoTracking()
            .Where(i => i.Visibility == Visibility.CoachOnly && (references.Contains(i.Reference) || i.Answers.Any(a => answers.Contains(a.Id))))
            .Where(i => viewer.PersonId == null || i.AuthorPersonId != viewer.PersonId)
            .Select(i => new { i.Reference, Answers = i.Answers.Select(a => a.Id).ToList() }).ToListAsync(cancel);
        var closedReferences = confidential.Select(c => c.Reference).ToHashSet(StringComparer.Ordinal);
        var closedAnswers = confidential.SelectMany(c => c.Answers).ToHashSet();
        return named.Where(n => n.Value.References.Exists(closedReferences.Contains) || n.Value.Answers.Exists(closedAnswers.Contains))
            .Select(n => n.Key).ToHashSet();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> SecretsInAsync(StoredMail mail, CancellationToken cancel = default)
    {
        var references = Named(mail).References;
        return await db.Set<AgendaItem>().Where(i => references.Contains(i.Reference)).Select(i => i.ShortCode).ToListAsync(cancel);
    }

    private (List<string> References, List<Guid> Answers) Named(StoredMail mail)
    {
        var text = $"{mail.ActionUrl}\n{mail.Body}";
        var answers = AnswerLink().Matches(text).Select(m => links.ReadAnswerLink(m.Groups["token"].Value)?.Record).OfType<Guid>().ToList();
        return ([.. Reference().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal)], answers);
    }

    [GeneratedRegex(@"\bAP-20[0-9]{2}-[0-9]{4,9}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"/antwoord/(?<token>[A-Za-z0-9_-]{20,100})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnswerLink();
}
