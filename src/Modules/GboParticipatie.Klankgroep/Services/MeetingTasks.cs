using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>News about a meeting for someone who takes no e-mail.</summary>
/// <param name="Key">The same for news that is told again.</param>
/// <param name="PersonId">Who (of Network); null: the organisation.</param>
/// <param name="OrganisationId">The organisation (of Network) that is invited, or that the person comes for; or null.</param>
/// <param name="Means">How.</param>
/// <param name="Text">What is told, in plain words.</param>
/// <param name="IsMore">True when what was not told yet holds as well, such as an invitation when the agenda is there; false when this takes its place.</param>
/// <param name="IsReminder">True when it need not be told while anything else is still to be told: who tells that, asks it.</param>
public sealed record MeetingNews(string Key, Guid? PersonId, Guid? OrganisationId, ContactMeans Means, string Text, bool IsMore = false, bool IsReminder = false);

/// <summary>Makes tasks for the coach of what is told about a meeting to who takes no e-mail.</summary>
public sealed class MeetingTasks(GboDbContext db, TimeProvider time)
{
    /// <summary>
    /// Adds a task for each, in the transaction of the news; once per key. News that was not told yet is taken back or told together
    /// with this: one call tells what holds now, and all of it.
    /// </summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddAsync(Guid sessionId, IReadOnlyCollection<MeetingNews> news, CancellationToken cancel = default)
    {
        if (news.Count == 0) return 0;
        var keys = news.Select(n => n.Key).ToList();
        var known = await db.Set<ContactTask>().Where(t => keys.Contains(t.Key)).Select(t => t.Key).ToListAsync(cancel);
        var added = news.Where(n => !known.Contains(n.Key, StringComparer.Ordinal)).ToList();
        var open = (await db.Set<ContactTask>().AsTracking().Where(t => t.SessionId == sessionId && t.DoneOn == null).OrderBy(t => t.CreatedAt).ToListAsync(cancel))
            .ToLookup(t => t.PersonId ?? t.OrganisationId);
        added.RemoveAll(n => n.IsReminder && open[n.PersonId ?? n.OrganisationId].Any());
        foreach (var n in added) db.RemoveRange(open[n.PersonId ?? n.OrganisationId]);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var n in added)
        {
            db.Add(new ContactTask
            {
                Key = n.Key,
                SessionId = sessionId,
                PersonId = n.PersonId,
                OrganisationId = n.OrganisationId,
                Means = n.Means,
                Text = TypedText.Clean(n.IsMore ? string.Join("\n\n", open[n.PersonId ?? n.OrganisationId].Select(t => t.Text).Append(n.Text)) : n.Text),
                CreatedAt = now,
            });
        }

        return added.Count;
    }
}
