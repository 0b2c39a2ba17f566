using GboParticipatie.Email;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Settings;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Who opens a mail of today.</summary>
/// <param name="Email">Address.</param>
/// <param name="Name">Name to greet with.</param>
/// <param name="InsteadOf">Name of who is away, when this is who stands in; else null.</param>
public sealed record MailReader(string Email, string Name, string? InsteadOf = null);

/// <summary>
/// The one place that knows when someone who works here is written to. Someone works here who is a coach, or of whom the network
/// knows working days or an absence. A coach gets one mail a day, on working days; the others get theirs at once on a working day.
/// Whoever is away reads nothing meanwhile; what is work goes to who stands in, and of a coach only to another coach: it may name
/// points that nobody else may read.
/// </summary>
public sealed class StaffDays(GboDbContext db, IUserDirectory users, WorkingCalendar calendar, StandIns standIns, ISiteService site, TimeProvider time)
{
    private IReadOnlyList<UserSummary>? _coaches;

    /// <summary>True when the mail waits for <see cref="DailyMails"/>.</summary>
    public async Task<bool> WaitsAsync(EmailMessage message, CancellationToken cancel)
    {
        if (message.Pace == EmailPace.AtOnce || message.IsSecret || message.Calendar is not null) return false;
        if (await CoachAsync(message.To, cancel) is not null) return true;
        return await PersonAsync(null, message.To, cancel) is { } person
            && (person.WorkingDays != WeekDays.None || person.AwayFrom is not null) && !await IsThereAsync(person, cancel);
    }

    /// <summary>Who opens today what waits for this address, or null: nobody, so that it waits for another day.</summary>
    /// <param name="address">Whom it was written to.</param>
    /// <param name="isWork">True for what someone else can see to.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<MailReader?> ReaderAsync(string address, bool isWork, CancellationToken cancel)
    {
        var coach = await CoachAsync(address, cancel);
        var person = await PersonAsync(coach?.Id, address, cancel);
        if (person is null) return (await calendar.GetAsync(cancel)).IsWorkingDay(Today) ? new MailReader(address, coach?.Name ?? "") : null;
        if (await IsThereAsync(person, cancel)) return new MailReader(address, coach?.Name ?? person.Name);
        if (!isWork || !person.IsAwayOn(Today) || await standIns.OfAsync(person.Id, Today, cancel) is not { } key) return null;
        var other = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == key, cancel);
        if (!await IsThereAsync(other, cancel)) return null;
        var standIn = await CoachOfAsync(other, cancel);
        if (coach is not null && standIn is null) return null;
        return (standIn?.Email ?? other.Email) is { Length: > 0 } email ? new MailReader(email, standIn?.Name ?? other.Name, coach?.Name ?? person.Name) : null;
    }

    private DateOnly Today => BrusselsTime.Today(time);

    // Working days that are never ones (a Saturday) say nothing: waiting for ever helps nobody.
    private async Task<bool> IsThereAsync(Person person, CancellationToken cancel)
        => !person.IsAwayOn(Today) && (await calendar.GetAsync(cancel)).OnOrAfter(Today, person.WorkingDays) == Today;

    private async Task<UserSummary?> CoachAsync(string address, CancellationToken cancel)
        => (await CoachesAsync(cancel)).FirstOrDefault(c => Person.Normalize(c.Email) == Person.Normalize(address));

    private async Task<UserSummary?> CoachOfAsync(Person person, CancellationToken cancel)
        => (await CoachesAsync(cancel)).FirstOrDefault(c => c.Id == person.UserId);

    private async Task<IReadOnlyList<UserSummary>> CoachesAsync(CancellationToken cancel) => _coaches ??= await users.InRoleAsync((await site.GetAsync<SiteSettings>(cancel)).CoachRole, cancel);

    private async Task<Person?> PersonAsync(string? userId, string address, CancellationToken cancel)
    {
        var normalized = Person.Normalize(address);
        return await db.Set<Person>().AsNoTracking().Where(p => (userId != null && p.UserId == userId) || p.NormalizedEmail == normalized)
            .OrderBy(p => p.UserId == null || p.UserId != userId).FirstOrDefaultAsync(cancel);
    }
}
