using GboParticipatie.Digests;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>
/// Compiles one claimed digest, five hundred records a step: memory does not grow with what waits, no transaction is long, and
/// a process that is killed leaves a digest on which the next one goes on.
/// </summary>
internal sealed class DigestCompiler(IServiceScopeFactory scopes, ILogger<DigestCompiler> log)
{
    private const int BatchSize = 500;

    /// <summary>Compiles it.</summary>
    /// <returns>The digest, or null when there was nothing new or another process took over.</returns>
    public async Task<Guid?> CompileAsync(DigestClaim claim, CancellationToken cancel)
    {
        try
        {
            while (await MoveBatchAsync(claim, cancel))
            {
            }

            await CollectAsync(claim, cancel);
            return await FreezeAsync(claim, cancel) ? claim.DigestId : null;
        }
        catch (DigestTakenOverException)
        {
            log.LogInformation("Digest {DigestId} was taken over by another instance", claim.DigestId);
            return null;
        }
    }

    private async Task<bool> MoveBatchAsync(DigestClaim claim, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<GboDbContext>();
        var take = $$"""
            DELETE FROM "DigestQueue" WHERE "Id" IN (
                SELECT "Id" FROM "DigestQueue" WHERE "AudienceId" = {0} AND "QueuedAt" <= {1} LIMIT {{BatchSize}} {{(db.IsSqlite ? "" : "FOR UPDATE SKIP LOCKED")}})
            RETURNING *
            """;
        return await db.WriteAsync(async c =>
        {
            await services.GetRequiredService<DigestClaims>().HoldAsync(claim, c);
            var batch = await db.Set<DigestQueueEntry>().FromSqlRaw(take, claim.AudienceId, claim.Until).AsNoTracking().ToListAsync(c);
            var items = new List<DigestItem>(batch.Count);
            foreach (var type in batch.GroupBy(e => e.SubjectType))
            {
                var source = services.GetServices<IDigestSource>().FirstOrDefault(s => s.SubjectTypes.Contains(type.Key));
                if (source is null) continue; // Its module was switched off: what waited is not shown.
                items.AddRange(await source.DescribeAsync(claim.AudienceId, [.. type.Select(e => new DigestSubject(e.Section, e.SubjectType, e.SubjectId))], c));
            }

            await services.GetRequiredService<DigestEntryWriter>().WriteAsync(claim, items, isQueued: true, c);
            return batch.Count == BatchSize;
        }, cancel);
    }

    // Reads in one scope and writes in another: a connection that is being read cannot write at the same time.
    private async Task CollectAsync(DigestClaim claim, CancellationToken cancel)
    {
        await using var reading = scopes.CreateAsyncScope();
        foreach (var source in reading.ServiceProvider.GetServices<IDigestSource>())
        {
            var batch = new List<DigestItem>(BatchSize);
            await foreach (var item in source.CollectAsync(claim.AudienceId, claim.Since, claim.Until, cancel))
            {
                batch.Add(item);
                if (batch.Count < BatchSize) continue;
                await WriteAsync(claim, batch, cancel);
                batch.Clear();
            }

            await WriteAsync(claim, batch, cancel);
        }
    }

    private async Task WriteAsync(DigestClaim claim, List<DigestItem> items, CancellationToken cancel)
    {
        if (items.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GboDbContext>().WriteAsync(async c =>
        {
            await scope.ServiceProvider.GetRequiredService<DigestClaims>().HoldAsync(claim, c);
            await scope.ServiceProvider.GetRequiredService<DigestEntryWriter>().WriteAsync(claim, items, isQueued: false, c);
        }, cancel);
    }

    // Newest first, but in the calendar what comes first.
    private static readonly string PutInOrder = $$"""
        UPDATE "DigestEntries" SET "Number" = o."Place" FROM (
            SELECT "SubjectType", "SubjectId", ROW_NUMBER() OVER (
                ORDER BY "SectionOrder", "LateOrder", CASE WHEN "Theme" = '' THEN 1 ELSE 0 END, "Theme",
                    CASE WHEN "SectionOrder" = {{DigestEntryWriter.OrderOf(DigestSection.Calendar)}} THEN "At" END, "At" DESC, "SubjectId") AS "Place"
            FROM "DigestEntries" WHERE "DigestId" = {0}) AS o
        WHERE "DigestEntries"."DigestId" = {0} AND "DigestEntries"."SubjectType" = o."SubjectType" AND "DigestEntries"."SubjectId" = o."SubjectId"
        """;

    private async Task<bool> FreezeAsync(DigestClaim claim, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<GboDbContext>();
        var recipients = (await services.GetRequiredService<DigestAudienceDirectory>().RecipientsAsync(claim.AudienceId, cancel)).Count;
        return await db.WriteAsync(async c =>
        {
            await services.GetRequiredService<DigestClaims>().HoldAsync(claim, c);
            var entries = db.Set<DigestEntry>().Where(e => e.DigestId == claim.DigestId);
            var isNews = await entries.AnyAsync(e => e.IsNews, c);
            if (isNews) await db.Database.ExecuteSqlRawAsync(PutInOrder, [claim.DigestId], c);
            else await entries.ExecuteDeleteAsync(c);
            var digest = await db.Set<Digest>().SingleAsync(d => d.Id == claim.DigestId, c);
            digest.State = isNews ? DigestState.Ready : DigestState.Empty;
            digest.EntryCount = await entries.CountAsync(c);
            digest.RecipientCount = recipients;
            (digest.LeaseId, digest.LeasedUntil) = (null, null);
            if (isNews) db.Publish(new DigestMailing(digest.Id, Guid.Empty));
            await db.SaveChangesAsync(c);
            return isNews;
        }, cancel);
    }
}
