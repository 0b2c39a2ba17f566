using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Lines of a meeting that the current coach is still typing.</summary>
public sealed class LinesDrafts(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>What was kept, or null.</summary>
    public Task<string?> FindAsync(Guid sessionId, CancellationToken cancel = default)
    {
        var me = user.Id;
        return db.Set<LinesDraft>().Where(d => d.SessionId == sessionId && d.UserId == me).Select(d => d.Text).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Keeps what was typed; too much of it, or nothing, is not kept.</summary>
    public Task SaveAsync(Guid sessionId, string? text, CancellationToken cancel = default)
    {
        if (user.Id is not { } me || text is { Length: > LinesDraft.TextLength }) return Task.CompletedTask;
        if (string.IsNullOrWhiteSpace(text)) return RemoveAsync(sessionId, cancel);
        return db.WriteAsync(async c =>
        {
            var draft = await db.Set<LinesDraft>().AsTracking().SingleOrDefaultAsync(d => d.SessionId == sessionId && d.UserId == me, c);
            if (draft is null) db.Add(draft = new LinesDraft { SessionId = sessionId, UserId = me });
            (draft.Text, draft.SavedAt) = (text, time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>Throws it away, once it became points.</summary>
    public Task RemoveAsync(Guid sessionId, CancellationToken cancel = default)
    {
        var me = user.Id;
        return db.WriteAsync(c => db.Set<LinesDraft>().Where(d => d.SessionId == sessionId && d.UserId == me).ExecuteDeleteAsync(c), cancel);
    }
}
