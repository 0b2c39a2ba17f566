using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Security;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Calendars;

/// <summary>Calendars that programs read by themselves: one for everyone, and one for each person who wants one.</summary>
public sealed class CalendarFeeds(GboDbContext db, IEnumerable<ICalendarSource> sources, IUserDirectory users, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(1);

    /// <summary>Since when the person has an address for a feed (UTC), or null.</summary>
    public async Task<DateTime?> MadeAtAsync(string userId, CancellationToken cancel)
        => await db.Set<CalendarFeed>().Where(f => f.UserId == userId).Select(f => (DateTime?)f.MadeAt).SingleOrDefaultAsync(cancel);

    /// <summary>Gives the person an address; the one there was stops working. Its token cannot be shown again.</summary>
    public async Task<string> RenewAsync(string userId, CancellationToken cancel)
    {
        var (token, now) = (Secrets.Create(), time.GetUtcNow().UtcDateTime);
        await db.WriteAsync(async c =>
        {
            var feed = await db.Set<CalendarFeed>().AsTracking().SingleOrDefaultAsync(f => f.UserId == userId, c);
            if (feed is null) db.Add(new CalendarFeed { UserId = userId, TokenHash = Secrets.Hash(token), MadeAt = now });
            else (feed.TokenHash, feed.MadeAt) = (Secrets.Hash(token), now);
            await db.SaveChangesAsync(c);
        }, cancel);
        return token;
    }

    /// <summary>The person's address stops working.</summary>
    public Task StopAsync(string userId, CancellationToken cancel)
        => db.WriteAsync(c => db.Set<CalendarFeed>().Where(f => f.UserId == userId).ExecuteDeleteAsync(c), cancel);

    /// <summary>The feed for everyone.</summary>
    public Task<byte[]> PublicAsync(CancellationToken cancel) => WriteAsync(S["Bijeenkomsten"], (s, c) => s.PublicAsync(c), cancel);

    /// <summary>The feed behind a token, or null when there is none, or its person has no account any more.</summary>
    public async Task<byte[]?> OfAsync(string token, CancellationToken cancel)
    {
        var hash = Secrets.Hash(token);
        var user = await db.Set<CalendarFeed>().Where(f => f.TokenHash == hash).Select(f => f.UserId).SingleOrDefaultAsync(cancel);
        if (user is null || await users.FindByIdAsync(user, cancel) is null) return null;
        return await WriteAsync(S["Mijn bijeenkomsten"], (s, c) => s.OfAsync(user, c), cancel);
    }

    private async Task<byte[]> WriteAsync(string name, Func<ICalendarSource, CancellationToken, Task<IReadOnlyList<CalendarEvent>>> read, CancellationToken cancel)
    {
        var events = new List<CalendarEvent>();
        foreach (var source in sources) events.AddRange(await read(source, cancel));
        return CalendarWriter.Write(new ICalendarObject
        {
            Method = CalendarMethod.Publish,
            Name = $"{name}, {(await site.GetAsync<SiteSettings>(cancel)).RegionName}",
            RefreshInterval = RefreshInterval,
            Events = [.. events.OrderBy(e => e.StartsAt).ThenBy(e => e.Uid, StringComparer.Ordinal)],
        });
    }
}
