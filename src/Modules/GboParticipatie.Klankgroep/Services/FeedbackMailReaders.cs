using System.Text.RegularExpressions;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Which mails tell of feedback that only the coach may read, and which codes in them open some.</summary>
public sealed partial class FeedbackMailReaders(GboDbContext db, Viewers viewers) : IMailReaders
{
    /// <inheritdoc />
    public async Task<bool> MayReadAllAsync(CancellationToken cancel = default) => (await viewers.CurrentAsync(cancel)).ReadsAll;

    /// <inheritdoc />
    public async Task<IReadOnlySet<Guid>> ClosedAsync(IReadOnlyList<StoredMail> mails, CancellationToken cancel = default)
    {
        if (await MayReadAllAsync(cancel)) return new HashSet<Guid>();
        var named = mails.ToDictionary(m => m.Id, Named);
        var references = named.Values.SelectMany(n => n).Distinct(StringComparer.Ordinal).ToList();
        var closed = await db.Set<Feedback>().Where(f => f.Readers == FeedbackReaders.CoachOnly && references.Contains(f.Reference)).Select(f => f.Reference).ToListAsync(cancel);
        return named.Where(n => n.Value.Exists(closed.Contains)).Select(n => n.Key).ToHashSet();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> SecretsInAsync(StoredMail mail, CancellationToken cancel = default)
    {
        var references = Named(mail);
        return await db.Set<Feedback>().Where(f => references.Contains(f.Reference)).Select(f => f.ShortCode).ToListAsync(cancel);
    }

    private static List<string> Named(StoredMail mail)
        => [.. Number().Matches($"{mail.ActionUrl}\n{mail.Body}").Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\bFB-20[0-9]{2}-[0-9]{4,9}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
