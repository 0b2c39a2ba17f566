using System.Globalization;
using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Makes digests: those that are due, and those that a coach asks for.</summary>
internal sealed class DigestService(
    GboDbContext db, DigestClaims claims, DigestCompiler compiler, DigestAudienceDirectory audiences, ISiteService site, TimeProvider time,
    ILogger<DigestService> log) : IDigestService
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async Task<Guid?> CompileNowAsync(Guid groupId, CancellationToken cancel = default)
    {
        var group = await audiences.FindAsync(groupId, cancel) ?? throw new NotFoundException("Deze groep bestaat niet.");
        var now = time.GetUtcNow().UtcDateTime;
        // A double click within a minute asks for the same digest.
        var period = "nu " + now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var claim = await claims.ClaimAsync(group, period, Week, cancel);
        if (claim is not null) return await compiler.CompileAsync(claim, cancel);
        return await db.Set<Digest>().Where(d => d.AudienceId == groupId && d.Period == period && d.State != DigestState.Empty)
            .Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel);
    }

    /// <inheritdoc />
    public Task<int> CountWaitingAsync(Guid groupId, CancellationToken cancel = default)
        => db.Set<DigestQueueEntry>().CountAsync(e => e.AudienceId == groupId, cancel);

    /// <summary>Makes all digests that are due, and those that were left half-way. Safe to run on several instances at once.</summary>
    public async Task CompileDueAsync(CancellationToken cancel)
    {
        while (await claims.TakeOverAsync(cancel) is { } left) await TryCompileAsync(left, cancel);
        var settings = await site.GetAsync<DigestSettings>(cancel);
        foreach (var group in await audiences.GroupsAsync(cancel))
            await CompileIfDueAsync(group, [group.Day ?? settings.GroupDigestDay], settings.GroupDigestHour, Week, cancel);
        if (await audiences.FindAsync(DigestAudiences.Coach, cancel) is { } coaches)
            await CompileIfDueAsync(coaches, settings.CoachDigestDays, settings.CoachDigestHour, Day, cancel);
    }

    private async Task CompileIfDueAsync(DigestGroup group, IReadOnlyCollection<DayOfWeek> days, int hour, TimeSpan length, CancellationToken cancel)
    {
        if (DigestSettings.LastDay(time.GetUtcNow().UtcDateTime, days, hour) is not { } day) return;
        var period = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var moment = DigestSettings.Moment(day, hour);
        var digests = db.Set<Digest>().Where(d => d.AudienceId == group.Id);
        // One is made already, at this moment or at once since then.
        if (await digests.AnyAsync(d => d.Period == period || d.Until >= moment, cancel)) return;
        // A group that is new since then has its first digest the next time.
        if (!await digests.AnyAsync(cancel) && !await db.Set<DigestQueueEntry>().AnyAsync(e => e.AudienceId == group.Id && e.QueuedAt <= moment, cancel)) return;
        if (await claims.ClaimAsync(group, period, length, cancel) is { } claim) await TryCompileAsync(claim, cancel);
    }

    // One digest that fails must not keep the others from their readers. Its lease ends by itself, and then it is taken over.
    private async Task TryCompileAsync(DigestClaim claim, CancellationToken cancel)
    {
        try
        {
            await compiler.CompileAsync(claim, cancel);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Digest {DigestId} could not be compiled; it is tried again", claim.DigestId);
        }
    }
}
