using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>An entry that this reader may read, with the one address to act.</summary>
public sealed record DigestLine(DigestEntry Entry, string Url);

/// <summary>A digest as one reader sees it.</summary>
/// <param name="Digest">The digest.</param>
/// <param name="Sections">Entries of this page by section, in order; the number is that of the section in the whole digest.</param>
/// <param name="ReadBy">How many people opened it.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Pages">Number of pages.</param>
public sealed record DigestView(Digest Digest, IReadOnlyList<(int Number, DigestSection Section, IReadOnlyList<DigestLine> Lines)> Sections, int ReadBy, int Page, int Pages);

/// <summary>A digest in a list.</summary>
public sealed record DigestLineItem(Guid Id, Guid GroupId, string Title, DateTime Since, DateTime Until, int Entries, int Recipients, int ReadBy);

/// <summary>The digests that were made, for those they were made for.</summary>
public sealed class DigestLibrary(
    GboDbContext db, DigestAudienceDirectory audiences, IEnumerable<IDigestSource> sources, ICurrentUser user, TimeProvider time)
{
    /// <summary>Entries on a page; most digests have one page.</summary>
    public const int PageSize = 200;

    private const string InsertRead = """
        INSERT INTO "DigestReads" ("DigestId", "PersonId", "ReadAt") VALUES ({0}, {1}, {2}) ON CONFLICT ("DigestId", "PersonId") DO NOTHING
        """;

    /// <summary>Opens a digest for the current user and notes that it was read.</summary>
    /// <exception cref="NotFoundException">There is none, or it is not for this user.</exception>
    public async Task<DigestView> OpenAsync(Guid id, int page, CancellationToken cancel)
    {
        var memberships = await audiences.MembershipsAsync(user, cancel);
        var digest = await db.Set<Digest>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.State == DigestState.Ready, cancel);
        if (digest is null || !memberships.TryGetValue(digest.AudienceId, out var reader)) throw new NotFoundException("Dit overzicht bestaat niet.");
        await db.WriteAsync(c => db.Database.ExecuteSqlRawAsync(InsertRead, [id, reader.PersonId, time.GetUtcNow().UtcDateTime], c), cancel);

        var first = (Math.Max(page, 1) - 1) * PageSize;
        var entries = await db.Set<DigestEntry>().AsNoTracking().Where(e => e.DigestId == id && e.Number > first && e.Number <= first + PageSize)
            .OrderBy(e => e.Number).ToListAsync(cancel);
        var numbers = await NumbersAsync(id, cancel);
        var lines = await LinesAsync(digest.AudienceId, reader, entries, cancel);
        var sections = lines.GroupBy(l => l.Entry.Section).Select(s => (numbers[s.Key], s.Key, (IReadOnlyList<DigestLine>)[.. s])).ToList();
        var readBy = await db.Set<DigestRead>().CountAsync(r => r.DigestId == id, cancel);
        return new DigestView(digest, sections, readBy, Math.Max(page, 1), Math.Max(1, (digest.EntryCount + PageSize - 1) / PageSize));
    }

    /// <summary>Digests that the current user may read, newest first.</summary>
    public async Task<IReadOnlyList<DigestLineItem>> ListAsync(int skip, int take, CancellationToken cancel)
    {
        var ids = (await audiences.MembershipsAsync(user, cancel)).Keys.ToList();
        return await db.Set<Digest>().Where(d => d.State == DigestState.Ready && ids.Contains(d.AudienceId))
            .OrderByDescending(d => d.Until).ThenBy(d => d.Id).Skip(skip).Take(take)
            .Select(d => new DigestLineItem(d.Id, d.AudienceId, d.Title, d.Since, d.Until, d.EntryCount, d.RecipientCount, db.Set<DigestRead>().Count(r => r.DigestId == d.Id)))
            .ToListAsync(cancel);
    }

    /// <summary>The first entries of each section, for a mail.</summary>
    internal async Task<List<DigestEntry>> HeadAsync(Guid digest, int perSection, CancellationToken cancel)
    {
        var head = new List<DigestEntry>();
        foreach (var section in Enum.GetValues<DigestSection>())
            head.AddRange(await db.Set<DigestEntry>().AsNoTracking().Where(e => e.DigestId == digest && e.Section == section)
                .OrderBy(e => e.Number).Take(perSection).ToListAsync(cancel));
        return head;
    }

    /// <summary>Those of the entries that the reader may read now, with their addresses.</summary>
    internal async Task<IReadOnlyList<DigestLine>> LinesAsync(Guid audience, DigestRecipient reader, IReadOnlyList<DigestEntry> entries, CancellationToken cancel)
    {
        var urls = new Dictionary<(string Type, Guid Id), string>();
        foreach (var type in entries.GroupBy(e => e.SubjectType))
        {
            var source = sources.FirstOrDefault(s => s.SubjectTypes.Contains(type.Key));
            if (source is null) continue;
            foreach (var link in await source.LinksAsync(audience, reader, type.Key, [.. type.Select(e => e.SubjectId)], cancel)) urls[(type.Key, link.Key)] = link.Value;
        }

        return [.. entries.Where(e => urls.ContainsKey((e.SubjectType, e.SubjectId))).Select(e => new DigestLine(e, urls[(e.SubjectType, e.SubjectId)]))];
    }

    // Sections are numbered as they are in the whole digest, whatever this reader may see of it.
    private async Task<Dictionary<DigestSection, int>> NumbersAsync(Guid id, CancellationToken cancel)
    {
        var present = await db.Set<DigestEntry>().Where(e => e.DigestId == id).Select(e => e.Section).Distinct().ToListAsync(cancel);
        return present.Order().Select((section, i) => (section, i)).ToDictionary(p => p.section, p => p.i + 1);
    }
}
